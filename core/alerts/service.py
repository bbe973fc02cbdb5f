"""Setting alerts and sounding them, inside the caller's transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.alerts.models import TripAlert
from core.cargo import SamePlace
from core.errors import Refused
from core.events.states import Event
from core.facts import LocalTime
from core.glidepaths.models import GlidePath
from core.glidepaths.queries import has_earlier_date
from core.glidepaths.states import PathState
from core.ids import new_id
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.peers.models import Peer
from core.peers.queries import peer_for
from core.peers.states import PeerState
from core.places.queries import places_around, two_places
from core.rules import Rules


class TooManyAlerts(Refused):
    """The Peer has as many alerts as he may keep."""


async def alerts_of(session: AsyncSession, peer: Peer) -> list[TripAlert]:
    query = select(TripAlert).where(TripAlert.peer_id == peer.id)
    return list(await session.scalars(query.order_by(TripAlert.created_at)))


async def set_alert(
    session: AsyncSession,
    peer: Peer,
    *,
    from_place_id: int,
    to_place_id: int,
    rules: Rules,
    at: datetime,
) -> None:
    """Keep an alert; one that is there already stays. Refuses `SamePlace`, `TooManyAlerts`."""
    if from_place_id == to_place_id:
        raise SamePlace
    await peer_for(session, peer.id, lock=True)
    count = await session.scalar(select(func.count()).where(TripAlert.peer_id == peer.id)) or 0
    if count >= rules.alerts:
        raise TooManyAlerts(most=rules.alerts)
    await two_places(session, from_place_id, to_place_id)
    await session.execute(
        insert(TripAlert)
        .values(
            id=new_id(at),
            peer_id=peer.id,
            from_place_id=from_place_id,
            to_place_id=to_place_id,
            created_at=at,
        )
        .on_conflict_do_nothing()
    )


async def drop_alert(session: AsyncSession, peer: Peer, alert_id: UUID) -> None:
    """Remove one's own alert; that it is gone already is as good."""
    await session.execute(
        delete(TripAlert).where(TripAlert.id == alert_id, TripAlert.peer_id == peer.id)
    )


async def drop_alerts_of(session: AsyncSession, peer: Peer) -> None:
    await session.execute(delete(TripAlert).where(TripAlert.peer_id == peer.id))


async def sound_alerts(session: AsyncSession, event: Event, *, rules: Rules) -> None:
    """Tell of a new trip everybody who waits for one between these places, except its Carrier.

    A weekly trip is news once, by its first date.
    """
    path = await session.get(GlidePath, event.about)
    if path is None or path.state is not PathState.OPEN:
        return
    if await has_earlier_date(session, path):
        return
    start, end = await two_places(session, path.from_place_id, path.to_place_id)
    waiting = await session.scalars(
        select(Peer)
        .join(TripAlert, TripAlert.peer_id == Peer.id)
        .where(
            TripAlert.from_place_id.in_(await places_around(session, start, km=rules.near_km)),
            TripAlert.to_place_id.in_(await places_around(session, end, km=rules.near_km)),
            TripAlert.peer_id != path.peer_id,
            Peer.state == PeerState.ACTIVE,
        )
        .distinct()
    )
    facts = {
        "id": str(path.id),
        "from": start.label,
        "to": end.label,
        "departs": LocalTime(path.departs_at, start.time_zone),
        "mode": path.mode.value,
    }
    for peer in waiting.all():
        await tell(
            session, peer, "trip-alert", facts, urgency=Urgency.OFFER, at=event.at,
            expires_at=path.departs_at,
        )  # fmt: skip
