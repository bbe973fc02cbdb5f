"""Wrong presses, odd messages, blocks, restarts: everything gets a kind answer."""

import asyncio
from contextlib import suppress

import httpx
import pytest
from sqlalchemy import delete, func, select, update

from bot.runner import open_bot
from core.drafts.models import Draft
from core.outbox.models import OutboxRow
from core.peers.models import Arrival, Channel, Peer
from core.peers.states import ChannelState, PeerState
from core.wiring import Services
from tests.bot.conftest import join
from tests.phones import Json, Person, Phones, buttons, words
from tests.sandboxes import NO_LIMITS, TOKEN

pytestmark = pytest.mark.fresh_db


async def test_unknown_text_gets_a_helpful_answer_on_the_same_screen(maya: Person) -> None:
    await maya.text("/profile")
    await maya.hears("With us since")
    await maya.text("how much is it?")
    answer = words(await maya.hears("did not understand"))
    assert "With us since" in answer


async def test_what_is_no_text_gets_a_helpful_answer(maya: Person) -> None:
    await maya.photo()
    await maya.hears("cannot use that here")


async def test_an_unknown_command_is_answered(maya: Person) -> None:
    await maya.text("/sing")
    await maya.hears("do not know that command")


async def test_cancel_says_that_nothing_was_changed(maya: Person) -> None:
    await maya.text("/language")
    await maya.hears("Which language")
    await maya.text("/cancel")
    await maya.hears("Nothing was changed")


async def test_a_note_is_shown_once(maya: Person) -> None:
    await maya.text("/cancel")
    await maya.hears("Nothing was changed")
    await maya.press("GlidePaths")
    await maya.hears("Nothing here yet")
    await maya.press("Back")
    menu = words(await maya.hears("What would you like to do"))
    assert "Nothing was changed" not in menu


async def _left_over(sandbox_url: str, person: Person, data: str) -> None:
    """Let an earlier run of the bot have sent a message with a button."""
    button = {"text": "Old button", "callback_data": data}
    body = {
        "chat_id": person.id,
        "text": "Long ago",
        "reply_markup": {"inline_keyboard": [[button]]},
    }
    async with httpx.AsyncClient(base_url=sandbox_url) as http:
        (await http.post(f"/bot{TOKEN}/sendMessage", json=body)).raise_for_status()


async def test_an_old_button_is_answered_kindly_and_the_menu_comes(
    maya: Person, sandbox_url: str
) -> None:
    menu = (await maya.messages())[-1]
    old = menu["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await maya.text("/profile")
    await maya.hears("With us since")
    await _left_over(sandbox_url, maya, old)
    answer = await maya.press("Old button")
    assert answer is not None
    assert "earlier screen" in answer["text"]
    await maya.hears("What would you like to do")


async def test_a_button_nobody_remembers_is_answered_kindly(maya: Person, sandbox_url: str) -> None:
    await _left_over(sandbox_url, maya, "from-2019")
    answer = await maya.press("Old button")
    assert answer is not None
    assert "earlier screen" in answer["text"]
    await maya.hears("What would you like to do")


async def test_a_button_of_a_lost_draft_reopens_the_menu(
    maya: Person, bot_services: Services
) -> None:
    async with bot_services.db.begin() as session:
        await session.execute(delete(Draft))
    answer = await maya.press("GlidePaths")
    assert answer is not None
    assert "earlier screen" in answer["text"]
    await maya.hears("What would you like to do")


async def test_an_open_screen_survives_a_restart_of_the_bot(
    phones: Phones, maya: Person, bot_services: Services
) -> None:
    """The first bot is still polling; the second one takes over as a new process would."""
    await maya.text("/privacy")
    await maya.hears("Your data")
    async with open_bot(bot_services, limits=NO_LIMITS) as second:
        running = asyncio.create_task(second.run(webhook_path="/unused"))
        await maya.press("Forget me")
        await maya.hears("Shall we forget you")
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_a_press_that_the_phone_sends_again_acts_once(maya: Person, phones: Phones) -> None:
    """The same press comes with a new update id, as after a reconnection."""
    menu = (await maya.messages())[-1]
    await maya.press("GlidePaths", on=menu)
    trips = await maya.hears("Nothing here yet")
    before = len(await phones.requests("editMessageText"))
    await maya.press("Back", on=trips)
    await maya.hears("What would you like to do")
    data = trips["reply_markup"]["inline_keyboard"][-1][0]["callback_data"]
    await maya.press("Back", on=trips, row=None, column=None, data=data, resend=True)
    edits = await phones.requests("editMessageText")
    assert len(edits) == before + 1


async def test_three_quick_presses_are_acted_on_in_order(maya: Person) -> None:
    message = (await maya.messages())[-1]
    await asyncio.gather(
        *(maya.press("GlidePaths", on=message, wait=5) for _ in range(3)), return_exceptions=True
    )
    assert "GlidePaths" in words((await maya.messages())[-1])


async def test_a_blocked_bot_is_noticed_and_an_unblocked_one_too(
    maya: Person, bot_services: Services
) -> None:
    await maya.block()
    await _until(bot_services, ChannelState.BLOCKED)
    await maya.unblock()
    await _until(bot_services, ChannelState.OPEN)


async def _until(services: Services, wanted: ChannelState) -> None:
    """Wait for a change that nobody is told of."""
    for _ in range(500):
        async with services.db.begin() as session:
            if (await session.scalars(select(Channel.state))).one() is wanted:
                return
        await asyncio.sleep(0.01)
    raise AssertionError(wanted)


async def test_the_export_is_a_file_with_everything(maya: Person, sandbox_url: str) -> None:
    await maya.text("/privacy")
    await maya.hears("Your data")
    await maya.press("Give me the file")
    sent = await maya.hears(lambda message: "document" in message)
    async with httpx.AsyncClient(base_url=sandbox_url) as http:
        content = (await http.get(sent["document"]["url"])).json()
    assert content["home"]["name"] == "Delhi"
    assert content["channels"][0]["address"] == str(maya.id)
    assert content["peer"]["currency"] == "INR"


async def _forget(person: Person) -> Json:
    """Be forgotten by the buttons; answer the goodbye."""
    await person.text("/privacy")
    await person.hears("Your data")
    await person.press("Forget me")
    await person.hears("Shall we forget you")
    await person.press("Yes, forget me")
    return await person.hears("Forgotten")


async def test_a_forgotten_peer_leaves_nothing_that_leads_back(
    maya: Person, bot_services: Services
) -> None:
    goodbye = await _forget(maya)
    assert not buttons(goodbye)
    async with bot_services.db.begin() as session:
        peer = (await session.scalars(select(Peer))).one()
        for table in (Channel, Draft, Arrival):
            assert await session.scalar(select(func.count()).select_from(table)) == 0
    assert (peer.state, peer.name, peer.home_place_id) == (PeerState.FORGOTTEN, None, None)


async def test_a_forgotten_person_who_writes_again_begins_anew(
    maya: Person, bot_services: Services
) -> None:
    await _forget(maya)
    await maya.block()
    await maya.unblock()
    async with bot_services.db.begin() as session:
        assert await session.scalar(select(func.count()).select_from(Peer)) == 1
    await maya.start()
    await maya.hears("Welcome")
    async with bot_services.db.begin() as session:
        assert await session.scalar(select(func.count()).select_from(Peer)) == 2


async def test_a_forgotten_person_who_says_hello_is_welcomed_and_not_complained_about(
    maya: Person,
) -> None:
    await _forget(maya)
    await maya.text("hello")
    welcome = words(await maya.hears("Welcome"))
    assert "did not understand" not in welcome


async def test_a_name_cannot_write_markup(phones: Phones) -> None:
    mallory = await phones.person("<b>&Mallory</b>")
    await join(mallory, home="Delhi")
    assert "<b>&Mallory</b>" in words((await mallory.messages())[-1])


async def test_whoever_writes_to_us_can_hear_us_whatever_became_of_the_unblocking(
    maya: Person, bot_services: Services
) -> None:
    async with bot_services.db.begin() as session:
        await session.execute(update(Channel).values(state=ChannelState.BLOCKED))
    await maya.text("/help")
    await maya.hears("Type your question")


async def test_the_last_words_to_a_forgotten_person_leave_no_address(
    maya: Person, bot_services: Services
) -> None:
    await _forget(maya)
    async with asyncio.timeout(5):
        while True:
            async with bot_services.db.begin() as session:
                rows = await session.scalar(
                    select(func.count())
                    .select_from(OutboxRow)
                    .where(OutboxRow.address.is_not(None))
                )
            if rows == 0:
                return
            await asyncio.sleep(0.01)
