"""The whole life of a ticket: a Peer's phone, and a group of ours with a topic for each ticket."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

from core.attachments.flows import attached
from core.messages.states import Content, MessageKind
from core.support.service import FROM_A_PROGRAM, answer
from core.tickets.models import Ticket
from core.tickets.service import agent_met
from core.tickets.states import AgentSource
from core.wiring import Services
from tests.bot.conftest import PushedClock, join, running_bot
from tests.bot.groups import Member, a_group
from tests.enclosed import a_pdf
from tests.phones import Json, Person, Phones, buttons, words
from tests.pictures import a_telling_picture
from tests.sandboxes import TOKEN, USERNAME

pytestmark = pytest.mark.fresh_db

TICK = "👌"


@dataclass
class Desk:
    """Noor, who asks, and Asha and Omar, who answer in their group."""

    phones: Phones
    noor: Person
    asha: Member
    omar: Member
    group_id: int
    services: Services
    http: aiohttp.ClientSession

    async def opens(self, said: str = "My parcel is late") -> tuple[Json, int]:
        """Let Noor go to a person and write; answer what came to the desk, and its topic."""
        await self.noor.text("/help")
        await self.noor.hears("Type your question")
        await self.noor.press("Talk to a person")
        await self.noor.hears("What is it about?")
        await self.noor.press("A delivery")
        await self.noor.hears("You are with Support")
        await self.noor.text(said)
        await self.noor.hears("Kept as #")
        heard = await self.asha.sees(said)
        return heard, heard["message_thread_id"]

    async def ask_bot_api(self, method: str, **params: object) -> None:
        """Do at Telegram what somebody in the group may do with his phone."""
        body = {"chat_id": self.group_id, **params}
        async with self.http.post(f"/bot{TOKEN}/{method}", json=body) as response:
            assert response.ok, await response.text()

    async def shown(self) -> list[Json]:
        return [one for one in await self.asha.messages() if not one.get("deleted")]


@pytest.fixture
async def desk(bot_services: Services, sandbox_url: str) -> AsyncIterator[Desk]:
    async with (
        Phones.at(sandbox_url, bot=USERNAME) as phones,
        aiohttp.ClientSession(sandbox_url) as http,
    ):
        noor = await phones.person("Noor")
        ours = [await phones.person(name) for name in ("Asha", "Omar")]
        group_id = await a_group(phones, *ours)
        services = _with_desk(bot_services, group_id)
        async with running_bot(services):
            await join(noor, home="Delhi")
            asha, omar = (Member(one, group_id) for one in ours)
            yield Desk(phones, noor, asha, omar, group_id, services, http)


def _with_desk(services: Services, group_id: int) -> Services:
    settings = services.settings.model_copy(update={"telegram_operators_chat": group_id})
    return replace(services, settings=settings)


def _ticked(message: Json) -> Any:
    """Tell whether an event is the tick below this message."""

    def fits(event: Json) -> bool:
        data = event["data"]
        told = data.get("message", data)
        is_it = told.get("message_id") == message["message_id"]
        return is_it and TICK in str(data)

    return fits


async def test_the_whole_life_of_a_ticket(desk: Desk) -> None:
    noor, asha, omar = desk.noor, desk.asha, desk.omar
    _, thread = await desk.opens()
    card = next(one for one in await desk.shown() if "🎫" in words(one))
    assert card["message_thread_id"] == thread
    assert "Waits" not in words(card)

    answered = await asha.in_topic(thread).text("Where was it last?")
    heard = await noor.hears("Where was it last?")
    assert "🎧 Support" in words(heard)
    assert "Asha" not in words(heard)
    await asha.wait_for(_ticked(answered))
    await asha.sees(lambda message: "⏳ Waits for the Peer" in words(message))

    await noor.photo(caption="Here, in Delhi")
    photo = await omar.sees("Here, in Delhi")
    assert "photo" in photo
    assert photo["message_thread_id"] == thread

    await omar.in_topic(thread).text("/note She is a regular")
    await asha.in_topic(thread).text("It is on its wya")
    typo = await noor.hears("on its wya")
    said = next(one for one in reversed(await desk.shown()) if "its wya" in words(one))
    await asha.edit(said, text="It is on its way")
    corrected = await noor.hears("on its way")
    assert corrected["message_id"] == typo["message_id"]
    assert not any("regular" in words(one) for one in await noor.messages())

    await asha.press("Solved", on=await _card(desk))
    solved = await noor.hears("Solved, we think")
    await noor.press("4 ⭐", on=solved)
    await noor.hears("You gave 4 of 5")
    await asha.sees("The Peer gives 4 of 5")

    await noor.reply(corrected, "It is still not here")
    back = await asha.sees("It is still not here")
    assert back["message_thread_id"] == thread, "it is the same conversation"
    await asha.sees("The Peer has written again")


async def _card(desk: Desk) -> Json:
    return next(one for one in reversed(await desk.shown()) if "🎫" in words(one))


async def test_documents_go_both_ways_without_their_author(desk: Desk) -> None:
    _, thread = await desk.opens()
    await desk.noor.document("Noor's ticket.pdf", a_pdf())
    came = await desk.asha.sees(lambda message: "document" in message)
    assert came["document"]["file_name"] == "document.pdf"
    await desk.asha.in_topic(thread).document("form of Asha.pdf", a_pdf(), caption="Fill it in")
    heard = await desk.noor.hears("Fill it in")
    assert heard["document"]["file_name"] == "document.pdf"
    await desk.noor.document("virus.exe", b"MZ\x90\x00" + b"\x00" * 100)
    await desk.noor.hears("Your file did not reach Support")


async def test_a_picture_from_missioncontrol_comes_with_its_words_and_stands_in_the_topic(
    desk: Desk,
) -> None:
    _, thread = await desk.opens()
    services, at = desk.services, desk.services.clock()
    async with services.db.begin() as session:
        ticket_id = await session.scalar(select(Ticket.id))
        assert ticket_id is not None
        sami = await agent_met(session, AgentSource.CONSOLE, "1", "Sami", at=at)
    said = Content(MessageKind.TEXT, "It should look like this")
    rules, picture = services.settings, a_telling_picture(size=(96, 48))
    async with (
        attached(services.db, services.storage, ticket_id, picture, at=at) as attachment,
        services.db.begin() as session,
    ):
        ways: Any = {"desk": rules.desk, "rules": rules, "at": at}
        await answer(session, sami, ticket_id, said, FROM_A_PROGRAM, attachment=attachment, **ways)
    heard = await desk.noor.hears("It should look like this")
    assert "🎧 Support" in words(heard)
    assert "Sami" not in words(heard)
    assert (heard["photo"][-1]["width"], heard["photo"][-1]["height"]) == (48, 96)
    there = await desk.asha.sees("It should look like this")
    assert there["message_thread_id"] == thread
    assert "photo" in there
    await desk.noor.reply(heard, "Mine does not")
    back = await desk.asha.sees("Mine does not")
    assert back["reply_to_message"]["message_id"] == there["message_id"]


async def test_a_message_that_is_taken_back_goes_on_both_sides(desk: Desk) -> None:
    _, thread = await desk.opens()
    said = await desk.noor.text("My card is 4242")
    await desk.asha.sees("4242")
    await desk.noor.reply(said, "/unsend")
    await desk.asha.wait_for(lambda event: event["event"] == "deleted")
    assert not any("4242" in words(one) for one in await desk.shown())
    answered = await desk.asha.in_topic(thread).text("Wrong ticket")
    await desk.noor.hears("Wrong ticket")
    await desk.noor.catch_up()
    await desk.asha.in_topic(thread).text("/unsend", reply_to=answered["message_id"])
    await desk.noor.wait_for(lambda event: event["event"] == "deleted")
    assert not any("Wrong ticket" in words(one) for one in await desk.noor.messages()
                   if not one.get("deleted"))  # fmt: skip


async def test_a_topic_that_is_closed_opens_again_and_one_that_is_lost_is_made_anew(
    desk: Desk,
) -> None:
    _, thread = await desk.opens()
    await desk.ask_bot_api("closeForumTopic", message_thread_id=thread)
    await desk.noor.text("Anybody there?")
    heard = await desk.asha.sees("Anybody there?")
    assert heard["message_thread_id"] == thread
    await desk.ask_bot_api("deleteForumTopic", message_thread_id=thread)
    await desk.noor.text("Hello again?")
    heard = await desk.asha.sees("Hello again?")
    assert heard["message_thread_id"] != thread
    await desk.asha.in_topic(heard["message_thread_id"]).text("Yes, here I am")
    await desk.noor.hears("Yes, here I am")


async def test_a_group_without_topics_works_by_answers(
    bot_services: Services, sandbox_url: str
) -> None:
    async with Phones.at(sandbox_url, bot=USERNAME) as phones:
        noor, asha = await phones.person("Noor"), await phones.person("Asha")
        group_id = await a_group(phones, asha, is_forum=False)
        member = Member(asha, group_id)
        async with running_bot(_with_desk(bot_services, group_id)):
            await join(noor, home="Delhi")
            await noor.text("/help")
            await noor.hears("Type your question")
            await noor.press("Talk to a person")
            await noor.hears("What is it about?")
            await noor.text("I need a person")
            await noor.hears("Kept as #")
            heard = await member.sees("I need a person")
            assert words(heard).startswith("#")
            await member.text("We talk about lunch")
            await member.reply(heard, "Here is one")
            await noor.hears("Here is one")
            assert not any("lunch" in words(one) for one in await noor.messages())


async def test_commands_in_a_topic_do_what_they_say(desk: Desk) -> None:
    _, thread = await desk.opens()
    topic = desk.asha.in_topic(thread)
    await topic.text("/assign")
    await desk.asha.sees(lambda message: "🎫" in words(message) and "Asha" in words(message))
    await topic.text("/tag late, Delhi")
    await desk.asha.sees("🏷 delhi, late")
    await topic.text("/priority urgent")
    await desk.asha.sees("🔴 urgent")
    await topic.text("/nonsense")
    await desk.asha.sees("I do not know that command")
    await topic.text("/merge 999")
    await desk.asha.sees("not there any more")
    await topic.text("/close")
    await desk.asha.sees("⚪️ Closed")
    await desk.noor.text("And another thing")
    await desk.noor.hears("Kept as #")
    heard = await desk.asha.sees("And another thing")
    assert heard["message_thread_id"] != thread


async def test_an_answer_to_somebody_who_has_blocked_the_bot_waits(desk: Desk) -> None:
    _, thread = await desk.opens()
    await desk.noor.block()
    answered = await desk.asha.in_topic(thread).text("Are you there?")
    await desk.asha.sees("The Peer has blocked the bot")
    await desk.noor.unblock()
    await desk.noor.start()
    await desk.noor.hears("Are you there?")
    await desk.asha.wait_for(_ticked(answered))


async def test_what_is_typed_nowhere_is_asked_about_while_a_ticket_is_open(desk: Desk) -> None:
    _, thread = await desk.opens()
    await desk.noor.text("/leave")
    await desk.noor.hears("You have left Support")
    await desk.noor.text("/menu")
    await desk.noor.hears("What would you like to do")
    await desk.noor.text("One more thing")
    asked = await desk.noor.hears("For whom is this?")
    assert buttons(asked) == ["🎧 Support"]
    await desk.noor.press("Support", on=asked)
    heard = await desk.asha.sees("One more thing")
    assert heard["message_thread_id"] == thread


async def test_support_has_a_topic_of_its_own_where_there_are_topics(desk: Desk) -> None:
    await desk.phones.switch(has_topics_enabled=True)
    _, thread = await desk.opens()
    await desk.asha.in_topic(thread).text("Hello Noor")
    heard = await desk.noor.hears("Hello Noor")
    (topic,) = await desk.noor.topics()
    assert "Support" in topic["name"]
    assert heard["message_thread_id"] == topic["message_thread_id"]
    await desk.noor.text("/leave")
    await desk.noor.hears("You have left Support")
    await desk.noor.in_topic(topic).text("Thank you")
    assert (await desk.asha.sees("Thank you"))["message_thread_id"] == thread


async def test_who_is_forgotten_is_gone_from_the_desk_as_well(desk: Desk) -> None:
    await desk.opens("My name is Noor")
    await desk.asha.catch_up()
    await desk.noor.text("/privacy")
    await desk.noor.hears("Your data")
    await desk.noor.press("Forget me")
    await desk.noor.hears("Shall we forget you?")
    await desk.noor.press("Yes, forget me")
    await desk.noor.hears("Forgotten")
    await desk.asha.wait_for(
        lambda event: event["event"] == "chat" and event["data"].get("topics") == []
    )
    assert not any("Noor" in words(one) for one in await desk.shown())


async def test_nobody_there_says_when_somebody_is(desk: Desk, clock: PushedClock) -> None:
    settings = desk.services.settings
    assert settings.support_zone == "UTC"
    await desk.noor.text("/help")
    await desk.noor.hears("Type your question")
    await desk.noor.press("Talk to a person")
    await desk.noor.hears("What is it about?")
    await desk.noor.press("Money")
    here = await desk.noor.hears("You are with Support")
    assert ("Somebody is there now" in words(here)) is settings.office.is_open(clock())


async def test_albums_stay_together_both_ways(desk: Desk) -> None:
    _, thread = await desk.opens()
    sent = await desk.noor.album("red", "green", "blue", caption="All three are wet")
    first = await desk.asha.sees("All three are wet")
    last = await desk.asha.sees(lambda message: "photo" in message and not words(message))
    there = [one for one in await desk.shown() if "photo" in one]
    assert len(there) == len(sent) == 3
    assert {one["media_group_id"] for one in there} == {last["media_group_id"]}
    assert {one["message_thread_id"] for one in there} == {thread}
    assert first["message_id"] == there[0]["message_id"]
    await desk.noor.wait_for(_ticked(sent[0]))  # of an album Telegram lets one be marked

    answered = await desk.asha.in_topic(thread).album("red", "blue", caption="Hold these up")
    heard = await desk.noor.hears("Hold these up")
    assert "🎧 Support" in words(heard)
    await desk.noor.hears(lambda message: "photo" in message and not words(message))
    came = [one for one in await desk.noor.messages() if "photo" in one and not one["outgoing"]]
    assert len(came) == 2
    assert {one["media_group_id"] for one in came} == {heard["media_group_id"]}
    await desk.asha.wait_for(_ticked(answered[0]))
    await desk.noor.reply(came[1], "The second one")
    back = await desk.asha.sees("The second one")
    assert back["reply_to_message"]["message_id"] == answered[1]["message_id"]
