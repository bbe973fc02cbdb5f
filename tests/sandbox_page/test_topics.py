"""Topics on the page: tabs above the messages, and a sign on what stands in one."""

import re

import pytest
from playwright.async_api import Locator, expect

from tests.phones import Json, Person, Phones
from tests.sandbox_page.conftest import OpenPage, bubble, say, started
from tests.sandbox_page.scripted_bot import ScriptedBot

pytestmark = pytest.mark.browser


async def opened(bot: ScriptedBot, phones: Phones, person: Person, *names: str) -> list[Json]:
    await phones.switch(has_topics_enabled=True)
    return [await bot.call("createForumTopic", chat_id=person.id, name=name) for name in names]


def tab(phone: Locator, name: str) -> Locator:
    return phone.get_by_test_id("topic").filter(has_text=name)


async def test_a_tab_shows_its_topic_alone_and_what_is_written_there_goes_there(
    open_page: OpenPage, phones: Phones, bot: ScriptedBot
) -> None:
    _, phone, asha = await started(open_page, phones)
    await expect(phone.get_by_test_id("topics")).to_be_hidden()
    books, lamp = await opened(bot, phones, asha, "Books", "Lamp")
    where = {"chat_id": asha.id, "message_thread_id": books["message_thread_id"]}
    await bot.call("sendMessage", **where, text="about the books")
    await tab(phone, "Books").click()
    await expect(bubble(phone, "Welcome")).to_have_count(0)
    await expect(bubble(phone, "about the books")).to_be_visible()
    await say(phone, "two of them")
    await expect(bubble(phone, "two of them").first).to_be_visible()
    await tab(phone, "Lamp").click()
    await expect(bubble(phone, "two of them")).to_have_count(0)
    (said,) = [one for one in await asha.messages() if one.get("text") == "two of them"]
    assert said["message_thread_id"] == books["message_thread_id"]
    assert said["message_thread_id"] != lamp["message_thread_id"]


async def test_what_comes_elsewhere_marks_its_tab_and_its_sign_leads_there(
    open_page: OpenPage, phones: Phones, bot: ScriptedBot
) -> None:
    _, phone, asha = await started(open_page, phones)
    books, _ = await opened(bot, phones, asha, "Books", "Lamp")
    await tab(phone, "Lamp").click()
    where = {"chat_id": asha.id, "message_thread_id": books["message_thread_id"]}
    await bot.call("sendMessage", **where, text="about the books")
    await expect(tab(phone, "Books").get_by_test_id("topic-news")).to_be_visible()
    await tab(phone, "All").click()
    await bubble(phone, "about the books").get_by_test_id("topic-sign").click()
    await expect(tab(phone, "Books")).to_have_attribute("aria-selected", "true")
    await expect(tab(phone, "Books").get_by_test_id("topic-news")).to_have_count(0)
    await expect(bubble(phone, "about the books").get_by_test_id("topic-sign")).to_have_count(0)


async def test_a_topic_deleted_on_the_phone_is_gone_and_everything_is_shown_again(
    open_page: OpenPage, phones: Phones, bot: ScriptedBot
) -> None:
    _, phone, asha = await started(open_page, phones)
    await opened(bot, phones, asha, "Books", "Lamp")
    await tab(phone, "Books").click()
    await tab(phone, "Books").click(button="right")
    await phone.get_by_test_id("topic-delete").click()
    await expect(tab(phone, "Books")).to_have_count(0)
    await expect(tab(phone, "All")).to_have_attribute("aria-selected", "true")
    await expect(bubble(phone, "Welcome")).to_be_visible()
    assert [topic["name"] for topic in await asha.topics()] == ["Lamp"]


async def test_whoever_may_opens_a_topic_and_is_in_it_at_once(
    open_page: OpenPage, phones: Phones
) -> None:
    _, phone, asha = await started(open_page, phones)
    await phones.switch(has_topics_enabled=True, allows_users_to_create_topics=True)
    await phone.get_by_test_id("topic-new").click()
    await expect(tab(phone, "New topic 1")).to_have_attribute("aria-selected", "true")
    assert [topic["name"] for topic in await asha.topics()] == ["New topic 1"]


async def test_topics_are_switched_on_in_the_drawer(open_page: OpenPage, phones: Phones) -> None:
    page, phone, _ = await started(open_page, phones)
    await page.get_by_test_id("faults").click()
    await page.get_by_test_id("switch-has_topics_enabled").check()
    await page.get_by_test_id("switch-allows_users_to_create_topics").check()
    await page.get_by_test_id("topic-trouble").select_option("ignored")
    await page.keyboard.press("Escape")
    await phone.get_by_test_id("topic-new").click()
    await expect(tab(phone, "New topic 1")).to_have_attribute("aria-selected", "true")
    (told,) = (await phones.ask("GET", "/health"))["bots"]
    assert (told["topic_trouble"], told["hears_private_reactions"]) == ("ignored", True)


async def test_typing_in_a_topic_shows_there_and_among_all(
    open_page: OpenPage, phones: Phones, bot: ScriptedBot
) -> None:
    _, phone, asha = await started(open_page, phones)
    books, _ = await opened(bot, phones, asha, "Books", "Lamp")
    note = phone.get_by_test_id("chat-note")
    where = {"chat_id": asha.id, "message_thread_id": books["message_thread_id"]}
    await tab(phone, "Lamp").click()
    await bot.call("sendChatAction", **where, action="typing")
    await tab(phone, "Books").click()
    await bot.call("sendChatAction", **where, action="upload_photo")
    await expect(note).to_have_text("Photo")
    await expect(note).not_to_have_class(re.compile("is-active"))


async def test_the_pinned_bar_is_that_of_the_topic_and_leads_to_the_message(
    open_page: OpenPage, phones: Phones, bot: ScriptedBot
) -> None:
    _, phone, asha = await started(open_page, phones)
    books, _ = await opened(bot, phones, asha, "Books", "Lamp")
    where = {"chat_id": asha.id, "message_thread_id": books["message_thread_id"]}
    card = await bot.call("sendMessage", **where, text="the card")
    await bot.call("pinChatMessage", chat_id=asha.id, message_id=card["message_id"])
    await tab(phone, "Lamp").click()
    await expect(phone.get_by_test_id("pinned")).to_have_count(0)
    await tab(phone, "Books").click()
    await expect(phone.get_by_test_id("pinned")).to_contain_text("the card")
    await phone.get_by_test_id("pinned").click()
    row = phone.locator(f'.row[data-message-id="{card["message_id"]}"]')
    await expect(row).to_have_class(re.compile("is-flashing"))
