"""Naming an address, proving it and giving it up, inside the caller's transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from core.addresses.models import AddressClaim
from core.addresses.queries import claim_of, codes_asked
from core.addresses.states import (
    A_DAY,
    CODES_A_DAY,
    MOST_TRIES,
    TooManyCodes,
    Tried,
    hash_of,
    is_code,
    new_code,
    read_email,
    read_mobile,
    shown,
)
from core.ids import new_id
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.peers.models import Channel, Peer
from core.peers.queries import channel_at, home_of, peer_for
from core.peers.states import ChannelKind, ChannelState

LOST = "address-lost"
"""The notice that tells a Peer that nobody takes what is sent to his address."""

STOPPED = "address-stopped"
"""The notice that tells him that he has stopped it himself, outside of Telegram."""


async def claim_address(
    session: AsyncSession, peer: Peer, kind: ChannelKind, typed: str, *, at: datetime
) -> tuple[AddressClaim, str]:
    """Note what a Peer says is his; answer it with the code that is to be sent there.

    Refuses `NotAnEmail`, `NotAMobile`, `TooManyCodes`.
    """
    home = await home_of(session, peer)
    country = None if home is None else home.country
    if kind is ChannelKind.EMAIL:
        address = read_email(typed)
    else:
        address = read_mobile(typed, country=country)
    # Two presses in one moment must not both ask for the last code that is allowed.
    await peer_for(session, peer.id, lock=True)
    if await codes_asked(session, peer, kind, address, at=at) >= CODES_A_DAY:
        raise TooManyCodes(most=CODES_A_DAY)
    code, claim_id = new_code(), new_id(at)
    claim = AddressClaim(
        id=claim_id,
        peer_id=peer.id,
        kind=kind,
        address=address,
        code_hash=hash_of(code, claim_id),
        tries=0,
        made_at=at,
    )
    session.add(claim)
    await session.flush()
    return claim, code


async def confirm_address(
    session: AsyncSession, peer: Peer, kind: ChannelKind, typed: str, *, at: datetime
) -> tuple[Tried, int]:
    """Take the code that was sent; answer what it was, and how many more may be tried.

    Whoever reads what arrives at an address has it, also when it was another Peer's before.
    """
    claim = await claim_of(session, peer, kind, at=at, lock=True)
    if claim is None or claim.tries >= MOST_TRIES:
        return Tried.OVER, 0
    if not is_code(typed, claim.id, claim.code_hash):
        claim.tries += 1
        return Tried.WRONG, MOST_TRIES - claim.tries
    claim.done_at = at
    before = await channel_at(session, kind, claim.address)
    if before is not None and before.peer_id != peer.id:
        await _give_up(session, before)
    await drop_address(session, peer, kind)
    session.add(
        Channel(
            id=new_id(at),
            peer_id=peer.id,
            kind=kind,
            address=claim.address,
            language_tag=None,
            state=ChannelState.OPEN,
            state_at=at,
            created_at=at,
        )
    )
    await session.flush()
    return Tried.RIGHT, 0


async def drop_address(session: AsyncSession, peer: Peer, kind: ChannelKind) -> None:
    """Forget an address, with all that waits to be sent there."""
    mine = Channel.peer_id == peer.id
    await session.execute(delete(Channel).where(mine, Channel.kind == kind))


async def _give_up(session: AsyncSession, channel: Channel) -> None:
    await session.delete(channel)
    await session.flush()


async def stop_address(session: AsyncSession, channel_id: UUID, *, at: datetime) -> bool:
    """Give up an address by the link in a letter, and say so in Telegram; false when it is gone."""
    return await _end(session, channel_id, STOPPED, at=at)


async def note_nobody_there(session: AsyncSession, channel_id: UUID, *, at: datetime) -> bool:
    """Know that nobody takes what is sent to an address; its Peer is told so in Telegram.

    Whoever has blocked the bot reads it when he is back. False when the address is gone.
    """
    return await _end(session, channel_id, LOST, at=at)


async def _end(session: AsyncSession, channel_id: UUID, notice: str, *, at: datetime) -> bool:
    channel = await session.get(Channel, channel_id, with_for_update=True)
    if channel is None or channel.kind is ChannelKind.TELEGRAM:
        return False
    peer = await peer_for(session, channel.peer_id)
    facts = {"kind": channel.kind.value, "address": shown(channel.address)}
    await tell(session, peer, notice, facts, urgency=Urgency.MONEY, at=at)
    await _give_up(session, channel)
    return True


async def drop_claims_of(session: AsyncSession, peer: Peer) -> None:
    await session.execute(delete(AddressClaim).where(AddressClaim.peer_id == peer.id))


async def drop_old_claims(session: AsyncSession, *, before: datetime) -> None:
    """Forget what was named and not confirmed, and how often, once no day counts it."""
    await session.execute(delete(AddressClaim).where(AddressClaim.made_at < before - A_DAY))
