"""What is filled in of a parcel so far, and the wish it makes. Plain values: a draft is JSON."""

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from bot.dialogs.forms.form import Form, Step
from bot.dialogs.states import MenuScreens, ParcelScreens
from core.cargo import Category
from core.glidepaths.states import moment_on
from core.money import Money
from core.parcels.models import DropParcel
from core.parcels.states import DutyPayer, Item, ParcelWish, Photo
from core.places.models import Place

_DAY_BEGINS = time(0, 0)
_DAY_ENDS = time(23, 59)


@dataclass
class ParcelDraft:
    """Answers so far.

    Days are ISO dates: the parcel is ready from the start of the one, as the place it leaves counts
    days, and must arrive by the end of the other, as the place it goes to does.
    `items` are lists of title, quantity and value of one piece, in `currency`; `photos` lists of
    file id and unique file id, empty when the Requester wants none. `crosses_border` is noted with
    each answer, so that only who needs it is asked about duty. `editing` is the parcel that is
    changed; without it a new one is posted.
    """

    from_place_id: int | None = None
    to_place_id: int | None = None
    items: list[tuple[str, int, int]] | None = None
    currency: str | None = None
    category: str | None = None
    grams: int | None = None
    millilitres: int | None = None
    photos: list[tuple[str, str]] | None = None
    ready_day: str | None = None
    deadline_day: str | None = None
    reward_minor: int | None = None
    reward_currency: str | None = None
    recipient: str | None = None
    is_for_me: bool | None = None
    duty_payer: str | None = None
    note: str = ""
    crosses_border: bool = False
    asks_person: bool = False
    editing: str | None = None

    @property
    def contents(self) -> tuple[Item, ...]:
        currency = self.currency or ""
        return tuple(
            Item(title, quantity, Money(minor, currency))
            for title, quantity, minor in self.items or ()
        )

    @property
    def asks_duty(self) -> bool:
        """Whoever receives it himself pays whatever is due: nothing to ask."""
        return self.crosses_border and not self.is_for_me


PARCEL = Form(
    slot="parcel",
    kind=ParcelDraft,
    steps=(
        Step(ParcelScreens.start, lambda one: one.from_place_id is None, ("from_place_id",)),
        Step(ParcelScreens.end, lambda one: one.to_place_id is None, ("to_place_id",)),
        Step(ParcelScreens.items, lambda one: not one.items, ("items",)),
        Step(ParcelScreens.category, lambda one: one.category is None, ("category",)),
        Step(ParcelScreens.weight, lambda one: one.grams is None, ("weight_grams",)),
        Step(ParcelScreens.size, lambda one: one.millilitres is None, ("volume_millilitres",)),
        Step(ParcelScreens.photos, lambda one: one.photos is None, ("photos",)),
        Step(ParcelScreens.ready, lambda one: one.ready_day is None, ("ready_at",)),
        Step(ParcelScreens.deadline, lambda one: one.deadline_day is None, ("deliver_by",)),
        Step(ParcelScreens.reward, lambda one: one.reward_minor is None, ("reward",)),
        Step(ParcelScreens.recipient, lambda one: one.is_for_me is None, ("recipient",)),
        Step(
            ParcelScreens.duty,
            lambda one: one.duty_payer is None,
            ("duty_payer",),
            applies=lambda one: one.asks_duty,
        ),
    ),
    extra=(Step(ParcelScreens.note, lambda _: False, ("note",)),),
    review=ParcelScreens.review,
    home=MenuScreens.parcels,
)


def wish_of(draft: ParcelDraft, start: Place, end: Place, *, is_clean: bool = False) -> ParcelWish:
    """Make the wish of a draft whose questions are all answered.

    `is_clean` is the Requester's word that nothing prohibited is inside, given by posting.
    """
    if draft.ready_day is None or draft.deadline_day is None or draft.reward_minor is None:
        raise ValueError(draft)
    return ParcelWish(
        from_place_id=start.id,
        to_place_id=end.id,
        items=draft.contents,
        category=Category(draft.category or Category.OTHER),
        weight_grams=draft.grams or 0,
        volume_millilitres=draft.millilitres or 0,
        ready_at=moment_on(date.fromisoformat(draft.ready_day), _DAY_BEGINS, start.time_zone),
        deliver_by=moment_on(date.fromisoformat(draft.deadline_day), _DAY_ENDS, end.time_zone),
        reward=Money(draft.reward_minor, draft.reward_currency or ""),
        recipient=None if draft.is_for_me else draft.recipient,
        duty_payer=_duty_payer(draft, start, end),
        note=draft.note,
        photos=tuple(Photo(file_id, unique_id) for file_id, unique_id in draft.photos or ()),
        is_clean=is_clean,
        asks_person=draft.asks_person,
    )


def _duty_payer(draft: ParcelDraft, start: Place, end: Place) -> DutyPayer | None:
    if start.country == end.country:
        return None
    if draft.is_for_me:
        return DutyPayer.REQUESTER
    return None if draft.duty_payer is None else DutyPayer(draft.duty_payer)


def draft_of(
    parcel: DropParcel, wish: ParcelWish, start: Place, end: Place, *, is_copy: bool
) -> ParcelDraft:
    """Fill in a form with a parcel and what its rows say as a wish.

    To change it, or to post another like it on other days: a copy asks for days again.
    """
    ready = wish.ready_at.astimezone(ZoneInfo(start.time_zone)).date().isoformat()
    deadline = wish.deliver_by.astimezone(ZoneInfo(end.time_zone)).date().isoformat()
    return ParcelDraft(
        from_place_id=wish.from_place_id,
        to_place_id=wish.to_place_id,
        items=[(one.title, one.quantity, one.value.minor) for one in wish.items],
        currency=parcel.value_currency,
        category=wish.category.value,
        grams=wish.weight_grams,
        millilitres=wish.volume_millilitres,
        photos=[(one.file_id, one.file_unique_id) for one in wish.photos],
        ready_day=None if is_copy else ready,
        deadline_day=None if is_copy else deadline,
        reward_minor=wish.reward.minor,
        reward_currency=wish.reward.currency,
        recipient=wish.recipient,
        is_for_me=wish.recipient is None,
        # What was implied is not carried over: with another recipient it becomes a question.
        duty_payer=wish.duty_payer.value if wish.duty_payer and wish.recipient else None,
        note=wish.note,
        crosses_border=start.country != end.country,
        editing=None if is_copy else str(parcel.id),
    )
