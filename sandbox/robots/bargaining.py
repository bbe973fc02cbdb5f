"""How a robot bargains. Pure. It reads prices as they are shown, in any of the languages."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from random import Random

_AMOUNT = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
_CENTS = re.compile(r"[.,](\d\d)$")


class Deed(Enum):
    TAKE = auto()
    PROPOSE = auto()
    REFUSE = auto()
    FORGET = auto()
    """Not answer, so that the offer runs out."""


_Odds = tuple[float, float, float]
"""Of taking, of proposing another price and of refusing; what is left is forgetting."""

_FIRST_OFFER: _Odds = (0.45, 0.3, 0.15)
"""A Carrier sees what was promised; nobody has bargained yet."""

_CARRIER: tuple[tuple[float, _Odds], ...] = (
    (1.0, (0.3, 0.4, 0.3)),
    (float("inf"), (0.8, 0.1, 0.1)),
)
_REQUESTER: tuple[tuple[float, _Odds], ...] = (
    (1.1, (0.75, 0.15, 0.1)),
    (1.25, (0.4, 0.45, 0.15)),
    (float("inf"), (0.1, 0.6, 0.3)),
)
"""The odds while the price is less than so many times the one first promised. Who bargains does not
forget."""


@dataclass(frozen=True, slots=True)
class Price:
    """The one on the table and the one first promised, in cents."""

    live: int
    asked: int


def answer(price: Price, dice: Random, *, is_carrier: bool) -> Deed:
    """Decide about the price on the table."""
    if is_carrier and price.live == price.asked:
        odds = _FIRST_OFFER
    else:
        ratio = price.live / price.asked
        odds = next(one for most, one in (_CARRIER if is_carrier else _REQUESTER) if ratio < most)
    return _throw(odds, dice)


def _throw(odds: _Odds, dice: Random) -> Deed:
    chance = dice.random()
    for odd, deed in zip(odds, (Deed.TAKE, Deed.PROPOSE, Deed.REFUSE), strict=True):
        if chance < odd:
            return deed
        chance -= odd
    return Deed.FORGET


def prices_in(line: str) -> Price:
    """Read the line of a card that says the price, and the one first promised if it differs."""
    amounts = [_cents(found) for found in _AMOUNT.findall(line)]
    return Price(amounts[0], amounts[-1])


def amount_in(label: str) -> int | None:
    """Read the price on a button, in cents; None when there is none."""
    found = _AMOUNT.search(label)
    return None if found is None else _cents(found[0])


def _cents(text: str) -> int:
    cents = _CENTS.search(text)
    whole = text[: cents.start()] if cents else text
    return int(re.sub(r"\D", "", whole)) * 100 + (int(cents[1]) if cents else 0)
