"""Something is wrong: one reports it, the other answers, a person decides."""

import pytest
from sqlalchemy import select

from core.clock import utc_now
from core.payments.queries import payment_of
from core.payments.states import PaymentState
from core.quests.models import Quest
from core.quests.states import QuestState
from core.verdicts.service import decide
from tests.bot.bargaining import ENTER, Pair, card_on, code_on
from tests.market import RULES
from tests.phones import buttons, words

pytestmark = pytest.mark.fresh_db

WRONG, SAY, CASE = "🚩 Something is wrong", "💬 Say how it was", "📄 What was said"
SOLVED = "🤝 It is solved"


@pytest.fixture
async def delivered(carried: Pair) -> Pair:
    code = await code_on(carried.ravi)
    await carried.carla.press(ENTER)
    await carried.carla.hears("The code, please")
    await carried.ravi.catch_up()
    await carried.carla.text(code)
    await carried.ravi.hears("If all is well, you need not do anything")
    return carried


async def _report(pair: Pair) -> None:
    """Let Ravi report with a photo that it is broken."""
    await pair.carla.catch_up()
    await pair.ravi.press(WRONG)
    await pair.ravi.hears("What is wrong?")
    await pair.ravi.press("It is damaged")
    await pair.ravi.hears("What happened?")
    await pair.ravi.photo("red")
    await pair.ravi.hears("One photo")
    await pair.ravi.text("The <cup> is broken")
    await pair.ravi.hears("The <cup> is broken")
    await pair.ravi.press("✅ Send")
    await pair.ravi.hears("The other side is asked")


async def _decide(pair: Pair, percent: int) -> None:
    async with pair.services.db.begin() as session:
        quest = (await session.scalars(select(Quest))).one()
        await decide(
            session,
            quest.id,
            carrier_percent=percent,
            why="It was packed badly",
            by="ops",
            rules=RULES,
            at=utc_now(),
        )


async def test_both_are_heard_and_agree_to_what_a_person_decides(delivered: Pair) -> None:
    carla, ravi = delivered.carla, delivered.ravi
    await _report(delivered)
    card = await carla.hears("The other side reports: 💔 It is damaged.")
    assert "“The <cup> is broken”" in words(card)
    assert buttons(card)[:2] == [SAY, CASE]
    assert buttons(await card_on(ravi, "You reported"))[:3] == [SAY, CASE, SOLVED]
    await carla.press(CASE)
    assert (await carla.hears(lambda message: "photo" in message))["photo"]
    await carla.hears("Sender")
    await carla.press(SAY)
    await carla.hears("How was it?")
    await ravi.catch_up()
    await carla.text("It was whole")
    await carla.hears("It was whole")
    await carla.press("✅ Send")
    await carla.hears("The other side and the person who decides")
    await ravi.hears("The other side has answered: “It was whole”")
    await _decide(delivered, 40)
    for person in (carla, ravi):
        await person.hears("€4.00 for the Carrier, €6.60 back to the sender. “It was packed badly”")
        await person.press("👍 I agree")
    await carla.hears("€4.00 is yours")
    await ravi.hears("€6.60 goes back to you")
    async with delivered.services.db.begin() as session:
        quest = (await session.scalars(select(Quest))).one()
        payment = await payment_of(session, quest.id)
    assert quest.state is QuestState.RESOLVED
    assert payment is not None
    assert payment.state is PaymentState.RELEASING


async def test_what_is_decided_is_looked_at_once_more_and_then_final(delivered: Pair) -> None:
    carla, ravi = delivered.carla, delivered.ravi
    await _report(delivered)
    await carla.hears("The other side reports")
    await carla.press(SAY)
    await carla.hears("How was it?")
    await carla.text("No")
    await carla.hears("No")
    await carla.press("✅ Send")
    await ravi.hears("The other side has answered")
    await _decide(delivered, 0)
    await carla.hears("€0.00 for the Carrier")
    await ravi.catch_up()
    await carla.press("⚖️ Appeal")
    await carla.hears("Why should it be looked at again?")
    await carla.text("Look at my photo")
    await carla.hears("Look at my photo")
    await carla.press("✅ Send")
    await carla.hears("What is decided now is final")
    assert "⚖️ Appeal" not in buttons(await ravi.hears("There is an appeal"))
    await _decide(delivered, 100)
    await carla.hears("€10.00 is yours")
    await ravi.hears("The Carrier has earned the money")


async def test_who_says_that_it_is_solved_is_asked_and_pays(delivered: Pair) -> None:
    await _report(delivered)
    asked = await delivered.ravi.press(SOLVED)
    assert asked is not None
    assert "€10.00 goes to the Carrier at once" in asked["text"]
    await delivered.ravi.hears(lambda message: "🤝 Yes, it is solved" in buttons(message))
    await delivered.ravi.press("Not yet")
    await delivered.ravi.hears(lambda message: SOLVED in buttons(message))
    await delivered.ravi.press(SOLVED)
    await delivered.ravi.hears(lambda message: "🤝 Yes, it is solved" in buttons(message))
    await delivered.ravi.press("🤝 Yes, it is solved")
    await delivered.carla.hears("Tell Stripe which bank it goes to")


async def test_a_complaint_that_is_too_early_is_answered_kindly(carried: Pair) -> None:
    await carried.ravi.press(WRONG)
    await carried.ravi.hears("What is wrong?")
    await carried.ravi.press("It has not arrived")
    await carried.ravi.hears("What happened?")
    await carried.ravi.text("Where is it?")
    await carried.ravi.hears("Where is it?")
    await carried.ravi.press("✅ Send")
    await carried.ravi.hears("Before the planned meeting nobody is late")


async def test_a_forwarded_photo_is_no_evidence(delivered: Pair) -> None:
    await delivered.ravi.press(WRONG)
    await delivered.ravi.hears("What is wrong?")
    await delivered.ravi.press("Something else is inside")
    await delivered.ravi.hears("What happened?")
    await delivered.ravi.photo("blue", forward_from={"first_name": "Somebody"})
    await delivered.ravi.hears("A forwarded photo proves nothing")
