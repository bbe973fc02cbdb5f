"""A moderator finds what waits for a person's eye, and decides with a reason."""

from dataclasses import dataclass, replace

import pytest
from sqlalchemy import select

from core.audit.models import AuditEntry
from core.audit.states import Act
from core.linkline.service import report
from core.linkline.states import ReportReason
from core.money import Money
from core.operators.states import Role
from core.outbox.models import OutboxRow
from core.parcels.models import DropParcel
from core.parcels.service import post_parcel
from core.parcels.states import Item, ParcelState
from core.peers.models import Peer
from core.transcripts.queries import reports_waiting
from core.trust.service import block
from core.unmasking.models import Unmasking
from core.wiring import Services
from tests.admin.console import Console, an_operator
from tests.conftest import NOON
from tests.lines import NUMBER, a_talk
from tests.posts import NO_PAUSE, a_parcel, a_peer


@pytest.fixture
async def moderator(house: Services, console: Console) -> Console:
    operator, _ = await an_operator(house, Role.MODERATOR, name="Mona")
    await console.sits_as(operator)
    return console


async def held_parcel(house: Services) -> DropParcel:
    """Post one that the screening holds, and whose Requester asks for a person."""
    async with house.db.begin() as session:
        peer = await a_peer(session)
        items = (Item("Stage sword", 1, Money(2_000, "EUR")),)
        wish = replace(await a_parcel(session, items=items), asks_person=True)
        return await post_parcel(session, peer, wish, rules=NO_PAUSE, at=NOON)


@dataclass
class Reported:
    line_id: str
    carla: Peer


async def reported_line(house: Services) -> Reported:
    async with house.db.begin() as session:
        talk = await a_talk(session)
        await talk.say(talk.carla, "Pay me outside, it is cheaper")
        await report(session, talk.ravi, talk.line.id, ReportReason.SCAM, at=NOON)
        return Reported(str(talk.line.id), talk.carla)


async def test_a_held_parcel_travels_when_a_person_says_so(
    house: Services, moderator: Console
) -> None:
    parcel = await held_parcel(house)
    queue = (await moderator.get("/moderation")).text
    assert "Stage sword" in queue
    passed = await moderator.send(
        f"/moderation/{parcel.id}/pass", on="/moderation", why="Empty and new"
    )
    assert passed.headers["location"] == "/admin/moderation"
    async with house.db.begin() as session:
        now = await session.get_one(DropParcel, parcel.id, populate_existing=True)
        assert now.state is ParcelState.OPEN
        act = await session.scalar(
            select(AuditEntry).where(AuditEntry.is_act.is_(True), AuditEntry.about == parcel.id)
        )
        assert act is not None
        assert (act.name, act.why) == (Act.PARCEL_PASSED, "Empty and new")
        notice = select(OutboxRow).where(OutboxRow.notice == "parcel-may-travel")
        assert (await session.scalars(notice)).all()
    assert "No parcel waits" in (await moderator.get("/moderation")).text


async def test_nobody_is_refused_without_a_reason(house: Services, moderator: Console) -> None:
    parcel = await held_parcel(house)
    refused = await moderator.send(f"/moderation/{parcel.id}/refuse", on="/moderation", why="")
    assert (refused.status_code, "Say why" in refused.text) == (409, True)
    await moderator.send(f"/moderation/{parcel.id}/refuse", on="/moderation", why="It cuts")
    again = await moderator.send(f"/moderation/{parcel.id}/pass", on="/moderation", why="Oh")
    assert "decided about before" in again.text


async def test_a_report_is_read_by_pseudonym_and_counts_as_seen(
    house: Services, moderator: Console
) -> None:
    reported = await reported_line(house)
    assert "scam" in (await moderator.get("/moderation")).text
    page = (await moderator.get(f"/lines/{reported.line_id}")).text
    assert "Pay me outside" in page
    assert str(reported.carla.name) not in page
    async with house.db.begin() as session:
        assert not await reports_waiting(session)
        names = select(AuditEntry.name).where(AuditEntry.is_act.is_(True))
        assert Act.LINE_LOOKED_INTO in (await session.scalars(names)).all()


async def test_who_it_is_is_told_for_a_reason_that_is_kept(
    house: Services, moderator: Console
) -> None:
    reported = await reported_line(house)
    page = f"/lines/{reported.line_id}"
    bare = await moderator.send(f"{page}/carrier", on=page, why=" ")
    assert (bare.status_code, "Say why" in bare.text) == (409, True)
    told = await moderator.send(f"{page}/carrier", on=page, why="She asks for money outside")
    assert told.headers["location"] == f"/admin/peers/{reported.carla.id}"
    async with house.db.begin() as session:
        (kept,) = (await session.scalars(select(Unmasking))).all()
    assert (kept.by, kept.why) == ("Mona", "She asks for money outside")


async def test_who_is_blocked_by_many_stands_out(house: Services, moderator: Console) -> None:
    async with house.db.begin() as session:
        rude = await a_peer(session, "Rude")
        for name in ("Ada", "Bo", "Cy"):
            await block(session, await a_peer(session, name), rude.id, at=NOON)
    page = (await moderator.get("/moderation")).text
    assert f"/admin/peers/{rude.id}" in page


async def test_what_was_held_is_covered_until_somebody_says_why(
    house: Services, moderator: Console
) -> None:
    async with house.db.begin() as session:
        talk = await a_talk(session)
        held = await talk.say(talk.carla, NUMBER)
        sent = await talk.say(talk.carla, "Is it fragile?")
    queue = (await moderator.get("/moderation")).text
    assert "tells a contact" in queue
    assert '<span class="tag">phone</span>' in queue
    assert "23456789" not in queue
    unreasoned = await moderator.send(f"/moderation/holds/{held.id}", on="/moderation", why=" ")
    assert "Say why you want to read it" in unreasoned.text
    assert "23456789" not in unreasoned.text
    shown = await moderator.send(f"/moderation/holds/{held.id}", on="/moderation", why="Scam?")
    assert NUMBER in shown.text
    assert "23456789" not in (await moderator.get("/moderation")).text
    other = await moderator.send(f"/moderation/holds/{sent.id}", on="/moderation", why="Curious")
    assert "has passed since" in other.text
    assert "fragile" not in other.text
    async with house.db.begin() as session:
        query = select(AuditEntry).where(AuditEntry.name == Act.HOLD_UNCOVERED)
        (act,) = (await session.scalars(query)).all()
    assert (act.about, act.why) == (talk.line.id, "Scam?")
    assert "23456789" not in str(act.facts)
