"""What is paid, held and given, and the books. A link to pay by is a secret and stands nowhere."""

from admin.shell.addresses import PAYMENT, QUEST
from admin.tables.columns import a_code, a_moment, a_number, a_peer, a_sum, an_id, made
from core.ledger.models import LedgerAccount, LedgerEntry, LedgerTxn
from core.ledger.states import AccountKind
from core.listings.queries import Column, Listing, by_id, by_start, by_tail
from core.listings.states import Kind
from core.payments.models import Payment
from core.payments.states import DisputeState, FrozenReason, PaymentState

PAYMENTS = Listing(
    name="payments",
    title="Payments",
    source=Payment.__table__,
    key=Payment.id,
    newest="opened_at",
    columns=(
        an_id(Payment.id, PAYMENT),
        an_id(Payment.quest_id, QUEST, title="Quest", key="quest"),
        a_code("state", "State", Payment.state, PaymentState),
        a_code("dispute_state", "Bank", Payment.dispute_state, DisputeState),
        a_code("frozen_reason", "Frozen", Payment.frozen_reason, FrozenReason),
        a_sum("price", "Price", Payment.price_minor, Payment.currency),
        a_sum("fee", "Fee", Payment.fee_minor, Payment.currency),
        a_sum("captured", "Captured", Payment.captured_minor, Payment.currency),
        a_sum("released", "Released", Payment.released_minor, Payment.currency),
        a_sum("refunded", "Refunded", Payment.refunded_minor, Payment.currency),
        a_sum("reversed", "Reversed", Payment.reversed_minor, Payment.currency, is_shown=False),
        a_peer("payer", "Payer", Payment.payer_id),
        a_peer("payee", "Payee", Payment.payee_id),
        Column("intent", "Intent", Payment.intent_id, Kind.TEXT, is_shown=False),
        Column("charge", "Charge", Payment.charge_id, Kind.TEXT, is_shown=False),
        Column("transfer", "Transfer", Payment.transfer_id, Kind.TEXT, is_shown=False),
        made("opened_at", "Opened", Payment.opened_at, by=Payment.id),
        a_moment("held_at", "Held", Payment.held_at, is_shown=False),
        a_moment("ended_at", "Ended", Payment.ended_at),
    ),
    searched=(
        by_tail(Payment.id),
        by_id(Payment.id, Payment.quest_id, Payment.payer_id, Payment.payee_id),
        by_start(Payment.intent_id, Payment.charge_id, Payment.transfer_id, Payment.session_id),
    ),
    hint="An id of ours, or Stripe's: pi_, ch_, tr_, cs_",
)

LEDGER = Listing(
    name="ledger",
    title="Ledger",
    source=LedgerEntry.__table__.join(LedgerTxn.__table__, LedgerTxn.id == LedgerEntry.txn_id).join(
        LedgerAccount.__table__, LedgerAccount.id == LedgerEntry.account_id
    ),
    key=LedgerEntry.id,
    newest="line",
    columns=(
        a_number("line", "Line", LedgerEntry.id, is_sorted=True),
        Column("booking", "Booking", LedgerEntry.txn_id, Kind.ID),
        Column("what", "What", LedgerTxn.dedupe_key, Kind.TEXT),
        a_code("account", "Account", LedgerAccount.kind, AccountKind),
        Column("owner", "Whose", LedgerAccount.owner, Kind.ID),
        a_sum("minor", "Sum", LedgerEntry.minor, LedgerEntry.currency),
        a_moment("at", "Booked", LedgerTxn.at),
    ),
    searched=(
        by_id(LedgerEntry.txn_id, LedgerAccount.owner),
        by_start(LedgerTxn.dedupe_key),
    ),
    hint="The id of a booking, a quest or a Peer, or how a booking's key begins",
)
