"""A suspended or banned Peer begins nothing new, what runs goes on, and he is told why."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.models import AuditEntry
from core.candidates.queries import candidate_parcels, candidate_trips
from core.glidepaths.queries import find_glidepaths
from core.offers.models import Offer
from core.offers.states import OfferState
from core.operators.models import Operator
from core.operators.service import add_operator
from core.operators.states import Role
from core.outbox.models import OutboxRow
from core.peers.models import Peer
from core.privacy.service import export_everything, forget
from core.quests.service import accept_offer
from core.quests.states import FitsNoLonger, QuestState
from core.sanctions.queries import live_sanction, notes_of, sanctions_of, strikes_of
from core.sanctions.service import add_note, ban, end_over, lift, suspend, warn
from core.sanctions.states import (
    DaysOutOfRange,
    Ground,
    NoReasonGiven,
    NothingToLift,
    SanctionKind,
)
from core.trust.states import PeerIsHalted
from tests.conftest import NOON
from tests.market import RULES, a_deal, offered, posted_parcel, posted_trip
from tests.posts import a_peer, city


@pytest.fixture
async def operator(session: AsyncSession) -> Operator:
    added, _ = await add_operator(
        session, email="mo@example.org", name="Mo", role=Role.MODERATOR, by=None, at=NOON
    )
    return added


async def _suspend(session: AsyncSession, peer: Peer, operator: Operator, days: int = 7) -> None:
    await suspend(
        session,
        peer.id,
        Ground.NO_SHOW,
        days=days,
        by=operator.id,
        why="did not come twice",
        rules=RULES,
        at=NOON,
    )


async def _ban(session: AsyncSession, peer: Peer, by: UUID, *, is_shadow: bool) -> None:
    await ban(
        session,
        peer.id,
        Ground.FRAUD,
        is_shadow=is_shadow,
        by=by,
        why="two accounts, one card",
        rules=RULES,
        at=NOON,
    )


async def _notices(session: AsyncSession) -> list[str | None]:
    rows = await session.scalars(select(OutboxRow.notice).order_by(OutboxRow.id))
    return [one for one in rows if one is not None and one.startswith("conduct")]


async def test_a_suspended_peer_posts_and_agrees_to_nothing_until_it_is_over(
    session: AsyncSession, operator: Operator
) -> None:
    deal = await a_deal(session)
    await _suspend(session, deal.carrier, operator)
    with pytest.raises(PeerIsHalted) as refused:
        await posted_trip(session, deal.carrier)
    assert refused.value.facts == {"until": NOON + timedelta(days=7), "has_end": 1}
    offer = await session.get_one(Offer, deal.offer.id, populate_existing=True)
    assert offer.state is OfferState.LAPSED, "nobody waits for his answer"
    assert await candidate_trips(session, deal.parcel, rules=RULES, at=NOON) == []
    assert await candidate_parcels(session, deal.path, rules=RULES, at=NOON) == []
    delhi, mumbai = await city(session, "Delhi", "IN"), await city(session, "Mumbai", "IN")
    found = await find_glidepaths(session, from_place=delhi, to_place=mumbai, rules=RULES, at=NOON)
    assert found == []
    late = NOON + timedelta(days=7, minutes=1)
    assert await end_over(session, at=NOON + timedelta(days=6)) == 0
    assert await end_over(session, at=late) == 1
    assert await end_over(session, at=late) == 0
    assert len(await candidate_trips(session, deal.parcel, rules=RULES, at=NOON)) == 1
    await posted_trip(session, deal.carrier)
    assert await _notices(session) == ["conduct-suspended", "conduct-lifted"]


async def test_what_was_agreed_on_before_goes_on(session: AsyncSession, operator: Operator) -> None:
    deal = await a_deal(session)
    quest = await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
    await _suspend(session, deal.carrier, operator)
    await session.refresh(quest)
    assert quest.state is QuestState.ACCEPTED


async def test_nobody_accepts_the_offer_of_one_who_is_banned(
    session: AsyncSession, operator: Operator
) -> None:
    deal = await a_deal(session)
    await _ban(session, deal.requester, operator.id, is_shadow=True)
    another = await posted_parcel(session, await a_peer(session, "Ilya"))
    fresh = await offered(session, deal.path, another)
    await _ban(session, deal.carrier, operator.id, is_shadow=True)
    fresh.state, fresh.closed_at = OfferState.OPEN, None
    await session.flush()
    with pytest.raises(FitsNoLonger):
        await accept_offer(session, deal.carrier, fresh.id, rules=RULES, at=NOON)


async def test_a_ban_in_the_shadow_is_not_told_and_lets_him_post_and_meet_nobody(
    session: AsyncSession, operator: Operator
) -> None:
    carla, ravi = await a_peer(session, "Carla"), await a_peer(session, "Ravi")
    await _ban(session, carla, operator.id, is_shadow=True)
    path = await posted_trip(session, carla)
    parcel = await posted_parcel(session, ravi)
    assert await candidate_trips(session, parcel, rules=RULES, at=NOON) == []
    assert await candidate_parcels(session, path, rules=RULES, at=NOON) == []
    await lift(session, carla.id, by=operator.id, why="was a mistake", at=NOON)
    assert len(await candidate_trips(session, parcel, rules=RULES, at=NOON)) == 1
    assert await _notices(session) == []


async def test_a_later_decision_takes_the_place_of_an_earlier_one_and_both_are_kept(
    session: AsyncSession, operator: Operator
) -> None:
    carla = await a_peer(session, "Carla")
    await warn(session, carla.id, Ground.RUDE, by=operator.id, why="swore", at=NOON)
    await _suspend(session, carla, operator)
    await _ban(session, carla, operator.id, is_shadow=False)
    live = await live_sanction(session, carla.id)
    assert live is not None
    assert live.kind is SanctionKind.BAN
    kinds = [(one.kind, one.lifted_at) for one in await sanctions_of(session, carla.id)]
    assert kinds == [("ban", None), ("suspension", NOON), ("warning", None)]
    assert await strikes_of(session, carla.id, at=NOON) == 2
    query = select(AuditEntry).where(AuditEntry.about == carla.id, AuditEntry.is_act)
    acts = (await session.scalars(query.order_by(AuditEntry.event_id))).all()
    assert [one.name for one in acts] == ["peer_warned", "peer_suspended", "peer_banned"]
    assert (acts[2].why, acts[2].by_operator_id) == ("two accounts, one card", operator.id)
    until = (NOON + timedelta(days=7)).isoformat()
    assert acts[2].before == {"kind": "suspension", "until": until}
    assert acts[2].after == {"kind": "ban", "ground": "fraud", "until": None}


async def test_nothing_is_decided_without_a_reason_or_out_of_range(
    session: AsyncSession, operator: Operator
) -> None:
    carla = await a_peer(session, "Carla")
    with pytest.raises(NoReasonGiven):
        await warn(session, carla.id, Ground.RUDE, by=operator.id, why="  ", at=NOON)
    for days in (0, 366):
        with pytest.raises(DaysOutOfRange):
            await _suspend(session, carla, operator, days)
    with pytest.raises(NothingToLift):
        await lift(session, carla.id, by=operator.id, why="kindness", at=NOON)
    assert await sanctions_of(session, carla.id) == []
    assert await _notices(session) == []


async def test_notes_go_with_their_peer(session: AsyncSession, operator: Operator) -> None:
    carla = await a_peer(session, "Carla")
    await add_note(session, carla.id, " Called twice. ", by=operator.id, at=NOON)
    assert [one.text for one in await notes_of(session, carla.id)] == ["Called twice."]
    await forget(session, carla, secret="of the house", at=NOON)
    assert await notes_of(session, carla.id) == []


async def test_who_asks_for_everything_reads_what_he_was_told_and_no_more(
    session: AsyncSession, operator: Operator
) -> None:
    carla, ravi = await a_peer(session, "Carla"), await a_peer(session, "Ravi")
    await warn(session, carla.id, Ground.RUDE, by=operator.id, why="swore at Ravi", at=NOON)
    await _ban(session, ravi, operator.id, is_shadow=True)
    await add_note(session, ravi.id, "Keep an eye on him.", by=operator.id, at=NOON)
    everything = await export_everything(session, carla, at=NOON)
    assert [one["ground"] for one in everything["sanctions"]] == ["rude"]
    assert "swore at Ravi" not in str(everything)
    told = str(await export_everything(session, ravi, at=NOON))
    for inside in ("shadow", "two accounts", "Keep an eye", "peer_banned", "peer_noted"):
        assert inside not in told, inside
