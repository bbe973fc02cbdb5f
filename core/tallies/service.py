"""Counting what is heard and measuring what there is, inside the caller's transaction."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import BigInteger, Date, DateTime, Text, bindparam, delete, exists, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.states import Event, EventName
from core.glidepaths.models import GlidePath
from core.offers.models import Offer
from core.parcels.models import DropParcel, ParcelStep
from core.parcels.states import ParcelState
from core.places.models import Place
from core.quests.models import Quest, QuestStep
from core.quests.states import QuestState
from core.tallies.models import LevelNow
from core.tallies.queries import measured
from core.tallies.states import Count, Tally, cell_of, way_of

_ADD = text("""
    INSERT INTO day_tally (day, tally, key, count, total)
    SELECT :day, tally, key, 1, total FROM unnest(:tallies, :keys, :totals)
        AS counted (tally, key, total)
    ON CONFLICT (day, tally, key) DO UPDATE
        SET count = day_tally.count + 1, total = day_tally.total + excluded.total
""").bindparams(
    bindparam("day", type_=Date),
    bindparam("tallies", type_=ARRAY(Text)),
    bindparam("keys", type_=ARRAY(Text)),
    bindparam("totals", type_=ARRAY(BigInteger)),
)
_SET = text("""
    INSERT INTO level_now (level, key, value, at)
    SELECT level, key, value, :at FROM unnest(:levels, :keys, :values) AS found (level, key, value)
    ON CONFLICT (level, key) DO UPDATE SET value = excluded.value, at = excluded.at
""").bindparams(
    bindparam("at", type_=DateTime(timezone=True)),
    bindparam("levels", type_=ARRAY(Text)),
    bindparam("keys", type_=ARRAY(Text)),
    bindparam("values", type_=ARRAY(BigInteger)),
)

_Counted = Callable[[AsyncSession, Event], Awaitable[Sequence[Count]]]


async def count_event(session: AsyncSession, event: Event) -> None:
    """Count what an event means. Whoever hears events calls it once for each."""
    counts = await _MEANS[EventName(event.name)](session, event)
    if not counts:
        return
    # Two who count at once take the rows in the same order.
    counts = sorted(counts, key=lambda one: (one.tally, one.key))
    await session.execute(
        _ADD,
        {
            "day": event.at.date(),
            "tallies": [one.tally.value for one in counts],
            "keys": [one.key for one in counts],
            "totals": [one.total for one in counts],
        },
    )


async def measure_levels(session: AsyncSession, *, at: datetime) -> None:
    """Look how much there is of everything, and keep it for those who ask."""
    found = await measured(session, at=at)
    await session.execute(
        _SET,
        {
            "at": at,
            "levels": [level.value for level, _ in found],
            "keys": [key for _, key in found],
            "values": list(found.values()),
        },
    )
    await session.execute(delete(LevelNow).where(LevelNow.at < at))


def _plainly(tally: Tally) -> _Counted:
    async def counted(_session: AsyncSession, _event: Event) -> Sequence[Count]:
        return [Count(tally)]

    return counted


async def _trip(session: AsyncSession, event: Event) -> Sequence[Count]:
    path = await session.get(GlidePath, event.about)
    if path is None:
        return [Count(Tally.TRIP)]
    return [
        Count(Tally.TRIP),
        Count(Tally.TRIP_CELL, await _cell(session, path.from_place_id)),
        *(Count(Tally.TRIP_CATEGORY, one) for one in path.categories),
    ]


async def _parcel(session: AsyncSession, event: Event) -> Sequence[Count]:
    """Count a parcel when it first is on the market, not each time a person has let it pass."""
    was_open = exists().where(
        ParcelStep.parcel_id == event.about,
        ParcelStep.to_state == ParcelState.OPEN,
        ParcelStep.at < event.at,
    )
    parcel = await session.get(DropParcel, event.about)
    if parcel is None or await session.scalar(select(was_open)):
        return []
    way = way_of(parcel.from_place_id, parcel.to_place_id)
    return [
        Count(Tally.PARCEL),
        Count(Tally.PARCEL_CELL, await _cell(session, parcel.from_place_id)),
        Count(Tally.PARCEL_CATEGORY, parcel.category.value),
        Count(Tally.WAY_WANTED, way),
    ]


async def _offer(session: AsyncSession, event: Event) -> Sequence[Count]:
    """Count the first offer of a parcel, with how long it was waited for."""
    offer = await session.get(Offer, event.about)
    if offer is None:
        return []
    earlier = exists().where(Offer.parcel_id == offer.parcel_id, Offer.id < offer.id)
    parcel = await session.get(DropParcel, offer.parcel_id)
    if parcel is None or await session.scalar(select(earlier)):
        return []
    waited = offer.made_at - parcel.posted_at
    return [Count(Tally.OFFERED, total=max(0, round(waited.total_seconds())))]


def _of_quest(tally: Tally, state: QuestState) -> _Counted:
    """Count a step of a quest, if no quest of its parcel had come so far before."""

    async def counted(session: AsyncSession, event: Event) -> Sequence[Count]:
        quest = await session.get(Quest, event.about)
        if quest is None or await _was_reached(session, quest, state, before=event.at):
            return []
        if state is not QuestState.ACCEPTED:
            return [Count(tally)]
        parcel = await session.get_one(DropParcel, quest.parcel_id)
        way = way_of(parcel.from_place_id, parcel.to_place_id)
        return [Count(tally), Count(Tally.WAY_TAKEN, way)]

    return counted


async def _was_reached(
    session: AsyncSession, quest: Quest, state: QuestState, *, before: datetime
) -> bool:
    step = (
        select(QuestStep.id)
        .join(Quest, Quest.id == QuestStep.quest_id)
        .where(
            Quest.parcel_id == quest.parcel_id,
            QuestStep.to_state == state,
            QuestStep.at < before,
        )
    )
    return await session.scalar(step.limit(1)) is not None


async def _cell(session: AsyncSession, place_id: int) -> str:
    place = await session.get_one(Place, place_id)
    return cell_of(place.point)


_MEANS: Mapping[EventName, _Counted] = {
    EventName.PEER_JOINED: _plainly(Tally.JOINED),
    EventName.GLIDEPATH_POSTED: _trip,
    EventName.PARCEL_POSTED: _parcel,
    EventName.OFFER_MADE: _offer,
    EventName.QUEST_ACCEPTED: _of_quest(Tally.ACCEPTED, QuestState.ACCEPTED),
    EventName.QUEST_FUNDED: _of_quest(Tally.FUNDED, QuestState.FUNDED),
    EventName.QUEST_PICKED_UP: _of_quest(Tally.PICKED_UP, QuestState.PICKED_UP),
    EventName.QUEST_DELIVERED: _of_quest(Tally.DELIVERED, QuestState.DELIVERED),
    EventName.QUEST_SETTLED: _of_quest(Tally.SETTLED, QuestState.SETTLED),
    EventName.QUEST_CANCELLED: _plainly(Tally.CANCELLED),
    EventName.QUEST_DISPUTED: _plainly(Tally.DISPUTED),
}
COUNTED = tuple(_MEANS)
"""The events that are counted."""
