"""An operator decides a dispute at the terminal, and large sums take two there as well."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.audit.models import AuditEntry
from core.audit.states import Act
from core.complaints.queries import newest_complaint
from core.complaints.states import ComplaintState, Problem, Word
from core.db import Db
from core.disputes.service import add_evidence, complain
from core.interventions.models import Intervention
from core.interventions.service import agree
from core.interventions.states import InterventionState
from core.operators.models import Operator
from core.operators.service import add_operator, disable_operator
from core.operators.states import Role
from tests.admin.terminal import Terminal
from tests.desk import Desk, open_desk
from tests.market import RULES
from tests.servers import TestServers

pytestmark = pytest.mark.fresh_db

WHY = ("--why", "It was packed badly")
HALF = ("--carrier", "50")


@pytest.fixture
async def desk(db: Db) -> AsyncIterator[Desk]:
    async with open_desk(db) as desk:
        yield desk


@pytest.fixture
async def quarrel(desk: Desk) -> Desk:
    """Give a hand-over of which both have said what was wrong."""
    deal = await desk.delivered()
    async with desk.db.begin() as session:
        at, broken = desk.now(), Word("The cup is broken", ())
        quest_id, problem = desk.quest_id, Problem.DAMAGED
        await complain(session, deal.requester, quest_id, problem, broken, rules=RULES, at=at)
        whole = Word("It was whole", ())
        later = at + timedelta(seconds=1)
        await add_evidence(session, deal.carrier, quest_id, whole, at=later)
    return desk


@pytest.fixture
def terminal(db: Db, servers: TestServers) -> Terminal:
    return Terminal(db, servers, "dispute")


async def _operator(desk: Desk, name: str, role: Role = Role.FINANCE) -> Operator:
    async with desk.db.begin() as session:
        email = f"{name}@example.org"
        made, _ = await add_operator(
            session, email=email, name=name, role=role, by=None, at=desk.now()
        )
    return made


async def _state(desk: Desk) -> ComplaintState:
    async with desk.db.begin() as session:
        found = await newest_complaint(session, desk.quest_id)
    assert found is not None
    return found.state


async def test_a_small_sum_is_decided_by_one_who_is_named_in_the_log(
    quarrel: Desk, terminal: Terminal
) -> None:
    olga = await _operator(quarrel, "olga")
    by = ("--by", "Olga@example.org", "--yes")
    code, said = await terminal.types("decide", str(quarrel.quest_id), *HALF, *WHY, *by)
    assert (code, "Decided. Both sides are told." in said) == (0, True), said
    assert await _state(quarrel) is ComplaintState.DECIDED
    async with quarrel.db.begin() as session:
        query = select(AuditEntry).where(AuditEntry.name == Act.QUEST_DECIDED)
        (act,) = (await session.scalars(query)).all()
    assert (act.by_operator_id, act.why) == (olga.id, WHY[1])


async def test_a_large_sum_waits_for_a_second_operator(
    quarrel: Desk, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOUR_EYES_ABOVE", "0")
    await _operator(quarrel, "olga")
    boris = await _operator(quarrel, "boris", Role.OWNER)
    decides = ("decide", str(quarrel.quest_id), *HALF, *WHY)
    code, said = await terminal.types(*decides, "--by", "olga@example.org", "--yes")
    assert (code, "a second operator has to agree" in said) == (0, True), said
    assert await _state(quarrel) is ComplaintState.OPEN, "nobody was told anything"
    code, said = await terminal.types(*decides, "--by", "boris@example.org", "--yes")
    assert (code, "waits for a second operator" in said) == (1, True), "not even by another one"
    async with quarrel.db.begin() as session:
        (waiting,) = (await session.scalars(select(Intervention))).all()
        await agree(session, boris, waiting.id, rules=RULES, at=quarrel.now())
        assert waiting.state is InterventionState.DONE
    assert await _state(quarrel) is ComplaintState.DECIDED


async def test_whoever_may_not_decide_does_not_at_the_terminal_either(
    quarrel: Desk, terminal: Terminal
) -> None:
    await _operator(quarrel, "sami", Role.SUPPORT)
    gone = await _operator(quarrel, "gone")
    async with quarrel.db.begin() as session:
        await disable_operator(session, gone.id, by=None, why="Left", at=quarrel.now())
    decides = ("decide", str(quarrel.quest_id), *HALF)
    for by, words in (
        ("sami@example.org", "moves no money"),
        ("gone@example.org", "No operator has the address"),
        ("ops", "No operator has the address"),
    ):
        code, said = await terminal.types(*decides, *WHY, "--by", by, "--yes")
        assert (code, words in said) == (1, True), said
    await _operator(quarrel, "olga")
    by_olga = ("--by", "olga@example.org", "--yes")
    code, said = await terminal.types(*decides, "--why", " ", *by_olga)
    assert (code, "Say why" in said) == (1, True), said
    assert await _state(quarrel) is ComplaintState.OPEN
