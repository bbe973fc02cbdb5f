"""Help on a phone: what concerns one now, a search in one's own words, and whether it helped."""

import pytest
from sqlalchemy import select

from core.articles.models import HelpMiss, HelpVerdict
from core.wiring import Services
from tests.bot.bargaining import Pair
from tests.phones import Person, buttons, words

pytestmark = pytest.mark.fresh_db


async def test_a_question_finds_an_article_and_its_next_step(
    maya: Person, bot_services: Services
) -> None:
    await maya.text("/help")
    start = await maya.hears("Type your question")
    assert "How do I send something?" in buttons(start), "who has nothing yet is led to begin"
    await maya.text("when will i get my refnud")
    found = await maya.hears("This may help")
    assert buttons(found)[0] == "When do I get my money back?"
    await maya.press("When do I get my money back?")
    shown = await maya.hears("five to ten days")
    assert "<b>" not in words(shown)
    await maya.press("That helped")
    judged = await maya.hears("Good to know")
    assert "👍 That helped" not in buttons(judged)
    await maya.press("Back")
    await maya.hears("This may help")
    await maya.text("how do I cancel the delivery I paid for")
    await maya.hears("This may help")
    await maya.press("How do I cancel as a sender?")
    await maya.hears("50 %")
    await maya.press("To my deliveries")
    await maya.hears("CargoQuests")
    async with bot_services.db.begin() as session:
        (counted,) = await session.scalars(select(HelpVerdict))
    assert (counted.slug, counted.helped, counted.failed) == ("refund", 1, 0)


async def test_what_nobody_knows_leads_to_a_person(maya: Person, bot_services: Services) -> None:
    await maya.text("/help")
    await maya.hears("Type your question")
    await maya.text("xyzzy plugh")
    nothing = await maya.hears("I found nothing about that")
    assert "🎧 Talk to a person" in buttons(nothing)
    await maya.press("Talk to a person")
    await maya.hears("What is it about?")
    await maya.text("My question is hard")
    kept = await maya.hears("Kept as #")
    await maya.text("/help")
    again = await maya.hears("Type your question")
    number = words(kept).split("#")[1].split(".")[0]
    assert f"🎧 Your conversation #{number} with Support" in buttons(again)
    await maya.text("when will i get my refnud")
    await maya.hears("This may help")
    await maya.press("Talk to a person")
    await maya.hears("What is it about?")
    async with bot_services.db.begin() as session:
        missed = await session.scalars(select(HelpMiss).order_by(HelpMiss.question))
        counted = [(one.question, one.nothing, one.no_help) for one in missed]
    assert counted == [("when will i get my refnud", 0, 1), ("xyzzy plugh", 1, 0)]


async def test_a_topic_lists_its_articles(maya: Person) -> None:
    await maya.text("/help")
    await maya.hears("Type your question")
    await maya.press("When it goes wrong")
    listed = await maya.hears("Choose, or type your question")
    assert "My parcel has not arrived" in buttons(listed)
    await maya.press("My parcel has not arrived")
    await maya.hears("7 days after the planned hand-over")
    await maya.press("Not yet")
    sorry = await maya.hears("Sorry. Type it in other words")
    await maya.press("Talk to a person", on=sorry)
    await maya.hears("You are with Support")


async def test_a_quest_under_way_comes_first_and_a_complaint_knows_a_person(funded: Pair) -> None:
    ravi = funded.ravi
    await ravi.text("/help")
    start = await ravi.hears("This may concern you now")
    assert buttons(start)[0].endswith(": the pick-up")
    await ravi.press("the pick-up")
    await ravi.hears("What happens at the pick-up?")
    await ravi.press("To my deliveries")
    await ravi.hears("CargoQuests")
    await ravi.press("Something is wrong")
    await ravi.hears("What is wrong?")
    await ravi.press("Talk to a person")
    await ravi.hears("You are with Support")
    await ravi.text("He wants more money")
    await ravi.hears("I have put your delivery with it")
