"""Events and groups for tests, and the table in which their effects can be counted."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Db
from core.events.service import Group, publish
from core.events.states import Event, EventName
from tests.conftest import NOON

EFFECTS_CHANNEL = "effects"
SOMEBODY = UUID(int=7)


async def make_effect_table(db: Db) -> None:
    """Nothing in it is unique, so that a doubled effect shows."""
    async with db.begin() as session:
        await session.execute(
            text(
                "CREATE TABLE effect (id bigserial, group_name text, event_id uuid,"
                " about uuid, number bigint)"
            )
        )


def counting_group(name: str) -> Group:
    """Make a group whose effect is a row."""

    async def count(session: AsyncSession, event: Event) -> None:
        await session.execute(
            text(
                "INSERT INTO effect (group_name, event_id, about, number)"
                " VALUES (:group, :event, :about, :number)"
            ),
            {
                "group": name,
                "event": event.id,
                "about": event.about,
                "number": event.facts["number"],
            },
        )
        await session.execute(text(f"NOTIFY {EFFECTS_CHANNEL}"))

    return Group(name, {EventName.PEER_JOINED: count})


async def publish_numbers(
    db: Db, numbers: Iterable[int], *, abouts: int = 1, start: UUID = SOMEBODY
) -> None:
    """Publish numbered events, each in a transaction of its own, about so many rows in turn."""
    for number in numbers:
        about = UUID(int=start.int + number % abouts)
        async with db.begin() as session:
            await publish(session, EventName.PEER_JOINED, about, at=NOON, facts={"number": number})


async def effects(db: Db) -> list[tuple[str, UUID, int]]:
    """Read who did what, in the order in which it was done."""
    async with db.begin() as session:
        rows = await session.execute(
            text("SELECT group_name, about, number FROM effect ORDER BY id")
        )
        return [(row[0], row[1], row[2]) for row in rows]
