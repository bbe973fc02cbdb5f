"""Who waits for a trip hears of it once."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.alerts.models import TripAlert
from core.alerts.service import TooManyAlerts, alerts_of, drop_alert, set_alert, sound_alerts
from core.cargo import SamePlace
from core.events.models import EventRow
from core.events.states import Event
from core.glidepaths.service import cancel_glidepath, post_glidepath
from core.glidepaths.states import Weekly
from core.outbox.models import OutboxRow
from core.peers.models import Peer
from core.rules import Rules
from tests.conftest import NOON
from tests.posts import NO_PAUSE, a_peer, a_trip, airport, city


async def _waiting(session: AsyncSession, name: str = "Omar") -> Peer:
    omar = await a_peer(session, name)
    await set_alert(
        session,
        omar,
        from_place_id=(await airport(session, "DEL")).id,
        to_place_id=(await city(session, "Mumbai", "IN")).id,
        rules=NO_PAUSE,
        at=NOON,
    )
    return omar


async def _sound(session: AsyncSession) -> None:
    """Hear all that was published, as the consumers would."""
    query = select(EventRow).where(EventRow.name == "glidepath_posted").order_by(EventRow.position)
    for row in (await session.scalars(query)).all():
        event = Event(row.id, row.name, row.about, row.by_peer_id, row.at, row.facts)
        await sound_alerts(session, event, rules=NO_PAUSE)


async def _notices(session: AsyncSession) -> list[str | None]:
    return list(await session.scalars(select(OutboxRow.notice)))


async def test_a_fitting_trip_rings_and_another_does_not(session: AsyncSession) -> None:
    noor = await a_peer(session)
    await _waiting(session)
    elsewhere = await a_trip(session, to_place_id=(await city(session, "Chennai", "IN")).id)
    await post_glidepath(session, noor, elsewhere, rules=NO_PAUSE, at=NOON)
    await _sound(session)
    assert await _notices(session) == []
    path = await post_glidepath(session, noor, await a_trip(session), rules=NO_PAUSE, at=NOON)
    await _sound(session)
    assert await _notices(session) == ["trip-alert"]
    row = (await session.scalars(select(OutboxRow))).one()
    assert (row.content["id"], row.expires_at) == (str(path.id), path.departs_at)


async def test_a_weekly_trip_is_news_once(session: AsyncSession) -> None:
    noor = await a_peer(session)
    await _waiting(session)
    wish = await a_trip(session, weekly=Weekly())
    await post_glidepath(session, noor, wish, rules=NO_PAUSE, at=NOON)
    await _sound(session)
    assert await _notices(session) == ["trip-alert"]


async def test_nobody_hears_of_his_own_trip_or_of_one_that_is_gone(session: AsyncSession) -> None:
    omar, noor = await _waiting(session), await a_peer(session)
    await post_glidepath(session, omar, await a_trip(session), rules=NO_PAUSE, at=NOON)
    path = await post_glidepath(session, noor, await a_trip(session), rules=NO_PAUSE, at=NOON)
    await cancel_glidepath(session, noor, path.id, at=NOON)
    await _sound(session)
    assert await _notices(session) == []


async def test_an_alert_is_kept_once_and_only_its_owner_removes_it(session: AsyncSession) -> None:
    omar = await _waiting(session)
    await _waiting(session)
    alert = (await alerts_of(session, omar))[0]
    await drop_alert(session, await a_peer(session), alert.id)
    assert len(await alerts_of(session, omar)) == 1
    await drop_alert(session, omar, alert.id)
    assert list(await session.scalars(select(TripAlert))) == []


async def test_alerts_have_an_end_and_two_ends(session: AsyncSession) -> None:
    omar = await _waiting(session)
    delhi, chennai = await city(session, "Delhi", "IN"), await city(session, "Chennai", "IN")
    with pytest.raises(SamePlace):
        await set_alert(
            session, omar, from_place_id=delhi.id, to_place_id=delhi.id, rules=NO_PAUSE, at=NOON
        )
    with pytest.raises(TooManyAlerts):
        await set_alert(
            session,
            omar,
            from_place_id=delhi.id,
            to_place_id=chennai.id,
            rules=Rules(alerts=1),
            at=NOON + timedelta(minutes=1),
        )
