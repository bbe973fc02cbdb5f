"""Many channels ring over one connection, also after it was lost."""

import pytest
from sqlalchemy import text

from core.db import Db
from core.wakeups import Wakeup

pytestmark = pytest.mark.fresh_db

_LISTENERS = text("""
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'LISTEN%'
""")


async def notify(db: Db, channel: str) -> None:
    async with db.begin() as session:
        await session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": channel})


async def listeners(db: Db) -> list[int]:
    async with db.begin() as session:
        return list(await session.scalars(_LISTENERS))


async def has_rung(wakeup: Wakeup) -> bool:
    await wakeup.wait(5)
    return wakeup.take()


async def until_heard(wakeup: Wakeup) -> None:
    """Wait for the ring that says that it is listened from now on."""
    wakeup.take()
    assert await has_rung(wakeup)


async def test_all_channels_share_one_connection(db: Db) -> None:
    async with db.bells.hung("one") as one, db.bells.hung("two", "three") as other:
        await until_heard(one)
        await until_heard(other)
        assert len(await listeners(db)) == 1
        await notify(db, "one")
        assert await has_rung(one)
        await notify(db, "three")
        assert await has_rung(other)
        assert not one.take()


async def test_a_lost_connection_is_made_again_and_rings_for_what_it_missed(db: Db) -> None:
    async with db.bells.hung("one") as wakeup:
        await until_heard(wakeup)
        async with db.begin() as session:
            await session.execute(
                text("SELECT pg_terminate_backend(:pid)"), {"pid": (await listeners(db))[0]}
            )
        assert await has_rung(wakeup)
        await notify(db, "one")
        assert await has_rung(wakeup)


async def test_nobody_listens_when_nobody_waits(db: Db) -> None:
    async with db.bells.hung("one") as wakeup:
        await until_heard(wakeup)
    async with db.bells.hung("two") as wakeup:
        await until_heard(wakeup)
        assert len(await listeners(db)) == 1
