"""How a Peer comes, settles in and changes his mind, inside the caller's transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Text, Uuid, bindparam, delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Refused
from core.events.service import publish
from core.events.states import EventName
from core.ids import new_id
from core.money import tender
from core.peers.models import Arrival, Channel, Peer, PeerStep
from core.peers.queries import peer_for
from core.peers.states import (
    RULES_VERSION,
    ChannelKind,
    ChannelState,
    Language,
    PeerEvent,
    PeerState,
    after,
    guess_language,
)
from core.places.models import Place

_MEET = text("""
    WITH met AS (
        INSERT INTO channel (
            id, peer_id, kind, address, language_tag, state, state_at, created_at
        )
        VALUES (:id, :peer_id, :kind, :address, :language_tag, 'open', :at, :at)
        ON CONFLICT (kind, address) DO NOTHING
        RETURNING peer_id
    )
    INSERT INTO peer (id, state, name, language, is_language_chosen, time_zone, created_at)
    SELECT peer_id, 'joining', :name, :language, false, 'UTC', :at FROM met
""").bindparams(
    bindparam("id", type_=Uuid),
    bindparam("peer_id", type_=Uuid),
    bindparam("kind", type_=Text),
    bindparam("address", type_=Text),
    bindparam("language_tag", type_=Text),
    bindparam("name", type_=Text),
    bindparam("language", type_=Text),
    bindparam("at", type_=DateTime(timezone=True)),
)


class UnknownCurrency(Refused):
    """Not the code of a money that is legal tender anywhere today."""


def refuse_unknown_currency(code: str, *, field: str, at: datetime) -> None:
    """Refuse `UnknownCurrency`, naming the field."""
    if code not in tender(at.date()):
        raise UnknownCurrency(typed=code[:20]).about(field)


async def meet(
    session: AsyncSession,
    *,
    kind: ChannelKind,
    address: str,
    name: str | None,
    language_tag: str | None,
    at: datetime,
) -> tuple[Peer, Channel]:
    """Find the Peer behind a channel, or make him on first contact.

    Two first messages may arrive in the same moment; the second waits for the first one's commit
    on the unique (kind, address) and finds its Peer.
    """
    known = await _met(session, kind, address)
    if known is None:
        await _make_peer(
            session, kind=kind, address=address, name=name, language_tag=language_tag, at=at
        )
        known = await _met(session, kind, address)
    if known is None:
        raise LookupError(kind)  # the row was written or waited for one line above
    peer, channel = known
    if name is not None and peer.name != name:
        peer.name = name
    if channel.language_tag != language_tag:
        channel.language_tag = language_tag
    return peer, channel


async def _met(
    session: AsyncSession, kind: ChannelKind, address: str
) -> tuple[Peer, Channel] | None:
    query = select(Peer, Channel).join(Channel, Channel.peer_id == Peer.id)
    row = (
        await session.execute(query.where(Channel.kind == kind, Channel.address == address))
    ).one_or_none()
    return None if row is None else (row[0], row[1])


async def _make_peer(
    session: AsyncSession,
    *,
    kind: ChannelKind,
    address: str,
    name: str | None,
    language_tag: str | None,
    at: datetime,
) -> None:
    """Write both rows in one statement, or none when somebody else has just met him."""
    await session.execute(
        _MEET,
        {
            "id": new_id(at),
            "peer_id": new_id(at),
            "kind": kind.value,
            "address": address,
            "language_tag": language_tag,
            "name": name,
            "language": guess_language(language_tag).value,
            "at": at,
        },
    )


async def keep_arrival(session: AsyncSession, peer: Peer, payload: str, *, at: datetime) -> None:
    """Remembers the deep link that was opened, for the feature that will take it."""
    session.add(Arrival(id=new_id(at), peer_id=peer.id, payload=payload[:64], at=at))


async def take_arrival(session: AsyncSession, peer: Peer, *, at: datetime) -> str | None:
    """Give the newest link that waits for this Peer, and let the older ones rest as well."""
    waiting = select(Arrival).where(Arrival.peer_id == peer.id, Arrival.taken_at.is_(None))
    arrivals = list(await session.scalars(waiting.order_by(Arrival.at.desc(), Arrival.id.desc())))
    for arrival in arrivals:
        arrival.taken_at = at
    return arrivals[0].payload if arrivals else None


async def choose_language(session: AsyncSession, peer: Peer, language: Language) -> Peer:
    peer = await peer_for(session, peer.id, lock=True)
    peer.language = language
    peer.is_language_chosen = True
    return peer


async def agree_to_rules(session: AsyncSession, peer: Peer, *, at: datetime) -> Peer:
    """Note that the Peer says: I am of age, and I keep the rules of the present version."""
    peer = await peer_for(session, peer.id, lock=True)
    peer.agreed_rules = RULES_VERSION
    peer.agreed_at = at
    await _join_when_ready(session, peer, at=at)
    return peer


async def choose_home(session: AsyncSession, peer: Peer, place: Place, *, at: datetime) -> Peer:
    """Home gives the time zone in which this Peer reads every time."""
    peer = await peer_for(session, peer.id, lock=True)
    peer.home_place_id = place.id
    peer.time_zone = place.time_zone
    await _join_when_ready(session, peer, at=at)
    return peer


async def choose_currency(session: AsyncSession, peer: Peer, code: str, *, at: datetime) -> Peer:
    """Refuses `UnknownCurrency` when the code is no legal tender."""
    currency = code.strip().upper()
    if currency not in tender(at.date()):
        raise UnknownCurrency(typed=code.strip()[:20])
    peer = await peer_for(session, peer.id, lock=True)
    peer.currency = currency
    await _join_when_ready(session, peer, at=at)
    return peer


async def _join_when_ready(session: AsyncSession, peer: Peer, *, at: datetime) -> None:
    if peer.state is PeerState.JOINING and peer.joining.next_step() is None:
        advance(session, peer, PeerEvent.JOIN, by=peer.id, at=at)
        peer.joined_at = at
        await publish(session, EventName.PEER_JOINED, peer.id, by_peer_id=peer.id, at=at)


def advance(
    session: AsyncSession,
    peer: Peer,
    event: PeerEvent,
    *,
    by: UUID | None,
    at: datetime,
    why: str | None = None,
) -> None:
    """Change a Peer's state, by the one door there is: check, move, write the step."""
    to_state = after(peer.state, event)
    session.add(
        PeerStep(
            id=new_id(at),
            peer_id=peer.id,
            at=at,
            event=event,
            from_state=peer.state,
            to_state=to_state,
            by_peer_id=by,
            why=why,
        )
    )
    peer.state = to_state


async def note_reachability(
    session: AsyncSession, channel_id: UUID, state: ChannelState, *, at: datetime
) -> bool:
    """Blocked or open again. True when that is news."""
    channel = await session.get(Channel, channel_id, with_for_update=True)
    if channel is None or channel.state is state:
        return False
    channel.state = state
    channel.state_at = at
    return True


async def forget_person(session: AsyncSession, peer: Peer, *, at: datetime) -> None:
    """Remove everything that leads to the person; a nameless row stays for others' records."""
    peer = await peer_for(session, peer.id, lock=True)
    advance(session, peer, PeerEvent.FORGET, by=peer.id, at=at)
    peer.forgotten_at = at
    peer.name = None
    peer.home_place_id = None
    peer.time_zone = "UTC"
    await session.execute(delete(Arrival).where(Arrival.peer_id == peer.id))
    await session.execute(delete(Channel).where(Channel.peer_id == peer.id))
    await publish(session, EventName.PEER_FORGOTTEN, peer.id, by_peer_id=peer.id, at=at)
