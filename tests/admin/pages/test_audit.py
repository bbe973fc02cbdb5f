"""The audit log leads from each act to what it was done to."""

import re
from uuid import UUID

import pytest
from sqlalchemy import select

from core.audit.service import note_act
from core.audit.states import Act
from core.broadcasts.service import draft
from core.broadcasts.states import Audience, Wording
from core.canned.service import keep_canned
from core.exports.states import as_code
from core.offers.models import Offer
from core.operators.states import Role
from core.peers.states import Language
from core.quests.service import accept_offer
from core.tickets.service import open_ticket
from core.tickets.states import TicketCategory
from core.wiring import Services
from tests.admin.console import Console, an_operator
from tests.conftest import NOON
from tests.lines import a_talk
from tests.market import RULES

_LINE = re.compile(r"<tr.*?</tr>", re.DOTALL)
_TO = re.compile(r'<td class="mono" title="([0-9a-f-]{36})"><a href="/admin([^"]+)"')


@pytest.fixture
async def subjects(house: Services, console: Console) -> dict[str, tuple[UUID, str]]:
    """Give one thing of each kind by what begins the names of acts, and the words on its page."""
    owner, _ = await an_operator(house, Role.OWNER, name="Olga")
    await console.sits_as(owner)
    words = {Language.ENGLISH: Wording("News", "More currencies")}
    async with house.db.begin() as session:
        talk = await a_talk(session)
        offer_id = await session.scalar(select(Offer.id))
        assert offer_id is not None
        quest = await accept_offer(session, talk.carla, offer_id, rules=RULES, at=NOON)
        other = TicketCategory.OTHER
        ticket = await open_ticket(session, talk.carla, category=other, rules=RULES, at=NOON)
        everybody = Audience.EVERYBODY
        broadcast = await draft(session, owner, words, audience=everybody, pace=5, at=NOON)
        texts = {Language.ENGLISH: "We look into it."}
        canned = await keep_canned(session, owner, "looking", texts, at=NOON)
    return {
        "operator_": (owner.id, "olga@example.org"),
        "operators_": (owner.id, "olga@example.org"),
        "table_": (owner.id, "Ratings"),
        "peer_written_to": (quest.id, f"{quest.id}</small>"),
        "peer_": (talk.carla.id, "Reputation"),
        "parcel_": (quest.parcel_id, f'title="{quest.parcel_id}"'),
        "ticket_": (ticket.id, f"#{ticket.number}</li>"),
        "broadcast_": (broadcast.id, "More currencies"),
        "canned_": (canned.id, "looking"),
        "hold_": (talk.line.id, "What they said"),
        "line_unmasked": (talk.line.id, "What they said"),
        "line_looked_into": (talk.line.id, "What they said"),
        "quest_": (quest.id, f"{quest.id}</small>"),
        "intervention_": (quest.id, f"{quest.id}</small>"),
    }


@pytest.mark.parametrize("act", Act)
async def test_every_act_leads_to_what_it_was_done_to(
    house: Services, console: Console, subjects: dict[str, tuple[UUID, str]], act: Act
) -> None:
    about, words = next(told for begins, told in subjects.items() if act.startswith(begins))
    async with house.db.begin() as session:
        facts = {"table": as_code("ratings")} if act is Act.TABLE_EXPORTED else {}
        await note_act(session, act, about, by=None, at=NOON, why="To be followed", facts=facts)
    log = (await console.get("/tables/audit")).text
    line = next(one for one in _LINE.findall(log) if "To be followed" in one)
    found = _TO.search(line)
    assert found is not None, line
    assert found[1] == str(about)
    page = await console.get(found[2])
    while page.is_redirect:
        page = await console.get(page.headers["Location"].removeprefix("/admin"))
    assert page.status_code == 200
    assert words in page.text


async def test_a_look_into_what_two_said_leads_to_their_quest_as_well(
    house: Services, console: Console, subjects: dict[str, tuple[UUID, str]]
) -> None:
    quest_id, _ = subjects["quest_"]
    async with house.db.begin() as session:
        await note_act(session, Act.LINE_LOOKED_INTO, quest_id, by=None, at=NOON)
    found = _TO.search((await console.get("/tables/audit")).text.partition("line looked into")[2])
    assert found is not None
    leads = await console.get(found[2])
    assert leads.headers["Location"] == f"/admin/quests/{quest_id}"


async def test_who_may_not_see_operators_gets_no_link_to_them(
    house: Services, console: Console
) -> None:
    moderator, _ = await an_operator(house, Role.MODERATOR, name="Mona")
    await console.sits_as(moderator)
    log = (await console.get("/tables/audit")).text
    assert "operator added" in log
    assert 'href="/admin/operators' not in log
