"""Reading scenes: one round trip to the database for many, instead of ten for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from core.facts import PlaceLabel
from core.linkline.queries import Phone
from core.linkline.states import LineMissing, Phase, phase_of
from core.offers.states import Side
from core.peers.models import Peer
from core.quests.states import QuestState
from core.rules import Rules

_SCENE = text("""
    SELECT asked.channel_id, line.id, line.carrier_id = asked.peer_id AS is_carrier,
        mine.alias AS alias, mine.is_warned, mine.has_shown_self, mine.is_paused,
        other.is_muted AS is_silent,
        newest.state AS quest_state, newest.ended_at,
        EXISTS (
            SELECT FROM offer
            WHERE offer.parcel_id = line.parcel_id AND offer.path_id = line.path_id
              AND offer.state = 'open'
        ) AS has_offer,
        EXISTS (
            SELECT FROM peer_block
            WHERE peer_id IN (line.carrier_id, line.requester_id)
              AND blocked_id IN (line.carrier_id, line.requester_id)
        ) AS is_apart,
        EXISTS (
            SELECT FROM link_message
            WHERE link_message.line_id = line.id AND side = mine.side
              AND state IN ('looking', 'waiting')
        ) AS has_waiting,
        ARRAY(
            SELECT content->>'text' FROM link_message
            WHERE link_message.line_id = line.id AND side = mine.side AND state = 'sent'
            ORDER BY place DESC LIMIT 4
        ) AS earlier,
        ARRAY(
            SELECT home.country FROM peer JOIN place AS home ON home.id = peer.home_place_id
            WHERE peer.id IN (line.carrier_id, line.requester_id)
        ) AS homes,
        ARRAY(
            SELECT jsonb_build_array(
                channel.id, coalesce(seat.line_id = line.id, false), channel.state = 'blocked'
            )
            FROM channel LEFT JOIN link_seat AS seat ON seat.channel_id = channel.id
            WHERE channel.kind = 'telegram' AND channel.peer_id
                = CASE
                    WHEN line.carrier_id = asked.peer_id THEN line.requester_id
                    ELSE line.carrier_id
                END
            ORDER BY channel.id
        ) AS phones,
        start.name AS from_name, start.region AS from_region, start.country AS from_country,
        start.code AS from_code,
        goal.name AS to_name, goal.region AS to_region, goal.country AS to_country,
        goal.code AS to_code
    FROM unnest(:peers, :lines, :channels) AS asked (peer_id, line_id, channel_id)
    LEFT JOIN link_seat ON link_seat.channel_id = asked.channel_id
    JOIN link_line AS line ON line.id = coalesce(asked.line_id, link_seat.line_id)
        AND asked.peer_id IN (line.carrier_id, line.requester_id)
    JOIN link_side AS mine ON mine.line_id = line.id AND mine.side
        = CASE WHEN line.carrier_id = asked.peer_id THEN 'carrier' ELSE 'requester' END
    JOIN link_side AS other ON other.line_id = line.id AND other.side <> mine.side
    JOIN drop_parcel AS parcel ON parcel.id = line.parcel_id
    JOIN place AS start ON start.id = parcel.from_place_id
    JOIN place AS goal ON goal.id = parcel.to_place_id
    LEFT JOIN LATERAL (
        SELECT quest.state, quest.ended_at FROM quest
        WHERE quest.parcel_id = line.parcel_id AND quest.path_id = line.path_id
        ORDER BY quest.accepted_at DESC LIMIT 1
    ) AS newest ON true
""").bindparams(
    bindparam("peers", type_=ARRAY(Uuid)),
    bindparam("lines", type_=ARRAY(Uuid)),
    bindparam("channels", type_=ARRAY(Uuid)),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """`alias` is the writer's, and `phones` are those of the other side.

    `earlier` are the writer's last texts, the newest last; `countries` those where numbers may be
    dialed without a code. `has_waiting` when something he wrote is not sent yet.
    """

    line_id: UUID
    side: Side
    alias: str
    is_warned: bool
    has_shown_self: bool
    is_paused: bool
    is_silent: bool
    quest: QuestState | None
    ended_at: datetime | None
    has_offer: bool
    is_apart: bool
    has_waiting: bool
    earlier: tuple[str, ...]
    countries: frozenset[str]
    phones: tuple[Phone, ...]
    route: Mapping[str, PlaceLabel]

    def phase(self, *, rules: Rules, at: datetime) -> Phase:
        """Tell how far the two have come; it is over once one has blocked the other."""
        if self.is_apart:
            return Phase.OVER
        return phase_of(
            self.quest,
            ended_at=self.ended_at,
            has_offer=self.has_offer,
            days_after=rules.line_days_after,
            at=at,
        )


async def scene_on(session: AsyncSession, peer: Peer, line_id: UUID) -> Scene:
    """Read the scene of a line of this Peer, or refuse `LineMissing`."""
    found = await _rows(session, [(peer.id, line_id, None)])
    if not found:
        raise LineMissing
    return _scene_in(found[0])


class Scenes:
    """The scenes of several phones that share a transaction, all read when the first is asked for.

    What somebody else changes in the same transaction is not seen: it comes after.
    """

    def __init__(self, session: AsyncSession, phones: Mapping[UUID, UUID]) -> None:
        """`phones` tells whose each channel is."""
        self._session = session
        self._phones = phones
        self._found: dict[UUID, Scene] | None = None

    async def at(self, peer: Peer, channel_id: UUID) -> Scene | None:
        """Give the scene of the line on which a Peer is with a phone; none when he is on none."""
        if self._phones.get(channel_id) != peer.id:
            found = await _rows(self._session, [(peer.id, None, channel_id)])
            return _scene_in(found[0]) if found else None
        if self._found is None:
            wanted = [(peer_id, None, one) for one, peer_id in self._phones.items()]
            rows = await _rows(self._session, wanted)
            self._found = {row["channel_id"]: _scene_in(row) for row in rows}
        return self._found.get(channel_id)


async def _rows(
    session: AsyncSession, wanted: Sequence[tuple[UUID, UUID | None, UUID | None]]
) -> Sequence[Mapping[str, Any]]:
    names = ("peers", "lines", "channels")
    columns = [list(column) for column in zip(*wanted, strict=True)]
    found = await session.execute(_SCENE, dict(zip(names, columns, strict=True)))
    return [dict(row) for row in found.mappings()]


def _scene_in(row: Mapping[str, Any]) -> Scene:
    start, goal = (_label(row, end) for end in ("from", "to"))
    return Scene(
        line_id=row["id"],
        side=Side.CARRIER if row["is_carrier"] else Side.REQUESTER,
        alias=row["alias"],
        is_warned=row["is_warned"],
        has_shown_self=row["has_shown_self"],
        is_paused=row["is_paused"],
        is_silent=row["is_silent"],
        quest=None if row["quest_state"] is None else QuestState(row["quest_state"]),
        ended_at=row["ended_at"],
        has_offer=row["has_offer"],
        is_apart=row["is_apart"],
        has_waiting=row["has_waiting"],
        earlier=tuple(one for one in reversed(row["earlier"]) if one),
        countries=frozenset({start.country, goal.country, *row["homes"]}),
        phones=tuple(Phone(UUID(one), here, blocked) for one, here, blocked in row["phones"]),
        route={"from": start, "to": goal},
    )


def _label(row: Mapping[str, Any], end: str) -> PlaceLabel:
    name, region, country, code = (
        row[f"{end}_{one}"] for one in ("name", "region", "country", "code")
    )
    return PlaceLabel(name, region, country, code)
