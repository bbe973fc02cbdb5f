"""The accounts, and how much each may hold. Pure.

Sums are signed: what we have or are owed (assets), and what we have spent, is positive; what we owe
(liabilities), and what we have earned, is negative. All of it together is always zero.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from core.money import Money


class AccountKind(StrEnum):
    STRIPE_BALANCE = "stripe_balance"
    """Ours at Stripe, and not yet with anybody else."""
    CARRIER_RECEIVABLE = "carrier_receivable"
    """A Carrier got what he must give back."""
    DISPUTE_RECEIVABLE = "dispute_receivable"
    """A bank took it while a payment is disputed; it may come back."""
    QUEST_HOLD = "quest_hold"
    """Held for a quest, until hand-over is proved."""
    CARRIER_PAYABLE = "carrier_payable"
    """Earned by a Carrier, and not yet transferred."""
    REFUND_CLEARING = "refund_clearing"
    """Promised back to a Requester, and not yet refunded."""
    PLATFORM_FEE = "platform_fee"
    PROCESSOR_FEE = "processor_fee"
    DISPUTE_FEE = "dispute_fee"
    DISPUTE_LOSS = "dispute_loss"
    SUSPENSE = "suspense"
    """Came, and nobody knows yet what for."""
    BANK = "bank"
    """Paid out from Stripe to the operator's own bank."""


NEVER_ABOVE_ZERO = (
    AccountKind.QUEST_HOLD,
    AccountKind.CARRIER_PAYABLE,
    AccountKind.REFUND_CLEARING,
)
"""What is owed to somebody can be paid once. One row for each somebody, so nobody waits in line."""

NEVER_BELOW_ZERO = (AccountKind.CARRIER_RECEIVABLE,)

BOUNDED = (*NEVER_ABOVE_ZERO, *NEVER_BELOW_ZERO)
"""Only these keep a running balance: for one that all share, every writer would wait."""


@dataclass(frozen=True, slots=True)
class Line:
    """One side of a booking. `owner` is the quest or the Peer whose account it is, if anybody's."""

    kind: AccountKind
    minor: int
    owner: UUID | None = None


def moved(
    money: Money,
    out_of: AccountKind,
    into: AccountKind,
    *,
    owner: UUID | None = None,
    new_owner: UUID | None = None,
) -> list[Line]:
    """Book that a sum leaves one account and arrives in another."""
    return [Line(into, money.minor, new_owner), Line(out_of, -money.minor, owner)]
