"""Meeting, settling in and leaving, on a real database."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Db
from core.drafts.models import Draft
from core.drafts.queries import visitors_at
from core.drafts.service import DraftChange, change_drafts, drop_stale_drafts
from core.peers.models import Channel, Peer
from core.peers.queries import PeerIsGone, peer_for
from core.peers.service import (
    UnknownCurrency,
    choose_currency,
    choose_language,
    forget_person,
    meet,
    note_reachability,
)
from core.peers.states import ChannelKind, ChannelState, Language, PeerState
from tests.conftest import NOON


async def _noor(session: AsyncSession) -> tuple[Peer, Channel]:
    return await meet(
        session,
        kind=ChannelKind.TELEGRAM,
        address="77",
        name="Noor",
        language_tag="en",
        at=NOON,
    )


async def test_meeting_twice_is_meeting_the_same_peer(session: AsyncSession) -> None:
    first, _ = await _noor(session)
    second, _ = await _noor(session)
    assert first.id == second.id


@pytest.mark.fresh_db
async def test_two_first_messages_at_once_make_one_peer(db: Db) -> None:
    async def arrive() -> Peer:
        async with db.begin() as session:
            return (await _noor(session))[0]

    peers = await asyncio.gather(*(arrive() for _ in range(10)))
    assert len({peer.id for peer in peers}) == 1
    async with db.begin() as session:
        assert await session.scalar(select(func.count()).select_from(Peer)) == 1


async def test_a_new_name_in_telegram_is_taken_over(session: AsyncSession) -> None:
    peer, _ = await _noor(session)
    renamed, _ = await meet(
        session,
        kind=ChannelKind.TELEGRAM,
        address="77",
        name="Nour",
        language_tag="fr",
        at=NOON,
    )
    assert (renamed.id, renamed.name, renamed.language) == (peer.id, "Nour", Language.ENGLISH)


async def test_an_unknown_currency_is_refused_with_what_was_typed(session: AsyncSession) -> None:
    peer, _ = await _noor(session)
    with pytest.raises(UnknownCurrency) as refusal:
        await choose_currency(session, peer, " doubloons ", at=NOON)
    assert refusal.value.facts == {"typed": "doubloons"}
    assert refusal.value.key == "refused-unknown-currency"


async def test_nothing_can_be_changed_for_a_forgotten_peer(session: AsyncSession) -> None:
    peer, _ = await _noor(session)
    await forget_person(session, peer, at=NOON)
    await session.flush()
    with pytest.raises(PeerIsGone):
        await choose_language(session, peer, Language.HINDI)
    with pytest.raises(PeerIsGone):
        await peer_for(session, peer.id)


async def test_the_database_itself_forbids_a_forgotten_peer_with_a_name(
    session: AsyncSession,
) -> None:
    peer, _ = await _noor(session)
    peer.state, peer.forgotten_at = PeerState.FORGOTTEN, NOON
    with pytest.raises(IntegrityError, match="forgotten_is_nameless"):
        await session.flush()


async def test_blocking_is_news_once(session: AsyncSession) -> None:
    _, channel = await _noor(session)
    assert await note_reachability(session, channel.id, ChannelState.BLOCKED, at=NOON)
    assert not await note_reachability(session, channel.id, ChannelState.BLOCKED, at=NOON)


async def test_a_draft_is_kept_replaced_and_dropped_when_stale(session: AsyncSession) -> None:
    _, channel = await _noor(session)

    async def change(slot: str, content: dict[str, Any]) -> None:
        await change_drafts(session, [DraftChange(channel.id, slot, content)], at=NOON)

    await change("form", {"a": 1})
    await change("other", {"c": 3})
    await change("form", {"b": 2})
    visitors = await visitors_at(session, ChannelKind.TELEGRAM, ["77", "78"])
    assert list(visitors) == ["77"]
    assert visitors["77"].drafts == {"form": {"b": 2}, "other": {"c": 3}}
    await change("other", {})
    assert await drop_stale_drafts(session, before=NOON) == 0
    assert await drop_stale_drafts(session, before=NOON.replace(year=2027)) == 1


async def test_the_drafts_of_a_forgotten_peer_are_gone(session: AsyncSession) -> None:
    peer, channel = await _noor(session)
    await change_drafts(session, [DraftChange(channel.id, "form", {"a": 1})], at=NOON)
    await forget_person(session, peer, at=NOON)
    assert await session.scalar(select(func.count()).select_from(Draft)) == 0
