"""How a payment stands at Stripe, read from Stripe's objects. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from core.money import Money
from core.payments.states import NotAnAmount, from_stripe

Told = Mapping[str, Any]
"""An object of Stripe's as it came."""


class LinkStatus(StrEnum):
    OPEN = "open"
    COMPLETE = "complete"
    EXPIRED = "expired"


class RefundStatus(StrEnum):
    PENDING = "pending"
    REQUIRES_ACTION = "requires_action"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True)
class Link:
    """A Checkout Session. It has no address once it can no longer be paid."""

    id: str
    status: LinkStatus
    url: str | None
    intent_id: str | None


@dataclass(frozen=True, slots=True)
class Capture:
    """What was paid, by whichever link; `transaction_id` and `kept` are what Stripe took of it."""

    intent_id: str
    charge_id: str
    paid: Money
    transaction_id: str | None = None
    kept: Money | None = None


@dataclass(frozen=True, slots=True)
class SeenRefund:
    id: str
    refund_id: UUID
    status: RefundStatus


@dataclass(frozen=True, slots=True)
class SeenReversal:
    id: str
    reversal_id: UUID


@dataclass(frozen=True, slots=True)
class Move:
    """What a bank has taken (below nothing) or given back, and what Stripe took for it."""

    transaction_id: str
    amount: Money
    fee: Money


@dataclass(frozen=True, slots=True)
class SeenDispute:
    id: str
    status: str
    reason: str
    disputed: Money
    due_by: datetime | None
    moves: tuple[Move, ...]
    is_complete: bool = True
    """False when a sum has moved for which our currency has no coin."""


class StrayKind(StrEnum):
    CHARGE = "charge"
    REFUND = "refund"
    TRANSFER = "transfer"
    REVERSAL = "reversal"


_KEYS = {
    StrayKind.CHARGE: "stray",
    StrayKind.REFUND: "refund",
    StrayKind.TRANSFER: "transfer",
    StrayKind.REVERSAL: "trr",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What Stripe has taken for itself, by its balance transaction."""

    transaction_id: str
    fee: Money


@dataclass(frozen=True, slots=True)
class SeenStray:
    """What has moved for a payment and was not asked for; `effect` is on our balance."""

    kind: StrayKind
    id: str
    effect: Money

    @property
    def dedupe_key(self) -> str:
        return f"{_KEYS[self.kind]}:{self.id}"


@dataclass(frozen=True, slots=True)
class Seen:
    """What was looked at; a part that is missing was not looked at, or is not there."""

    link: Link | None = None
    capture: Capture | None = None
    refunds: tuple[SeenRefund, ...] = ()
    transfer_id: str | None = None
    reversals: tuple[SeenReversal, ...] = ()
    disputes: tuple[SeenDispute, ...] = ()
    returned: tuple[SeenRefund, ...] = ()
    """Refunds of strays; each names its stray."""
    kept: tuple[Kept, ...] = ()
    strays: tuple[SeenStray, ...] = ()


def payment_in(told: Told) -> UUID | None:
    """Find whose object it is; none when it is none of ours."""
    return _id_in(told, "payment")


def read_link(told: Told) -> Link:
    return Link(told["id"], LinkStatus(told["status"]), told.get("url"), told["payment_intent"])


def read_capture(intent: Told, transaction: Told | None) -> Capture | None:
    """Read what was paid; none when it was not, or not yet."""
    if intent["status"] != "succeeded":
        return None
    capture = Capture(
        intent_id=intent["id"],
        charge_id=intent["latest_charge"],
        paid=from_stripe(intent["amount_received"], intent["currency"]),
    )
    if transaction is None:
        return capture
    return Capture(
        capture.intent_id,
        capture.charge_id,
        capture.paid,
        transaction_id=transaction["id"],
        kept=_sum_in(transaction["fee"], transaction["currency"]),
    )


def read_kept(transaction: Told) -> Kept | None:
    fee = _sum_in(transaction["fee"], transaction["currency"])
    return None if fee is None else Kept(transaction["id"], fee)


def _sum_in(amount: int, currency: str) -> Money | None:
    """Read what Stripe took; none for what our currency has no coin for, which must not matter."""
    try:
        return from_stripe(amount, currency)
    except NotAnAmount:
        return None


def read_refund(told: Told) -> SeenRefund | None:
    """Read a refund that we have wished for; others are none of ours."""
    return _read_refund(told, "refund")


def read_returned(told: Told) -> SeenRefund | None:
    """Read the refund of a stray."""
    return _read_refund(told, "stray")


def _read_refund(told: Told, name: str) -> SeenRefund | None:
    named = _id_in(told, name)
    return None if named is None else SeenRefund(told["id"], named, RefundStatus(told["status"]))


def read_given(told: Told) -> Seen:
    """Read the answer to a wish for a refund: of a payment, or of a stray."""
    refund, returned = read_refund(told), read_returned(told)
    return Seen(
        refunds=() if refund is None else (refund,),
        returned=() if returned is None else (returned,),
    )


def read_stray(kind: StrayKind, told: Told) -> SeenStray | None:
    """Read what was not asked for; none when it has moved nothing that we could count."""
    if told.get("status", "succeeded") != "succeeded":
        return None
    paid = _sum_in(told["amount"], told["currency"])
    if paid is None:
        return None
    comes_in = kind in {StrayKind.CHARGE, StrayKind.REVERSAL}
    return SeenStray(kind, told["id"], paid if comes_in else Money(-paid.minor, paid.currency))


def names_in(thing: Told) -> dict[str, str | None] | None:
    """Name the payment and the charge that an object is about; none for a stranger's."""
    about = (thing.get("metadata") or {}).get("payment")
    charge = thing["id"] if thing.get("object") == "charge" else thing.get("charge")
    charge = charge or thing.get("latest_charge")
    names = {
        "payment": about if isinstance(about, str) else None,
        "charge": charge if isinstance(charge, str) else None,
    }
    return names if any(names.values()) else None


def read_reversal(told: Told) -> SeenReversal | None:
    """Read a reversal that we have wished for; others are none of ours."""
    reversal_id = _id_in(told, "reversal")
    return None if reversal_id is None else SeenReversal(told["id"], reversal_id)


def read_dispute(told: Told) -> SeenDispute:
    """Read how a bank's question stands."""
    due = told["evidence_details"].get("due_by")
    moves = [_read_move(one) for one in told["balance_transactions"]]
    disputed = _sum_in(told["amount"], told["currency"])
    return SeenDispute(
        told["id"],
        told["status"],
        told["reason"],
        disputed or Money(0, told["currency"].upper()),
        None if due is None else datetime.fromtimestamp(due, UTC),
        tuple(one for one in moves if one is not None),
        is_complete=None not in (disputed, *moves),
    )


def _read_move(told: Told) -> Move | None:
    amount, fee = (_sum_in(told[name], told["currency"]) for name in ("amount", "fee"))
    return None if amount is None or fee is None else Move(told["id"], amount, fee)


def _id_in(told: Told, name: str) -> UUID | None:
    try:
        return UUID((told.get("metadata") or {})[name])
    except (KeyError, ValueError):
        return None
