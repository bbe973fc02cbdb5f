"""What MissionControl says of how quickly Peers are answered."""

import re

import pytest

from core.articles.service import judge, note_miss
from core.casework.service import close
from core.operators.states import Role
from core.peers.states import Language
from core.wiring import Services
from tests.admin.console import Clock, Console, an_operator
from tests.conftest import NOON
from tests.helpdesk import a_helpdesk

pytestmark = pytest.mark.fresh_db


@pytest.fixture
async def seated(house: Services, console: Console) -> Console:
    operator, _ = await an_operator(house, Role.SUPPORT, name="Sami")
    await console.sits_as(operator)
    return console


def _read(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


async def test_who_waited_how_long_by_what_and_language(house: Services, seated: Console) -> None:
    helpdesk = await a_helpdesk(house.db)
    said = await helpdesk.write("Where is it?")
    helpdesk.wait(hours=3)
    await helpdesk.answer(said.ticket_id, "At your door")
    read = _read((await seated.get("/support")).text)
    assert "Tickets opened 1 0 without an answer yet" in read
    assert "First answer 3.0 h median; 9 of 10 within 3.0 h" in read
    assert "other 1 0 3.0 h 3.0 h" in read
    assert "English 1 0 3.0 h" in read
    assert "other, English 1 0" in read
    assert re.search(r"Solved \S median", read)
    helpdesk.wait(hours=1)
    async with house.db.begin() as session:
        await close(session, helpdesk.agent, said.ticket_id, **helpdesk.ways(), at=helpdesk.at)
    assert "Solved 4.0 h median" in _read((await seated.get("/support")).text)
    nothing = (await seated.get("/support?first=2026-01-01&last=2026-01-31")).text
    assert "No ticket was opened in these days" in nothing


async def test_what_help_lacks_is_listed_for_the_days_that_are_asked_for(
    house: Services, seated: Console, clock: Clock
) -> None:
    async with house.db.begin() as session:
        for _ in range(3):
            await judge(session, Language.SPANISH, "refund", has_helped=False, at=NOON)
        await note_miss(session, Language.HINDI, "tiger", was_found=False, at=NOON)
        await note_miss(session, Language.HINDI, "tiger", was_found=True, at=NOON)
    read = _read((await seated.get("/support")).text)
    assert "refund Spanish 0 3" in read
    assert "tiger Hindi 1 1" in read
    clock.passes(days=60)
    operator, _ = await an_operator(house, Role.SUPPORT, name="Omar")
    await seated.sits_as(operator)
    later = _read((await seated.get("/support")).text)
    assert "tiger" not in later
    assert "Everything that was asked had an answer" in later
    before = _read((await seated.get(f"/support?first={NOON.date()}&last={NOON.date()}")).text)
    assert "tiger Hindi 1 1" in before


async def test_who_only_looks_reads_none_of_it(house: Services, console: Console) -> None:
    operator, _ = await an_operator(house, Role.VIEWER)
    await console.sits_as(operator)
    assert (await console.get("/support")).status_code == 403
