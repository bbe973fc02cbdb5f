"""Taking everything away and being forgotten reach what a Peer has posted."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.alerts.service import alerts_of, set_alert
from core.glidepaths.models import GlidePath, GlidePathSeries
from core.glidepaths.service import post_glidepath
from core.glidepaths.states import PathState, TripIsPromised, Weekly
from core.parcels.models import DropParcel, ParcelItem, ParcelPhoto
from core.parcels.service import post_parcel
from core.parcels.states import ParcelState, Photo
from core.peers.models import Peer
from core.privacy.service import export_everything, forget
from core.quests.service import accept_offer
from core.settlement.service import cancel_quest
from tests.conftest import NOON
from tests.market import RULES, a_deal
from tests.posts import NO_PAUSE, a_parcel, a_peer, a_trip


async def _busy(session: AsyncSession) -> Peer:
    noor = await a_peer(session)
    trip = await a_trip(session, note="my flat is near the station", weekly=Weekly())
    await post_glidepath(session, noor, trip, rules=NO_PAUSE, at=NOON)
    parcel = await a_parcel(
        session, recipient="Aunt Meera", note="blue door", photos=(Photo("file", "unique"),)
    )
    await post_parcel(session, noor, parcel, rules=NO_PAUSE, at=NOON)
    ends = {"from_place_id": trip.from_place_id, "to_place_id": trip.to_place_id}
    await set_alert(session, noor, **ends, rules=NO_PAUSE, at=NOON)
    return noor


async def test_the_file_holds_every_post_and_alert(session: AsyncSession) -> None:
    noor = await _busy(session)
    everything = await export_everything(session, noor, at=NOON)
    assert [trip["note"] for trip in everything["trips"]] == ["my flat is near the station"] * 2
    assert [one["clock"] for one in everything["weekly_trips"]] == ["17:30:00"]
    assert everything["parcels"][0]["recipient"] == "Aunt Meera"
    assert everything["parcels"][0]["items"][0]["title"] == "Novel"
    assert len(everything["alerts"]) == 1


async def test_a_forgotten_peer_leaves_no_open_post_and_no_word(session: AsyncSession) -> None:
    noor = await _busy(session)
    await forget(session, noor, secret="of the house", at=NOON + timedelta(minutes=1))
    session.expunge_all()
    paths = list(await session.scalars(select(GlidePath)))
    assert {path.state for path in paths} == {PathState.CANCELLED}
    assert {path.note for path in paths} == {""}
    series = (await session.scalars(select(GlidePathSeries))).one()
    assert series.ended_at is not None
    parcel = (await session.scalars(select(DropParcel))).one()
    assert (parcel.state, parcel.recipient, parcel.note) == (ParcelState.CANCELLED, None, "")
    assert list(await session.scalars(select(ParcelItem))) == []
    assert list(await session.scalars(select(ParcelPhoto))) == []
    assert await alerts_of(session, noor) == []


async def test_the_file_tells_of_deals_and_not_with_whom(session: AsyncSession) -> None:
    deal = await a_deal(session)
    await accept_offer(session, deal.carrier, deal.offer.id, rules=NO_PAUSE, at=NOON)
    everything = await export_everything(session, deal.carrier, at=NOON)
    assert [one["side"] for one in everything["offers"]] == ["carrier"]
    assert [one["price_minor"] for one in everything["quests"]] == [1000]
    assert str(deal.requester.id) not in str(everything)


async def test_nobody_is_forgotten_who_has_promised_to_carry_something(
    session: AsyncSession,
) -> None:
    deal = await a_deal(session)
    quest = await accept_offer(session, deal.carrier, deal.offer.id, rules=NO_PAUSE, at=NOON)
    with pytest.raises(TripIsPromised):
        await forget(session, deal.carrier, secret="of the house", at=NOON)
    await cancel_quest(session, deal.carrier, quest.id, rules=RULES, at=NOON)
    await forget(session, deal.carrier, secret="of the house", at=NOON)
    assert deal.path.state is PathState.CANCELLED
