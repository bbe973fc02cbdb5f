"""Tables of the ledger.

Triggers of the database see to it that each booking has at least two lines and adds up to zero,
that a line's currency is that of its account and of its booking, that bounded accounts keep their
balance within bounds, and that nobody updates, deletes or truncates.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Identity, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.ledger.states import NEVER_ABOVE_ZERO, NEVER_BELOW_ZERO, AccountKind


def _listed(kinds: tuple[AccountKind, ...]) -> str:
    return ", ".join(f"'{one}'" for one in kinds)


class LedgerAccount(Base):
    """`balance` is kept for bounded kinds alone; that of others is the sum of their lines."""

    __tablename__ = "ledger_account"
    __table_args__ = (
        UniqueConstraint("kind", "owner", "currency", postgresql_nulls_not_distinct=True),
        UniqueConstraint("id", "currency"),
        CheckConstraint(
            f"kind NOT IN ({_listed(NEVER_ABOVE_ZERO)}) OR balance <= 0", name="never_above_zero"
        ),
        CheckConstraint(
            f"kind NOT IN ({_listed(NEVER_BELOW_ZERO)}) OR balance >= 0", name="never_below_zero"
        ),
        CheckConstraint(
            f"(kind IN ({_listed((*NEVER_ABOVE_ZERO, *NEVER_BELOW_ZERO))}))"
            " = (balance IS NOT NULL)",
            name="balance",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[AccountKind]
    owner: Mapped[UUID | None]
    currency: Mapped[str] = mapped_column(String(3))
    balance: Mapped[int | None]


class LedgerTxn(Base):
    """A booking. `dedupe_key` names what was booked, so that it is booked once."""

    __tablename__ = "ledger_txn"
    __table_args__ = (UniqueConstraint("id", "currency"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    currency: Mapped[str] = mapped_column(String(3))
    at: Mapped[datetime]


class LedgerEntry(Base):
    __tablename__ = "ledger_entry"
    __table_args__ = (
        ForeignKeyConstraint(["txn_id", "currency"], ["ledger_txn.id", "ledger_txn.currency"]),
        ForeignKeyConstraint(
            ["account_id", "currency"], ["ledger_account.id", "ledger_account.currency"]
        ),
        CheckConstraint("minor <> 0", name="minor"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    txn_id: Mapped[UUID] = mapped_column(index=True)
    account_id: Mapped[UUID] = mapped_column(index=True)
    currency: Mapped[str] = mapped_column(String(3))
    minor: Mapped[int]
