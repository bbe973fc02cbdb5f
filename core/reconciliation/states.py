"""What a row of Stripe's balance is in our books. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from core.ledger.states import AccountKind
from core.money import Money
from core.payments.states import NotAnAmount, from_stripe

OVERLAP = timedelta(days=3)
"""So far back rows are read again, for Stripe writes some of them late."""

SETTLING = timedelta(hours=1)
"""What we have booked may be missing at Stripe for so long."""

HELD_LONG = timedelta(days=60)
HELD_TOO_LONG = timedelta(days=80)
"""Stripe lets money lie for 90 days in most countries (docs.stripe.com, manual payouts)."""

OWED_LONG = timedelta(days=7)


class FindingKind(StrEnum):
    SUSPENDED = "suspended"
    """Stripe's balance has moved, and our books had not."""
    MISSING = "missing"
    """Our books have moved, and Stripe's balance has not."""
    UNEVEN = "uneven"
    """The two do not add up to the same."""
    HOLD = "hold"
    """What is held for a quest is not what its payment counts."""
    DRIFT = "drift"
    """An account's running balance is not the sum of its lines."""
    SHORT = "short"
    """There is less at Stripe than is held for people."""
    OLD = "old"
    """Held for longer than it should be."""
    TOO_OLD = "too_old"
    """Somebody must decide today."""
    OWED = "owed"
    """A Carrier has not given back for long."""
    ODD = "odd"
    """A sum for which our currency has no coin."""


@dataclass(frozen=True, slots=True)
class Finding:
    kind: FindingKind
    what: str
    money: Money | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A balance transaction; `keys` are the bookings that it may be."""

    id: str
    kind: str
    source: str | None
    net: Money
    created_at: datetime

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(one.format(source=self.source, id=self.id) for one in _KEYS.get(self.kind, ()))

    @property
    def plainly(self) -> tuple[str, AccountKind] | None:
        """Name the booking, and the account at its other end, of what needs no asking."""
        account = _PLAIN.get(self.kind)
        return None if account is None else (self.keys[0], account)


@dataclass(frozen=True, slots=True)
class Booked:
    """What our books say of a row, and how often that was corrected."""

    minor: int
    corrections: int


_CHARGE = ("capture:{source}", "stray:{source}", "pfee:{id}")
_REFUND, _FAILED = ("refund:{source}",), ("refund_failed:{source}",)
_REVERSAL, _FEE, _BANK = ("trr:{source}",), ("pfee:{id}",), ("bank:{id}",)
_KEYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "charge": _CHARGE,
        "payment": _CHARGE,
        "refund": _REFUND,
        "payment_refund": _REFUND,
        "refund_failure": _FAILED,
        "payment_failure_refund": _FAILED,
        "transfer": ("transfer:{source}",),
        "transfer_refund": _REVERSAL,
        "transfer_cancel": _REVERSAL,
        "adjustment": ("disp_w:{id}", "disp_r:{id}"),
        "stripe_fee": _FEE,
        "stripe_fx_fee": _FEE,
        "tax_fee": _FEE,
        "payout": _BANK,
        "payout_cancel": _BANK,
        "payout_failure": _BANK,
        "topup": _BANK,
    }
)
_PLAIN: Final[Mapping[str, AccountKind]] = MappingProxyType(
    {
        **dict.fromkeys(("stripe_fee", "stripe_fx_fee", "tax_fee"), AccountKind.PROCESSOR_FEE),
        **dict.fromkeys(("payout", "payout_cancel", "payout_failure", "topup"), AccountKind.BANK),
    }
)


def read_row(told: Mapping[str, Any]) -> Row | None:
    """Read a balance transaction; none when our currency has no coin for it."""
    try:
        net = from_stripe(told["net"], told["currency"])
    except NotAnAmount:
        return None
    created_at = datetime.fromtimestamp(told["created"], UTC)
    return Row(told["id"], told["type"], told.get("source"), net, created_at)


MOST_CORRECTIONS = 4
"""A row is suspended, and explained later; more than that is a person's work."""


def found_key(row_id: str, number: int) -> str:
    """Name the booking that brings what a row says into suspense, and each that corrects it."""
    return f"found:{row_id}:{number}"
