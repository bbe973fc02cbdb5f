"""The ledger: what does not add up, or takes more than there is, the database itself refuses."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KINDS = (
    "stripe_balance", "carrier_receivable", "dispute_receivable", "quest_hold", "carrier_payable",
    "refund_clearing", "platform_fee", "processor_fee", "dispute_fee", "dispute_loss", "suspense",
    "bank",
)  # fmt: skip
OWED = "'quest_hold', 'carrier_payable', 'refund_clearing'"

# Checked at the end of the transaction, when all lines are there.
REFUSE_UNBALANCED = """
CREATE FUNCTION refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    booked uuid := CASE TG_TABLE_NAME WHEN 'ledger_txn' THEN NEW.id ELSE NULL END;
    found record;
BEGIN
    IF booked IS NULL THEN
        booked := (to_jsonb(NEW) ->> 'txn_id')::uuid;
    END IF;
    SELECT count(*) AS lines, sum(minor) AS total INTO found
    FROM ledger_entry WHERE txn_id = booked;
    IF found.lines < 2 OR found.total <> 0 THEN
        RAISE EXCEPTION 'booking % has % lines and adds up to %', booked, found.lines, found.total
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_adds_up', TABLE = 'ledger_txn';
    END IF;
    RETURN NULL;
END $$
"""

KEEP_BALANCE = """
CREATE FUNCTION keep_ledger_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE ledger_account SET balance = balance + NEW.minor
    WHERE id = NEW.account_id AND balance IS NOT NULL;
    RETURN NULL;
END $$
"""

REFUSE_CHANGE = """
CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is never changed: book what mends it'
    USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END $$
"""

TRIGGERS = (
    "CREATE CONSTRAINT TRIGGER adds_up AFTER INSERT ON ledger_txn DEFERRABLE INITIALLY DEFERRED"
    " FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced()",
    "CREATE CONSTRAINT TRIGGER adds_up AFTER INSERT ON ledger_entry DEFERRABLE INITIALLY DEFERRED"
    " FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced()",
    "CREATE TRIGGER keeps_balance AFTER INSERT ON ledger_entry"
    " FOR EACH ROW EXECUTE FUNCTION keep_ledger_balance()",
    *(
        f"CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()"
        for table in ("ledger_txn", "ledger_entry")
    ),
)


def upgrade() -> None:
    op.create_table(
        "ledger_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="accountkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("owner", sa.Uuid(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            f"kind NOT IN ({OWED}) OR balance <= 0",
            name=op.f("ck_ledger_account_never_above_zero"),
        ),
        sa.CheckConstraint(
            "kind NOT IN ('carrier_receivable') OR balance >= 0",
            name=op.f("ck_ledger_account_never_below_zero"),
        ),
        sa.CheckConstraint(
            f"(kind IN ({OWED}, 'carrier_receivable')) = (balance IS NOT NULL)",
            name=op.f("ck_ledger_account_balance"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_account")),
        sa.UniqueConstraint("id", "currency", name=op.f("uq_ledger_account_id_currency")),
        sa.UniqueConstraint(
            "kind",
            "owner",
            "currency",
            name=op.f("uq_ledger_account_kind_owner_currency"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_table(
        "ledger_txn",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_txn")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_ledger_txn_dedupe_key")),
        sa.UniqueConstraint("id", "currency", name=op.f("uq_ledger_txn_id_currency")),
    )
    op.create_table(
        "ledger_entry",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("txn_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("minor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("minor <> 0", name=op.f("ck_ledger_entry_minor")),
        sa.ForeignKeyConstraint(
            ["account_id", "currency"],
            ["ledger_account.id", "ledger_account.currency"],
            name=op.f("fk_ledger_entry_account_id_currency_ledger_account"),
        ),
        sa.ForeignKeyConstraint(
            ["txn_id", "currency"],
            ["ledger_txn.id", "ledger_txn.currency"],
            name=op.f("fk_ledger_entry_txn_id_currency_ledger_txn"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
    )
    op.create_index(op.f("ix_ledger_entry_account_id"), "ledger_entry", ["account_id"])
    op.create_index(op.f("ix_ledger_entry_txn_id"), "ledger_entry", ["txn_id"])
    for statement in (REFUSE_UNBALANCED, KEEP_BALANCE, REFUSE_CHANGE, *TRIGGERS):
        op.execute(statement)


def downgrade() -> None:
    for table in ("ledger_entry", "ledger_txn", "ledger_account"):
        op.drop_table(table)
    for function in ("refuse_unbalanced", "keep_ledger_balance", "refuse_ledger_change"):
        op.execute(f"DROP FUNCTION {function}()")
