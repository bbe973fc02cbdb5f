"""Keeping canned answers, and filling their gaps from a ticket."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.models import AuditEntry
from core.canned.queries import canned_answers, facts_on
from core.canned.service import drop_canned, keep_canned
from core.canned.states import (
    CannedMissing,
    CannotKeep,
    NameTaken,
    NameUnfit,
    NothingToFillIn,
    NotInEnglish,
    TextTooLong,
    UnknownGap,
    filled,
    worded_for,
)
from core.ids import new_id
from core.linkline.queries import side_on
from core.linkline.service import line_of_quest
from core.operators.models import Operator
from core.operators.service import add_operator
from core.operators.states import Role
from core.peers.states import Language
from core.quests.service import accept_offer
from core.rules import Rules
from core.tickets.service import open_ticket
from core.tickets.states import TicketCategory
from tests.conftest import NOON
from tests.market import RULES, a_deal
from tests.posts import a_peer

EN, ES = Language.ENGLISH, Language.SPANISH
OPEN = Rules(post_pause_minutes=0)


@pytest.fixture
async def ada(session: AsyncSession) -> Operator:
    operator, _ = await add_operator(
        session, email="ada@example.org", name="Ada", role=Role.SUPPORT, by=None, at=NOON
    )
    return operator


async def test_an_answer_is_kept_changed_found_and_dropped(
    session: AsyncSession, ada: Operator
) -> None:
    one = await keep_canned(
        session, ada, "  We  Look ", {EN: "We look. ", ES: "Lo miramos."}, at=NOON
    )
    assert (one.name, one.texts) == ("we look", {EN: "We look.", ES: "Lo miramos."})
    await keep_canned(session, ada, "late", {EN: "It is late."}, at=NOON)
    assert [each.name for each in await canned_answers(session)] == ["late", "we look"]
    assert [each.name for each in await canned_answers(session, find="MIRAMOS")] == ["we look"]
    again = {EN: "We look into it.", ES: " "}
    await keep_canned(session, ada, "we look", again, canned_id=one.id, at=NOON)
    assert one.texts == {EN: "We look into it."}
    await drop_canned(session, ada, one.id, at=NOON)
    assert [each.name for each in await canned_answers(session)] == ["late"]
    with pytest.raises(CannedMissing):
        await drop_canned(session, ada, one.id, at=NOON)
    noted = await session.scalars(select(AuditEntry.name).where(AuditEntry.about == one.id))
    assert sorted(noted) == ["canned_dropped", "canned_kept", "canned_kept"]


@pytest.mark.parametrize(
    ("name", "texts", "why"),
    [
        ("", {EN: "x"}, NameUnfit),
        ("a" * 41, {EN: "x"}, NameUnfit),
        ("<b>", {EN: "x"}, NameUnfit),
        ("Late", {EN: "x"}, NameTaken),
        ("new", {ES: "x"}, NotInEnglish),
        ("new", {EN: "x" * 2001}, TextTooLong),
        ("new", {EN: "Hello {nmae}"}, UnknownGap),
        ("new", {EN: "Hello {name}", ES: "Hola {}"}, UnknownGap),
    ],
)
async def test_what_cannot_be_kept_says_why(
    session: AsyncSession,
    ada: Operator,
    name: str,
    texts: dict[Language, str],
    why: type[CannotKeep],
) -> None:
    await keep_canned(session, ada, "late", {EN: "It is late."}, at=NOON)
    with pytest.raises(why):
        await keep_canned(session, ada, name, texts, at=NOON)


async def test_one_that_is_gone_is_not_kept_anew(session: AsyncSession, ada: Operator) -> None:
    with pytest.raises(CannedMissing):
        await keep_canned(session, ada, "late", {EN: "x"}, canned_id=new_id(NOON), at=NOON)


def test_a_reader_gets_his_language_or_english() -> None:
    texts = {EN: "Hello", ES: "Hola"}
    assert worded_for(texts, ES) == (ES, "Hola")
    assert worded_for(texts, Language.HINDI) == (EN, "Hello")


def test_a_gap_for_which_there_is_nothing_stops_it() -> None:
    assert filled("{name}: {ticket}", {"name": "Noor {x}", "ticket": "#1"}) == "Noor {x}: #1"
    for facts in ({}, {"quest": None}, {"quest": ""}):
        with pytest.raises(NothingToFillIn):
            filled("Your quest {quest}", facts)


async def test_a_ticket_without_a_quest_has_a_name_and_a_number(session: AsyncSession) -> None:
    noor = await a_peer(session)
    ticket = await open_ticket(
        session, noor, category=TicketCategory.OTHER, subject="Late", rules=OPEN, at=NOON
    )
    facts = await facts_on(session, ticket)
    assert facts == {"name": "Noor", "ticket": f"#{ticket.number}", "subject": "Late"}


async def test_a_ticket_of_a_quest_knows_its_way_and_the_peers_pseudonym(
    session: AsyncSession,
) -> None:
    deal = await a_deal(session)
    quest = await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
    line = await line_of_quest(session, deal.requester, quest.id, rules=RULES, at=NOON)
    ticket = await open_ticket(
        session,
        deal.requester,
        category=TicketCategory.DELIVERY,
        quest_id=quest.id,
        rules=OPEN,
        at=NOON,
    )
    facts = await facts_on(session, ticket)
    said = filled("{alias}: {quest}, {from}, {to}", facts)
    alias = (await side_on(session, line, quest.side_of(deal.requester))).alias
    assert said == f"{alias}: {str(quest.id)[-8:]}, Delhi, Mumbai"
