"""A token is shown once, kept as a hash, and worth nothing once it is revoked."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.models import EventRow
from core.outbox.models import OutboxRow
from core.outbox.service import Call, queue_call
from core.outbox.states import OutboxState
from core.peers.models import Peer
from core.peers.queries import channels_of
from core.privacy.service import export_everything, forget
from core.rules import Rules
from core.tokens.models import ApiToken
from core.tokens.queries import token_of_secret, tokens_of
from core.tokens.service import make_token, note_use, revoke_token, wipe_shown_tokens
from core.tokens.states import Scope, TokenMissing, TokenNameTooLong, TooManyTokens
from tests.conftest import NOON
from tests.posts import a_peer

RULES = Rules()


async def _token(
    session: AsyncSession, peer: Peer, name: str = "", scope: Scope = Scope.READ
) -> tuple[ApiToken, str]:
    return await make_token(session, peer, name=name, scope=scope, rules=RULES, at=NOON)


async def test_a_token_is_found_by_its_secret_and_kept_without_it(session: AsyncSession) -> None:
    token, secret = await _token(session, await a_peer(session), "  my   laptop ")
    assert token.name == "my laptop"
    found = await token_of_secret(session, secret)
    assert found is not None
    assert found.id == token.id
    assert secret not in repr(vars(found))
    assert await token_of_secret(session, secret + "x") is None


async def test_two_tokens_are_never_alike(session: AsyncSession) -> None:
    noor = await a_peer(session)
    assert (await _token(session, noor))[1] != (await _token(session, noor))[1]


async def test_a_revoked_token_opens_nothing_and_is_gone_from_the_list(
    session: AsyncSession,
) -> None:
    noor = await a_peer(session)
    token, secret = await _token(session, noor)
    await revoke_token(session, noor, token.id, at=NOON)
    assert await token_of_secret(session, secret) is None
    assert await tokens_of(session, noor) == []
    with pytest.raises(TokenMissing):
        await revoke_token(session, noor, token.id, at=NOON)


async def test_nobody_revokes_the_token_of_another(session: AsyncSession) -> None:
    token, secret = await _token(session, await a_peer(session))
    with pytest.raises(TokenMissing):
        await revoke_token(session, await a_peer(session, "Omar"), token.id, at=NOON)
    assert await token_of_secret(session, secret) is not None


async def test_there_is_a_most_of_tokens_and_a_longest_name(session: AsyncSession) -> None:
    noor = await a_peer(session)
    with pytest.raises(TokenNameTooLong):
        await _token(session, noor, "x" * 41)
    for _ in range(RULES.api_tokens):
        await _token(session, noor)
    with pytest.raises(TooManyTokens):
        await _token(session, noor)


async def test_the_last_use_is_noted_to_the_minute(session: AsyncSession) -> None:
    token, _ = await _token(session, await a_peer(session))
    for seconds, noted in ((0, 0), (50, 0), (61, 61)):
        await note_use(session, token, at=NOON + timedelta(seconds=seconds))
        await session.refresh(token)
        assert token.used_at == NOON + timedelta(seconds=noted)


async def test_the_audit_log_hears_of_tokens_and_never_of_a_secret(session: AsyncSession) -> None:
    noor = await a_peer(session)
    token, secret = await _token(session, noor, "laptop", Scope.POST)
    await revoke_token(session, noor, token.id, at=NOON)
    query = select(EventRow).where(EventRow.about == token.id).order_by(EventRow.position)
    events = list(await session.scalars(query))
    assert [one.name for one in events] == ["token_made", "token_revoked"]
    assert events[0].facts == {"scope": "post"}
    assert secret not in repr([vars(one) for one in events])


async def _shown(session: AsyncSession, peer: Peer, state: OutboxState) -> OutboxRow:
    """Show a token as the bot does, in a message that is now in this state."""
    token, secret = await _token(session, peer)
    channel = (await channels_of(session, peer.id))[0]
    call = Call(channel.id, "sendMessage", {"text": secret})
    token.shown_row = await queue_call(session, call, at=NOON)
    row = await session.get_one(OutboxRow, token.shown_row)
    row.state = state
    await session.flush()
    return row


async def test_a_secret_is_wiped_out_of_the_message_that_has_shown_it(
    session: AsyncSession,
) -> None:
    noor = await a_peer(session)
    sent = await _shown(session, noor, OutboxState.SENT)
    waiting = await _shown(session, noor, OutboxState.PARKED)
    await wipe_shown_tokens(session)
    for row in (sent, waiting):
        await session.refresh(row)
    assert sent.content == {}
    assert "pc_" in waiting.content["text"]
    rows = await session.scalars(select(ApiToken.shown_row))
    assert set(rows.all()) == {None, waiting.id}


async def test_the_export_names_tokens_and_a_forgotten_peer_has_none(
    session: AsyncSession,
) -> None:
    noor = await a_peer(session)
    token, secret = await _token(session, noor, "laptop")
    everything = await export_everything(session, noor, at=NOON)
    assert [one["name"] for one in everything["api_tokens"]] == ["laptop"]
    assert token.secret_hash not in json.dumps(everything)
    await forget(session, noor, secret="of the house", at=NOON)
    assert await token_of_secret(session, secret) is None
    assert list(await session.scalars(select(ApiToken))) == []
