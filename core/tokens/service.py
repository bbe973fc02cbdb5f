"""Making, using and revoking tokens, inside the caller's transaction."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.service import publish
from core.events.states import EventName
from core.ids import new_id
from core.outbox.models import OutboxRow
from core.outbox.states import OutboxState
from core.peers.models import Peer
from core.peers.queries import peer_for
from core.rules import Rules
from core.tokens.models import ApiToken
from core.tokens.queries import tokens_of
from core.tokens.states import (
    LONGEST_NAME,
    Scope,
    TokenMissing,
    TokenNameTooLong,
    TooManyTokens,
    hash_of,
    new_secret,
)

_USE_IS_NOTED_EVERY = timedelta(minutes=1)
"""So that a busy program does not write a row for each request."""

_SAID = (OutboxState.SENT, OutboxState.DROPPED, OutboxState.EXPIRED, OutboxState.SUPERSEDED)
"""What ended like this is never sent again."""


async def make_token(
    session: AsyncSession, peer: Peer, *, name: str, scope: Scope, rules: Rules, at: datetime
) -> tuple[ApiToken, str]:
    """Make a token and answer it with its secret, which nobody can read again.

    Refuses `TokenNameTooLong` and `TooManyTokens`.
    """
    name = " ".join(name.split())
    if len(name) > LONGEST_NAME:
        raise TokenNameTooLong(most=LONGEST_NAME, length=len(name))
    # Two presses in one moment must not both make the last token that is allowed.
    await peer_for(session, peer.id, lock=True)
    if len(await tokens_of(session, peer)) >= rules.api_tokens:
        raise TooManyTokens(most=rules.api_tokens)
    secret = new_secret()
    token = ApiToken(
        id=new_id(at),
        peer_id=peer.id,
        name=name,
        scope=scope,
        secret_hash=hash_of(secret),
        created_at=at,
    )
    session.add(token)
    await session.flush()
    facts = {"scope": scope}
    await publish(session, EventName.TOKEN_MADE, token.id, by_peer_id=peer.id, at=at, facts=facts)
    return token, secret


async def revoke_token(session: AsyncSession, peer: Peer, token_id: UUID, *, at: datetime) -> None:
    """End a token at once; the audit log remembers it. Refuses `TokenMissing`."""
    revoked = await session.scalar(
        delete(ApiToken)
        .where(ApiToken.id == token_id, ApiToken.peer_id == peer.id)
        .returning(ApiToken.id)
    )
    if revoked is None:
        raise TokenMissing
    await publish(session, EventName.TOKEN_REVOKED, token_id, by_peer_id=peer.id, at=at)


async def revoke_tokens_of(session: AsyncSession, peer: Peer, *, at: datetime) -> None:
    for token in await tokens_of(session, peer):
        await revoke_token(session, peer, token.id, at=at)


async def note_use(session: AsyncSession, token: ApiToken, *, at: datetime) -> None:
    """Note when a token was used last, to the minute."""
    is_stale = ApiToken.used_at.is_(None) | (ApiToken.used_at < at - _USE_IS_NOTED_EVERY)
    if token.used_at is None or token.used_at < at - _USE_IS_NOTED_EVERY:
        await session.execute(
            update(ApiToken).where(ApiToken.id == token.id, is_stale).values(used_at=at)
        )


async def wipe_shown_tokens(session: AsyncSession) -> None:
    """Take the secrets out of messages that have gone: the outbox keeps those for two weeks."""
    shown = select(ApiToken.shown_row).where(ApiToken.shown_row.is_not(None))
    wiped = await session.scalars(
        update(OutboxRow)
        .where(OutboxRow.id.in_(shown), OutboxRow.state.in_(_SAID))
        .values(content={})
        .returning(OutboxRow.id)
        .execution_options(synchronize_session=False)
    )
    await session.execute(
        update(ApiToken).where(ApiToken.shown_row.in_(wiped.all())).values(shown_row=None)
    )
