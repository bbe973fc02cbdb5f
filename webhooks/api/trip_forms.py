"""How a GlidePath is written in JSON, sent and shown."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from core.cargo import Category
from core.glidepaths.models import GlidePath
from core.glidepaths.states import Mode, PathState, Weekly
from core.peers.models import Peer
from core.places.models import Place
from webhooks.api.lookup import place_meant
from webhooks.api.schemas import (
    At,
    Moment,
    MoneySaid,
    MoneyShown,
    PlaceShown,
    PlaceWord,
    Said,
    Shown,
    Text,
    Whole,
    left_out,
    local,
    shown_money,
    shown_place,
)

_Skipped = Annotated[list[date], Field(max_length=400)]
_Categories = Annotated[list[Category], Field(max_length=100, examples=[["documents", "books"]])]
_Price = Annotated[MoneySaid | None, Field(description="for a kilogram; null: to be agreed")]
_Detour = Annotated[Whole | None, Field(description="kilometres, for a drive only")]
_Grams = Annotated[Whole, Field(examples=[10_000])]
_Millilitres = Annotated[Whole, Field(examples=[40_000])]


class WeeklySaid(Said):
    """The same weekday and time at the place of departure, until a last date or for good."""

    until: date | None = None
    skipped: _Skipped = Field(default_factory=list, description="dates that are left out")


class TripChange(Said):
    """The fields to change; what is left out stays as it is."""

    start: PlaceWord = Field(default_factory=left_out, alias="from")
    end: PlaceWord = Field(default_factory=left_out, alias="to")
    mode: Mode = Field(default_factory=left_out)
    departs_at: Moment = Field(default_factory=left_out)
    arrives_at: Moment = Field(default_factory=left_out)
    capacity_grams: _Grams = Field(default_factory=left_out)
    capacity_millilitres: _Millilitres = Field(default_factory=left_out)
    categories: _Categories = Field(default_factory=left_out)
    detour_km: _Detour = Field(default_factory=left_out)
    price_per_kg: _Price = Field(default_factory=left_out)
    note: Text = Field(default_factory=left_out)


class TripSaid(Said):
    """A trip to post."""

    start: PlaceWord = Field(alias="from")
    end: PlaceWord = Field(alias="to")
    mode: Mode
    departs_at: Moment
    arrives_at: Moment
    capacity_grams: _Grams
    capacity_millilitres: _Millilitres
    categories: _Categories = Field(default_factory=lambda: list(Category))
    detour_km: _Detour = None
    price_per_kg: _Price = None
    note: Text = ""
    weekly: WeeklySaid | None = None


class TripShown(Shown):
    """A trip. Moments have the offset of the place they belong to."""

    id: UUID
    is_mine: bool
    state: PathState
    start: PlaceShown = Field(alias="from")
    end: PlaceShown = Field(alias="to")
    mode: Mode
    departs_at: At
    arrives_at: At
    capacity_grams: int
    capacity_millilitres: int
    categories: list[Category]
    detour_km: int | None
    price_per_kg: MoneyShown | None
    note: str
    series_id: UUID | None = Field(description="of a weekly trip, the same for all its dates")
    posted_at: At


class TripPage(Shown):
    items: list[TripShown]
    next: str | None = Field(description="address of the next page; null on the last")


async def wish_facts(session: AsyncSession, said: TripChange | TripSaid) -> dict[str, Any]:
    """Turn the fields that were sent into those of a wish."""
    facts: dict[str, Any] = {name: getattr(said, name) for name in said.model_fields_set}
    for name, alias, wished in (("start", "from", "from_place_id"), ("end", "to", "to_place_id")):
        if name in facts:
            place = await place_meant(session, facts.pop(name), field=alias)
            facts[wished] = place.id
    if "categories" in facts:
        facts["categories"] = frozenset(facts["categories"])
    if facts.get("price_per_kg") is not None:
        facts["price_per_kg"] = facts["price_per_kg"].money()
    weekly = facts.get("weekly")
    if weekly is not None:
        facts["weekly"] = Weekly(weekly.until, frozenset(weekly.skipped))
    return facts


async def shown_trip(session: AsyncSession, peer: Peer, path: GlidePath) -> TripShown:
    start = await session.get_one(Place, path.from_place_id)
    end = await session.get_one(Place, path.to_place_id)
    price = path.price_per_kg
    return TripShown(
        id=path.id,
        is_mine=path.peer_id == peer.id,
        state=path.state,
        start=shown_place(start),
        end=shown_place(end),
        mode=path.mode,
        departs_at=local(path.departs_at, start),
        arrives_at=local(path.arrives_at, end),
        capacity_grams=path.capacity_grams,
        capacity_millilitres=path.capacity_millilitres,
        categories=[Category(one) for one in path.categories],
        detour_km=path.detour_km,
        price_per_kg=None if price is None else shown_money(price),
        note=path.note,
        series_id=path.series_id,
        posted_at=path.posted_at,
    )
