"""Publishing events and hearing them, inside the caller's transaction."""

import traceback
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Text, delete, func, literal, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.events.models import EventDelivery, EventRow, EventSeen
from core.events.states import Event, EventName, Fact, pause_after, plain_facts
from core.ids import new_id

EVENTS_CHANNEL = "events"
"""Rung when an event is published, parked or replayed."""

_FORWARDING = 7_215_020
"""Key of the advisory lock: one process at a time passes events on, which keeps their order."""

_ERROR_LENGTH = 4000
_FRAMES = -3  # the innermost ones say what failed

_TOLD = ("name", "about", "by_peer_id", "at", "facts")

Handler = Callable[[AsyncSession, Event], Awaitable[None]]
"""Writes the effect of an event. Its savepoint is undone when it raises."""


@dataclass(frozen=True, slots=True)
class Group:
    """Who hears which events, each once. The name stands in rows and in the broker: keep it.

    A new group hears what is passed on from then on; a broker may also give it what it has kept.
    """

    name: str
    handlers: Mapping[EventName, Handler]

    def handler_of(self, event: Event) -> Handler | None:
        return next((one for name, one in self.handlers.items() if name == event.name), None)


@dataclass(frozen=True, slots=True)
class Delivery:
    """An event that this transaction holds for one group."""

    id: int
    attempts: int
    event: Event


async def publish(
    session: AsyncSession,
    name: EventName,
    about: UUID,
    *,
    at: datetime,
    by_peer_id: UUID | None = None,
    facts: Mapping[str, Fact] | None = None,
) -> UUID:
    """Tell of what this transaction does. Answers the event's id.

    One row, whoever listens and whatever carries it: the change knows neither.
    """
    event_id = new_id(at)
    kept = (
        insert(EventRow)
        .values(
            id=event_id,
            name=name.value,
            about=about,
            by_peer_id=by_peer_id,
            at=at,
            facts=plain_facts(facts or {}),
        )
        .returning(EventRow.id)
        .cte("kept")
    )
    await session.execute(select(func.pg_notify(EVENTS_CHANNEL, "")).select_from(kept))
    return event_id


async def deliver_published(session: AsyncSession, groups: Iterable[Group], *, most: int) -> int:
    """Turn published events into one delivery for each group that hears them; answer how many.

    Who waits here for another process finds its deliveries made.
    """
    await session.execute(select(func.pg_advisory_xact_lock(_FORWARDING)))
    oldest = select(EventRow.position).order_by(EventRow.position).limit(most)
    taken = (
        delete(EventRow)
        .where(EventRow.position.in_(oldest))
        .returning(EventRow.position, EventRow.id, *(getattr(EventRow, one) for one in _TOLD))
        .cte("taken")
    )
    pairs = [(group.name, name.value) for group in groups for name in group.handlers]
    hears = (
        func.unnest(
            literal([group for group, _ in pairs], ARRAY(Text)),
            literal([name for _, name in pairs], ARRAY(Text)),
        )
        .table_valued("group", "name", name="hears")
        .render_derived()
    )
    rows = (
        select(hears.c.group, taken.c.id, *(taken.c[one] for one in _TOLD))
        .join_from(taken, hears, hears.c.name == taken.c.name)
        .order_by(taken.c.position)
    )
    made = (
        insert(EventDelivery)
        .from_select(["group", "event_id", *_TOLD], rows)
        .on_conflict_do_nothing()
        .returning(EventDelivery.id)
        .cte("made")
    )
    moved = select(func.count()).select_from(taken).scalar_subquery()
    return await session.scalar(select(moved).add_cte(made)) or 0


async def forget_published(session: AsyncSession, positions: Sequence[int]) -> None:
    """Remove events that the broker has for good."""
    await session.execute(delete(EventRow).where(EventRow.position.in_(positions)))


async def claim_delivery(session: AsyncSession, group: str, *, at: datetime) -> Delivery | None:
    """Take the oldest delivery that nobody holds and that is the first about its row.

    It stays locked until the transaction ends, and with it every later event about the same row.
    """
    older = aliased(EventDelivery)
    is_behind = (
        select(older.id)
        .where(
            older.group == group,
            older.died_at.is_(None),
            older.about == EventDelivery.about,
            older.id < EventDelivery.id,
        )
        .exists()
    )
    query = (
        select(
            EventDelivery.id,
            EventDelivery.attempts,
            EventDelivery.event_id,
            *(getattr(EventDelivery, one) for one in _TOLD),
        )
        .where(
            EventDelivery.group == group,
            EventDelivery.died_at.is_(None),
            or_(EventDelivery.not_before.is_(None), EventDelivery.not_before <= at),
            ~is_behind,
        )
        .order_by(EventDelivery.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = (await session.execute(query)).one_or_none()
    return None if row is None else Delivery(row[0], row[1], Event(*row[2:]))


async def acknowledge(session: AsyncSession, delivery: Delivery) -> None:
    """End a delivery, in the transaction of its effect."""
    await session.execute(delete(EventDelivery).where(EventDelivery.id == delivery.id))


async def note_failure(
    session: AsyncSession, delivery: Delivery, error: Exception, *, at: datetime
) -> bool:
    """Wait longer before the next attempt; after the last one it is a dead letter. True if so."""
    attempts = delivery.attempts + 1
    pause = pause_after(attempts)
    await session.execute(
        update(EventDelivery)
        .where(EventDelivery.id == delivery.id)
        .values(
            attempts=attempts,
            error=_told(error),
            not_before=None if pause is None else at + pause,
            died_at=at if pause is None else None,
        )
    )
    return pause is None


def _told(error: Exception) -> str:
    return "".join(traceback.format_exception(error, limit=_FRAMES))[-_ERROR_LENGTH:]


async def replay(session: AsyncSession, delivery_ids: Sequence[int]) -> list[int]:
    """Put dead letters back into their groups' queues, with all attempts. Answers those found."""
    replayed = await session.scalars(
        update(EventDelivery)
        .where(EventDelivery.id.in_(delivery_ids), EventDelivery.died_at.is_not(None))
        .values(attempts=0, not_before=None, died_at=None)
        .returning(EventDelivery.id)
    )
    await session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": EVENTS_CHANNEL})
    return sorted(replayed)


async def note_seen(session: AsyncSession, group: str, event: Event, *, at: datetime) -> bool:
    """Note that a group has this event from the broker; false when it had it before.

    When the same event arrives twice at once, the second waits for the first one's commit.
    """
    seen = await session.execute(
        insert(EventSeen)
        .values(group=group, event_id=event.id, at=at)
        .on_conflict_do_nothing()
        .returning(EventSeen.event_id)
    )
    return seen.one_or_none() is not None


async def park(session: AsyncSession, group: str, event: Event) -> Delivery:
    """Take an event over from the broker, to be heard from here on like any other."""
    delivery_id = await session.scalar(
        insert(EventDelivery)
        .values(
            {"group": group, "event_id": event.id, **{one: getattr(event, one) for one in _TOLD}}
        )
        .returning(EventDelivery.id)
    )
    await session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": EVENTS_CHANNEL})
    return Delivery(delivery_id or 0, 0, event)


async def forget_seen(session: AsyncSession, *, before: datetime) -> None:
    """Forget what came so long ago that no broker delivers it again."""
    await session.execute(delete(EventSeen).where(EventSeen.at < before))
