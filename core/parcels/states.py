"""What a parcel may be, its states, and the reward it may be worth. Pure."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from core.cargo import Category, SamePlace, check_note, check_volume, check_weight
from core.errors import Refused
from core.money import MOST_MINOR, Money
from core.rates import rounded
from core.rules import Rules
from core.screening.states import Hit, screen


class ParcelState(StrEnum):
    OPEN = "open"
    IN_REVIEW = "in_review"
    PROMISED = "promised"
    """Somebody carries it, or is about to."""

    DELIVERED = "delivered"
    LOST = "lost"
    """Somebody took it along, and has not said that it arrived."""

    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


CHANGEABLE = (ParcelState.OPEN, ParcelState.IN_REVIEW)
LIVE = (*CHANGEABLE, ParcelState.PROMISED)


class ParcelEvent(StrEnum):
    POST = "post"
    HOLD = "hold"
    PASS = "pass"  # noqa: S105  (the word of a reviewer, no secret)
    REFUSE = "refuse"
    CHANGE = "change"
    CANCEL = "cancel"
    EXPIRE = "expire"
    PROMISE = "promise"
    FREE = "free"
    DELIVER = "deliver"
    LOSE = "lose"


class DutyPayer(StrEnum):
    """Who pays duty and tax when a border is crossed."""

    REQUESTER = "requester"
    RECIPIENT = "recipient"


class ParcelIsClosed(Refused):
    """The parcel's time is over or it was taken back, so nothing about it changes any more."""


class ParcelIsPromised(Refused):
    """Somebody carries the parcel, so it changes only with the quest that it is in."""


class NoItems(Refused):
    """A parcel without contents."""

    field = "items"


class TooManyItems(Refused):
    """More lines than anybody checks at a hand-over."""

    field = "items"


class ItemTitleMissing(Refused):
    """An item without a name, or with one that is too long."""

    field = "items"


class QuantityOutOfRange(Refused):
    """None of an item, or more than anybody counts."""

    field = "items"


class ValueOutOfRange(Refused):
    """An item is worth something, and not less than nothing."""

    field = "items"


class ValuesInTwoCurrencies(Refused):
    """The items of one parcel are valued in one currency."""

    field = "items"


class ValueAboveCap(Refused):
    """The contents are worth more than a parcel may be."""

    field = "items"


class ValueNeedsMainCurrency(Refused):
    """The operator has set no rate for this currency, so values are declared in the main one."""

    field = "items"


class ReadyTooLate(Refused):
    """The parcel is ready only after it must have arrived."""

    field = "ready_at"


class DeadlineInThePast(Refused):
    """The parcel must have arrived before now."""

    field = "deliver_by"


class DeadlineTooFarAhead(Refused):
    """The deadline is beyond the horizon up to which posts are taken."""

    field = "deliver_by"


class RewardOutOfRange(Refused):
    """A reward of nothing, or one that nobody would pay."""

    field = "reward"


class RecipientNameMissing(Refused):
    """Somebody else receives it, and nobody knows who."""

    field = "recipient"


class DutyUnsettled(Refused):
    """A border is crossed, and who pays duty is not said."""

    field = "duty_payer"


class DutyWithoutBorder(Refused):
    """Within one country there is no duty to pay."""

    field = "duty_payer"


class ProhibitedItem(Refused):
    """An item's words name what never travels. `rule`, `item` and `word` tell why."""

    field = "items"


class RulesNotConfirmed(Refused):
    """The Requester has not confirmed that nothing prohibited is inside."""

    field = "nothing_prohibited"


_TRANSITIONS: dict[tuple[ParcelState, ParcelEvent], ParcelState] = {
    (ParcelState.OPEN, ParcelEvent.CHANGE): ParcelState.OPEN,
    (ParcelState.OPEN, ParcelEvent.HOLD): ParcelState.IN_REVIEW,
    (ParcelState.OPEN, ParcelEvent.CANCEL): ParcelState.CANCELLED,
    (ParcelState.OPEN, ParcelEvent.EXPIRE): ParcelState.EXPIRED,
    (ParcelState.OPEN, ParcelEvent.PROMISE): ParcelState.PROMISED,
    (ParcelState.PROMISED, ParcelEvent.FREE): ParcelState.OPEN,
    (ParcelState.PROMISED, ParcelEvent.DELIVER): ParcelState.DELIVERED,
    (ParcelState.PROMISED, ParcelEvent.LOSE): ParcelState.LOST,
    (ParcelState.IN_REVIEW, ParcelEvent.CHANGE): ParcelState.OPEN,
    (ParcelState.IN_REVIEW, ParcelEvent.HOLD): ParcelState.IN_REVIEW,
    (ParcelState.IN_REVIEW, ParcelEvent.PASS): ParcelState.OPEN,
    (ParcelState.IN_REVIEW, ParcelEvent.REFUSE): ParcelState.REFUSED,
    (ParcelState.IN_REVIEW, ParcelEvent.CANCEL): ParcelState.CANCELLED,
    (ParcelState.IN_REVIEW, ParcelEvent.EXPIRE): ParcelState.EXPIRED,
}


def after(state: ParcelState, event: ParcelEvent) -> ParcelState:
    """Find the state that follows, or raise `ParcelIsPromised` or `ParcelIsClosed`."""
    try:
        return _TRANSITIONS[state, event]
    except KeyError:
        if state is ParcelState.PROMISED:
            raise ParcelIsPromised from None
        raise ParcelIsClosed(state=state.value) from None


@dataclass(frozen=True, slots=True)
class Item:
    """`value` is that of one piece."""

    title: str
    quantity: int
    value: Money


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as Telegram keeps it for the bot that received it."""

    file_id: str
    file_unique_id: str


@dataclass(frozen=True, slots=True)
class ParcelWish:
    """All that a Requester says about a parcel. Moments are aware.

    `recipient` is None when the Requester receives it himself. `is_clean` is his word that nothing
    prohibited is inside; `asks_person` that a person shall look at what the screening found.
    """

    from_place_id: int
    to_place_id: int
    items: tuple[Item, ...]
    category: Category
    weight_grams: int
    volume_millilitres: int
    ready_at: datetime
    deliver_by: datetime
    reward: Money
    recipient: str | None = None
    duty_payer: DutyPayer | None = None
    note: str = ""
    photos: tuple[Photo, ...] = ()
    is_clean: bool = False
    asks_person: bool = False


MOST_ITEMS = 20
MOST_PHOTOS = 5
LONGEST_TITLE = 80
LONGEST_NAME = 80
_MOST_PIECES = 999
_THOUSAND_KM = 1000
_NOT_BEYOND = timedelta(days=1)
"""A deadline is the end of a day, which may lie a little behind the last moment of the horizon."""


class TooManyPhotos(Refused):
    """More pictures than one album shows."""

    field = "photos"


def declared_value(items: tuple[Item, ...]) -> Money:
    """Add up the items; refuse `NoItems` and `ValuesInTwoCurrencies`."""
    if not items:
        raise NoItems
    currencies = {item.value.currency for item in items}
    if len(currencies) > 1:
        raise ValuesInTwoCurrencies(currencies=", ".join(sorted(currencies)))
    return Money(sum(item.quantity * item.value.minor for item in items), currencies.pop())


def check_wish(
    wish: ParcelWish, *, crosses_border: bool, is_verified: bool, rules: Rules, at: datetime
) -> list[Hit]:
    """Refuse what no parcel may be, naming the field; answer what a person must look at.

    Places and currencies are the caller's to check.
    """
    if wish.from_place_id == wish.to_place_id:
        raise SamePlace
    check_items(wish.items, is_verified=is_verified, rules=rules)
    check_weight(wish.weight_grams, field="weight_grams")
    check_volume(wish.volume_millilitres, field="volume_millilitres")
    _check_window(wish, rules=rules, at=at)
    if not 0 < wish.reward.minor <= MOST_MINOR:
        raise RewardOutOfRange
    _check_people(wish, crosses_border=crosses_border)
    check_note(wish.note)
    if len(wish.photos) > MOST_PHOTOS:
        raise TooManyPhotos(most=MOST_PHOTOS)
    if not wish.is_clean:
        raise RulesNotConfirmed
    hits = screen_items(wish.items, note=wish.note)
    if hits and not wish.asks_person:
        refuse_hit(hits[0], wish.items)
    return hits


def check_items(items: tuple[Item, ...], *, is_verified: bool, rules: Rules) -> Money:
    """Refuse what no list of contents may be; answer the declared value.

    More of it may travel when the Requester `is_verified`.
    """
    value = declared_value(items)
    if len(items) > MOST_ITEMS:
        raise TooManyItems(most=MOST_ITEMS)
    for item in items:
        if not 0 < len(item.title.strip()) <= LONGEST_TITLE:
            raise ItemTitleMissing(most=LONGEST_TITLE)
        if not 0 < item.quantity <= _MOST_PIECES:
            raise QuantityOutOfRange(most=_MOST_PIECES)
        if not 0 <= item.value.minor <= MOST_MINOR:
            raise ValueOutOfRange
    most = rules.highest_value(is_verified=is_verified)
    cap = rounded(Decimal(most), rules.main_currency)
    highest = rules.rates.convert(cap, value.currency)
    if highest is None:
        raise ValueNeedsMainCurrency(currency=rules.main_currency, given=value.currency)
    if value.minor > highest.minor:
        raise ValueAboveCap(value=value, cap=highest)
    return value


def screen_items(items: tuple[Item, ...], *, note: str) -> list[Hit]:
    """Look at the contents and the note; a hit in the note has the number after the last item."""
    return screen([*(item.title for item in items), note])


def refuse_hit(hit: Hit, items: tuple[Item, ...]) -> None:
    """Refuse `ProhibitedItem`, naming the rule, the item and the word."""
    title = items[hit.item].title if hit.item < len(items) else ""
    raise ProhibitedItem(rule=hit.rule.value, item=title, word=hit.word)


def check_recipient(name: str) -> None:
    """Refuse `RecipientNameMissing`."""
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise RecipientNameMissing(most=LONGEST_NAME)


def _check_window(wish: ParcelWish, *, rules: Rules, at: datetime) -> None:
    if wish.deliver_by <= at:
        raise DeadlineInThePast
    if wish.deliver_by > at + timedelta(days=rules.trip_horizon_days) + _NOT_BEYOND:
        raise DeadlineTooFarAhead(days=rules.trip_horizon_days)
    if wish.ready_at >= wish.deliver_by:
        raise ReadyTooLate


def _check_people(wish: ParcelWish, *, crosses_border: bool) -> None:
    if wish.recipient is not None:
        check_recipient(wish.recipient)
    if crosses_border and wish.duty_payer is None:
        raise DutyUnsettled
    if not crosses_border and wish.duty_payer is not None:
        raise DutyWithoutBorder


def hint_reward(*, km: float, grams: int, currency: str, rules: Rules) -> Money | None:
    """Propose a reward; None when no rate for the currency is set.

    base + per_kg · kg · √(km / 1,000). The base pays for the two meetings, whatever the distance.
    Weight counts in proportion, because it takes that part of what the Carrier may take along.
    Distance counts by its root: the Carrier goes anyway, so a longer way is worth more to the
    Requester, but costs the Carrier no more. Rounded to two leading digits.
    """
    kilograms = Decimal(grams) / 1000
    reach = Decimal(math.sqrt(km / _THOUSAND_KM))
    amount = rules.reward_base + rules.reward_per_kg * kilograms * reach
    hint = rules.rates.convert(rounded(amount, rules.main_currency), currency)
    return None if hint is None else round_nicely(hint)


def round_nicely(money: Money) -> Money:
    """Keep two leading digits, as people name prices: 14.63 becomes 15, 1,284 becomes 1,300."""
    unit = 10 ** max(0, len(str(money.minor)) - 2)
    return Money(max(1, round(money.minor / unit)) * unit, money.currency)


def step_reward(money: Money, *, up: bool) -> Money:
    """Go to the next price a person would name, about a tenth up or down."""
    unit = 10 ** max(0, len(str(money.minor)) - 2)
    tenth = max(unit, money.minor // 10 // unit * unit)
    minor = money.minor + tenth if up else money.minor - tenth
    return Money(min(max(unit, minor), MOST_MINOR), money.currency)
