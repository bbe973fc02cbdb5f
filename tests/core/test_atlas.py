"""A place is looked up once, with the airports of its metro."""

from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.atlas import places_known
from core.db import Db
from core.places.models import Place
from tests.posts import airport, city


async def test_a_metro_is_the_points_of_all_its_airports_its_own_first(
    session: AsyncSession,
) -> None:
    stansted = await airport(session, "STN")
    known = (await places_known(session, [stansted.id]))[stansted.id]
    assert known.metro == "LON"
    assert known.points[0] == stansted.point
    others = await session.scalars(select(Place).where(Place.metro_code == "LON"))
    assert set(known.points) >= {one.point for one in others if one.code}
    assert len(known.points) == len(set(known.points))


async def test_sessions_share_what_they_know(db: Db) -> None:
    async with db.begin() as session:
        delhi = await city(session, "Delhi", "IN")
        known = (await places_known(session, [delhi.id]))[delhi.id]
        assert known.points == (delhi.point,)
        assert known.metro is None
    asked: list[str] = []
    async with db.begin() as other:
        connection = (await other.connection()).sync_connection
        event.listen(
            connection, "before_cursor_execute", lambda *args: asked.append(args[2]), named=False
        )
        assert (await places_known(other, [delhi.id]))[delhi.id] is known
        assert asked == []
