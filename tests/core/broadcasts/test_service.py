"""Everybody who is meant is told once, in his language, at the pace, whatever happens meanwhile."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.broadcasts.models import Broadcast
from core.broadcasts.service import ANNOUNCEMENT, draft, steer, tell_more
from core.broadcasts.states import (
    EVERY_SECONDS,
    Audience,
    BroadcastEvent,
    BroadcastMovedOn,
    BroadcastState,
    CannotBroadcast,
    EnglishMissing,
    HalfWorded,
    PaceOutOfRange,
    Wording,
    WordsTooLong,
)
from core.operators.models import Operator
from core.operators.service import add_operator
from core.operators.states import Role
from core.outbox.models import OutboxRow
from core.peers.states import Language
from tests.conftest import NOON
from tests.market import posted_trip
from tests.posts import a_peer

ENGLISH = {Language.ENGLISH: Wording("New", "You can pay in more currencies.")}
BOTH = {**ENGLISH, Language.SPANISH: Wording("Nuevo", "Puedes pagar en más monedas.")}


async def an_owner(session: AsyncSession) -> Operator:
    made, _ = await add_operator(
        session, email="o@example.org", name="Olga", role=Role.OWNER, by=None, at=NOON
    )
    return made


async def started(
    session: AsyncSession, *, audience: Audience = Audience.EVERYBODY, pace: int = 1
) -> tuple[Operator, Broadcast]:
    olga = await an_owner(session)
    made = await draft(session, olga, BOTH, audience=audience, pace=pace, at=NOON)
    return olga, await steer(session, olga, made.id, BroadcastEvent.START, at=NOON)


async def told(session: AsyncSession) -> list[str]:
    await session.flush()
    rows = await session.scalars(select(OutboxRow).where(OutboxRow.notice == ANNOUNCEMENT))
    return [str(row.content["title"]) for row in rows]


async def test_everybody_is_told_once_in_his_language_at_the_pace(session: AsyncSession) -> None:
    for number in range(EVERY_SECONDS + 2):
        peer = await a_peer(session, f"Peer {number}")
        if number == 0:
            peer.language = Language.SPANISH
    _, broadcast = await started(session)
    assert broadcast.expected == EVERY_SECONDS + 2
    assert await tell_more(session, at=NOON) == EVERY_SECONDS
    assert await tell_more(session, at=NOON + timedelta(seconds=5)) == 2
    assert await tell_more(session, at=NOON + timedelta(seconds=10)) == 0
    assert (broadcast.state, broadcast.told) == (BroadcastState.DONE, EVERY_SECONDS + 2)
    assert sorted(await told(session)) == ["New"] * (EVERY_SECONDS + 1) + ["Nuevo"]


async def test_only_those_who_are_meant_are_told(session: AsyncSession) -> None:
    carla = await a_peer(session, "Carla")
    await a_peer(session, "Ravi")
    await posted_trip(session, carla)
    _, broadcast = await started(session, audience=Audience.CARRIERS)
    await tell_more(session, at=NOON)
    assert (broadcast.expected, broadcast.told, broadcast.told_to) == (1, 1, carla.id)


async def test_what_is_paused_tells_nobody_and_goes_on_where_it_was(session: AsyncSession) -> None:
    for number in range(EVERY_SECONDS + 1):
        await a_peer(session, f"Peer {number}")
    olga, broadcast = await started(session)
    await tell_more(session, at=NOON)
    await steer(session, olga, broadcast.id, BroadcastEvent.PAUSE, at=NOON)
    assert await tell_more(session, at=NOON) == 0
    await steer(session, olga, broadcast.id, BroadcastEvent.RESUME, at=NOON)
    assert await tell_more(session, at=NOON) == 1
    assert len(await told(session)) == EVERY_SECONDS + 1


async def test_what_is_cancelled_is_over_for_good(session: AsyncSession) -> None:
    await a_peer(session)
    olga, broadcast = await started(session)
    await steer(session, olga, broadcast.id, BroadcastEvent.CANCEL, at=NOON)
    assert await tell_more(session, at=NOON) == 0
    for event in (BroadcastEvent.RESUME, BroadcastEvent.START, BroadcastEvent.CANCEL):
        with pytest.raises(BroadcastMovedOn):
            await steer(session, olga, broadcast.id, event, at=NOON)


@pytest.mark.parametrize(
    ("wordings", "pace", "refusal"),
    [
        ({Language.SPANISH: Wording("Nuevo", "Texto")}, 5, EnglishMissing),
        ({**ENGLISH, Language.HINDI: Wording("नया", " ")}, 5, HalfWorded),
        ({Language.ENGLISH: Wording("x" * 81, "Text")}, 5, WordsTooLong),
        ({Language.ENGLISH: Wording("New", "x" * 2_001)}, 5, WordsTooLong),
        (ENGLISH, 0, PaceOutOfRange),
        (ENGLISH, 21, PaceOutOfRange),
    ],
)
async def test_what_cannot_be_told_is_not_kept(
    session: AsyncSession,
    wordings: dict[Language, Wording],
    pace: int,
    refusal: type[CannotBroadcast],
) -> None:
    olga = await an_owner(session)
    with pytest.raises(refusal):
        await draft(session, olga, wordings, audience=Audience.EVERYBODY, pace=pace, at=NOON)
    assert not (await session.scalars(select(Broadcast))).all()
