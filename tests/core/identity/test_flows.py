"""Who somebody is Stripe finds out once, whatever fails on the way; we learn only that it did."""

import asyncio
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
import stripe
from sqlalchemy import select

from core.identity.flows import Identities
from core.identity.models import IdentityCheck
from core.identity.queries import check_of, is_verified
from core.identity.states import IdentityState, Reason
from core.inbox.flows import keep_all
from core.inbox.states import InboxSource
from core.outbox.models import OutboxRow
from core.peers.models import Peer
from core.peers.queries import PeerIsGone
from core.privacy.service import export_everything, forget
from core.sightings.service import told_by
from tests.desk import Desk
from tests.posts import a_peer

pytestmark = pytest.mark.fresh_db

_BACK = "http://127.0.0.1:1/back"
_CREATE, _SHOW = "PostIdentityVerificationSessions", "GetIdentityVerificationSessionsSession"


class Clerk:
    """One Peer before Stripe's form, again and again."""

    def __init__(self, desk: Desk, peer: Peer) -> None:
        self.desk = desk
        self.peer = peer
        self.identities = Identities(desk.db, desk.client, clock=desk.now)

    async def link(self) -> str | None:
        return await self.identities.link_for(self.peer.id, done_at=_BACK)

    async def check(self) -> IdentityCheck:
        async with self.desk.db.begin() as session:
            check = await check_of(session, self.peer.id)
        assert check is not None
        return check

    async def session_id(self) -> str:
        session_id = (await self.check()).session_id
        assert session_id is not None
        return session_id

    async def decides(self, outcome: str) -> None:
        """Let something become of it at Stripe, of which nobody here has heard yet."""
        path = f"/stripe/identities/{await self.session_id()}/decide"
        await self.desk.ask(path, outcome=outcome)

    async def look(self) -> IdentityState:
        return await self.identities.look_at_peer(self.peer.id)

    async def sessions_made(self) -> set[str]:
        """Name the sessions that Stripe has told of, whoever asked for them."""
        events = await self.desk.v1.events.list_async({"limit": 100})
        made = [one.to_dict() for one in events.data if one.type.endswith("session.created")]
        return {one["data"]["object"]["id"] for one in made}

    async def told(self) -> list[tuple[str | None, Any]]:
        async with self.desk.db.begin() as session:
            rows = await session.execute(
                select(OutboxRow.notice, OutboxRow.content).order_by(OutboxRow.id)
            )
            return [(notice, content.get("reason")) for notice, content in rows.all()]


@pytest.fixture
async def clerk(desk: Desk) -> Clerk:
    async with desk.db.begin() as session:
        return Clerk(desk, await a_peer(session, "Carla"))


async def test_each_click_gives_a_fresh_link_to_the_same_session(clerk: Clerk) -> None:
    links = [await clerk.link() for _ in range(3)]
    assert len(set(links)) == 3
    session_id = await clerk.session_id()
    assert await clerk.sessions_made() == {session_id}
    assert all(link is not None and session_id in link for link in links)


async def test_clicks_in_one_moment_make_one_session(clerk: Clerk) -> None:
    links = await asyncio.gather(*(clerk.link() for _ in range(5)), return_exceptions=True)
    # Stripe refuses a key that is in use; whoever met that clicks again.
    assert any(isinstance(link, str) for link in links)
    await clerk.link()
    assert len(await clerk.sessions_made()) == 1


@pytest.mark.parametrize(
    ("operation", "kind"),
    [
        (_CREATE, "drop_before"),
        (_CREATE, "drop_after"),
        (_CREATE, "bad_gateway"),
        (_CREATE, "too_many"),
        (_SHOW, "drop_before"),
        (_SHOW, "drop_after"),
    ],
)
async def test_a_session_is_made_once_whatever_fails(
    clerk: Clerk, operation: str, kind: str
) -> None:
    await clerk.desk.fails(operation, kind)
    with pytest.raises(stripe.StripeError):
        await clerk.link()
    assert await clerk.desk.has_struck()
    assert await clerk.link() is not None
    assert await clerk.sessions_made() == {await clerk.session_id()}


async def test_stripe_is_told_whose_session_it_is_and_where_to_lead_back(clerk: Clerk) -> None:
    await clerk.link()
    told = await clerk.desk.v1.identity.verification_sessions.retrieve_async(
        await clerk.session_id()
    )
    assert told.to_dict()["metadata"] == {"peer": str(clerk.peer.id)}
    assert told.options is not None
    assert told.options.document is not None
    assert told.options.document.require_matching_selfie


async def test_who_is_verified_hears_of_it_once_however_often_one_looks(clerk: Clerk) -> None:
    await clerk.link()
    await clerk.decides("verified")
    await asyncio.gather(*(clerk.look() for _ in range(5)))
    check = await clerk.check()
    assert (check.state, check.verified_at is not None) == (IdentityState.VERIFIED, True)
    assert await clerk.told() == [("identity-verified", None)]
    assert await clerk.link() is None


async def test_who_was_refused_tries_again_in_the_same_session(clerk: Clerk) -> None:
    await clerk.link()
    await clerk.decides("document_unverified_other")
    assert await clerk.look() is IdentityState.REFUSED
    assert (await clerk.check()).reason is Reason.UNREADABLE
    assert await clerk.link() is not None
    await clerk.decides("document_expired")
    await clerk.look()
    await clerk.decides("processing")
    assert await clerk.look() is IdentityState.CHECKING
    assert await clerk.link() is None
    await clerk.decides("verified")
    assert await clerk.look() is IdentityState.VERIFIED
    assert await clerk.told() == [
        ("identity-again", "unreadable"),
        ("identity-again", "expired"),
        ("identity-verified", None),
    ]
    assert len(await clerk.sessions_made()) == 1


async def test_the_same_reason_twice_is_told_twice_and_a_second_look_once(clerk: Clerk) -> None:
    await clerk.link()
    for _ in range(2):
        await clerk.decides("document_unverified_other")
        await clerk.look()
        await clerk.look()
    assert await clerk.told() == [("identity-again", "unreadable")] * 2


async def test_what_stripe_has_ended_begins_anew(clerk: Clerk) -> None:
    await clerk.link()
    first = await clerk.session_id()
    await clerk.decides("canceled")
    assert await clerk.link() is not None
    assert await clerk.sessions_made() == {first, await clerk.session_id()}
    assert first != await clerk.session_id()


async def test_an_event_makes_us_look_at_the_session_it_names(clerk: Clerk) -> None:
    await clerk.link()
    await clerk.decides("verified")
    events = await clerk.desk.v1.events.list_async({"limit": 1})
    told = told_by(events.data[0].to_dict(), request_id="r")
    assert told is not None
    assert told.payload == {
        "type": "identity.verification_session.verified",
        "identity": await clerk.session_id(),
    }
    await keep_all(clerk.desk.db, InboxSource.STRIPE, [told], at=clerk.desk.now())
    assert await clerk.desk.cashier.hear_events() == 1
    assert await clerk.told() == [("identity-verified", None)]


async def test_what_no_event_has_told_of_is_found_by_the_sweep(clerk: Clerk) -> None:
    await clerk.link()
    await clerk.decides("processing")
    await clerk.desk.cashier.sweep(is_thorough=True)
    await clerk.desk.advance(timedelta(days=9))
    await clerk.decides("verified")
    await clerk.desk.cashier.sweep(is_thorough=False)
    assert await clerk.told() == []
    await clerk.desk.cashier.sweep(is_thorough=True)
    assert await clerk.told() == [("identity-verified", None)]


async def test_a_form_that_nobody_goes_on_with_is_not_looked_at_for_ever(clerk: Clerk) -> None:
    await clerk.link()
    await clerk.desk.advance(timedelta(days=3))
    await clerk.desk.fails(_SHOW, "drop_before")
    await clerk.desk.cashier.sweep(is_thorough=True)
    assert not await clerk.desk.has_struck()


async def test_a_stranger_s_session_is_none_of_ours(clerk: Clerk) -> None:
    await clerk.identities.look_at("vs_of_a_stranger")
    assert await clerk.look() is IdentityState.WISHED
    assert await clerk.told() == []


async def test_the_file_names_the_check_and_forgetting_leaves_none(clerk: Clerk) -> None:
    await clerk.link()
    await clerk.decides("verified")
    await clerk.look()
    session_id, db = await clerk.session_id(), clerk.desk.db
    async with db.begin() as session:
        kept = (await export_everything(session, clerk.peer, at=clerk.desk.now()))["identity_check"]
    assert (kept["session_id"], kept["state"]) == (session_id, "verified")
    async with db.begin() as session:
        await forget(session, clerk.peer, secret="of the house", at=clerk.desk.now())
    async with db.begin() as session:
        assert not await is_verified(session, clerk.peer.id)
        assert (await session.scalars(select(IdentityCheck))).all() == []
    await clerk.identities.look_at(session_id)
    with pytest.raises(PeerIsGone):
        await clerk.link()


async def test_the_form_leads_where_it_is_told(clerk: Clerk) -> None:
    link = await clerk.link()
    assert link is not None
    async with aiohttp.ClientSession() as person:
        async with person.get(link) as page:
            assert "Not readable" in await page.text()
        async with person.post(link, data={"press": "document_unverified_other"}) as page:
            assert _BACK in await page.text()
        async with person.get(link) as page:
            assert "good once" in await page.text()
    assert await clerk.look() is IdentityState.REFUSED
