"""What is filled in of a trip so far, and the wish that it makes. Plain values: a draft is JSON."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.dialogs.forms.form import Form, Step
from bot.dialogs.states import MenuScreens, TripScreens
from core.cargo import Category
from core.glidepaths.models import GlidePath
from core.glidepaths.states import Mode, PathWish, Weekly, moment_on, propose_duration
from core.money import Money
from core.places.models import Place
from core.sphere import distance_km

_MINUTE = timedelta(minutes=1)


@dataclass
class TripDraft:
    """`day` and `clock` are those of the departure, `minutes` how long it takes if it is said.

    `editing` is the trip that is changed; without it a new one is posted.
    """

    from_place_id: int | None = None
    to_place_id: int | None = None
    mode: str | None = None
    day: str | None = None
    clock: str | None = None
    minutes: int | None = None
    grams: int | None = None
    millilitres: int | None = None
    categories: list[str] | None = None
    detour_km: int | None = None
    price_minor: int | None = None
    currency: str | None = None
    note: str = ""
    is_weekly: bool = False
    until: str | None = None
    skipped: list[str] | None = None
    editing: str | None = None

    @property
    def is_drive(self) -> bool:
        return self.mode == Mode.CAR


TRIP = Form(
    slot="trip",
    kind=TripDraft,
    steps=(
        Step(TripScreens.start, lambda one: one.from_place_id is None, ("from_place_id",)),
        Step(TripScreens.end, lambda one: one.to_place_id is None, ("to_place_id",)),
        Step(TripScreens.mode, lambda one: one.mode is None, ("mode",)),
        Step(TripScreens.day, lambda one: one.day is None, ("departs_at",)),
        Step(TripScreens.clock, lambda one: one.clock is None),
        Step(
            TripScreens.room,
            lambda one: one.grams is None or one.millilitres is None,
            ("capacity_grams", "capacity_millilitres"),
        ),
        Step(TripScreens.categories, lambda one: one.categories is None, ("categories",)),
    ),
    extra=(
        Step(TripScreens.arrival, lambda _: False, ("arrives_at",)),
        Step(TripScreens.detour, lambda _: False, ("detour_km",)),
        Step(TripScreens.price, lambda _: False, ("price_per_kg",)),
        Step(TripScreens.note, lambda _: False, ("note",)),
        Step(TripScreens.weekly, lambda _: False, ("weekly",)),
    ),
    review=TripScreens.review,
    home=MenuScreens.trips,
)


def wish_of(draft: TripDraft, start: Place, end: Place) -> PathWish:
    """Make the wish of a draft whose questions are all answered."""
    if draft.mode is None or draft.day is None or draft.clock is None:
        raise ValueError(draft)
    departs_at = moment_on(
        date.fromisoformat(draft.day), time.fromisoformat(draft.clock), start.time_zone
    )
    mode = Mode(draft.mode)
    price = None
    if draft.price_minor is not None and draft.currency is not None:
        price = Money(draft.price_minor, draft.currency)
    return PathWish(
        from_place_id=start.id,
        to_place_id=end.id,
        mode=mode,
        departs_at=departs_at,
        arrives_at=departs_at + duration_of(draft, start, end),
        capacity_grams=draft.grams or 0,
        capacity_millilitres=draft.millilitres or 0,
        categories=frozenset(map(Category, draft.categories or ())),
        detour_km=draft.detour_km if mode is Mode.CAR else None,
        price_per_kg=price,
        note=draft.note,
        weekly=_weekly_of(draft),
    )


def duration_of(draft: TripDraft, start: Place, end: Place) -> timedelta:
    """Take what the Carrier said; else what the distance and the mode let one expect."""
    if draft.minutes is not None:
        return timedelta(minutes=draft.minutes)
    km = distance_km((start.latitude, start.longitude), (end.latitude, end.longitude))
    return propose_duration(Mode(draft.mode or Mode.FLIGHT), km)


def _weekly_of(draft: TripDraft) -> Weekly | None:
    if not draft.is_weekly:
        return None
    until = None if draft.until is None else date.fromisoformat(draft.until)
    return Weekly(until, frozenset(map(date.fromisoformat, draft.skipped or ())))


def draft_of(path: GlidePath, start: Place, *, is_copy: bool) -> TripDraft:
    """Fill in a form with a trip: to change it, or to post another like it on another day."""
    local = path.departs_at.astimezone(ZoneInfo(start.time_zone))
    return TripDraft(
        from_place_id=path.from_place_id,
        to_place_id=path.to_place_id,
        mode=path.mode.value,
        day=None if is_copy else local.date().isoformat(),
        clock=f"{local:%H:%M}",
        minutes=(path.arrives_at - path.departs_at) // _MINUTE,
        grams=path.capacity_grams,
        millilitres=path.capacity_millilitres,
        categories=list(path.categories),
        detour_km=path.detour_km,
        price_minor=path.price_minor_per_kg,
        currency=path.currency,
        note=path.note,
        editing=None if is_copy else str(path.id),
    )


def days_allowed(place: Place, *, at: datetime, horizon_days: int) -> tuple[date, date]:
    """Name the first and the last day on which a trip from this place may depart."""
    zone = ZoneInfo(place.time_zone)
    last = (at + timedelta(days=horizon_days)).astimezone(zone).date()
    return at.astimezone(UTC).astimezone(zone).date(), last
