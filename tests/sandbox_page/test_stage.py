"""The page around the chats: people, languages, windows of any width, a line that fails."""

import asyncio

import pytest
from playwright.async_api import expect

from tests.phones import Phones
from tests.sandbox_page.conftest import (
    OpenPage,
    SandboxProcess,
    bubble,
    phone_of,
    say,
    started,
)
from tests.sandbox_page.scripted_bot import ScriptedBot

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="document.title=1">'


async def test_arabic_turns_the_phone_around_and_speaks_its_words(
    open_page: OpenPage, phones: Phones
) -> None:
    page, phone, _ = await started(open_page, phones)
    await phone.get_by_test_id("language").select_option("ar")
    await expect(phone.locator(".screen")).to_have_attribute("dir", "rtl")
    await expect(phone.get_by_test_id("composer")).to_have_attribute("placeholder", "رسالة")
    await say(phone, "كتابان وعباءة")
    words = bubble(phone, "You said").get_by_test_id("words")
    await expect(words).to_have_css("direction", "ltr")
    own = phone.locator('[data-own="true"]', has_text="كتابان").get_by_test_id("words")
    await expect(own.first).to_have_css("direction", "rtl")
    assert await page.locator("html").get_attribute("dir") is None


async def test_a_hostile_name_and_text_stay_text(open_page: OpenPage, phones: Phones) -> None:
    mallory = await phones.person(HOSTILE)
    page = await open_page()
    phone = phone_of(page, mallory.id)
    await phone.get_by_test_id("start").click()
    await say(phone, f"{HOSTILE}<script>document.title=2</script>")
    await expect(bubble(phone, f"You said: {HOSTILE}")).to_be_visible()
    await expect(phone.get_by_test_id("person-name")).to_have_text(HOSTILE)
    assert await page.title() == "Peer-Cargo sandbox"
    assert await page.locator('img[src="x"]').count() == 0


async def test_a_person_can_be_added_and_gets_a_phone(open_page: OpenPage, phones: Phones) -> None:
    page, _, _ = await started(open_page, phones)
    await page.get_by_test_id("add-person").click()
    await page.get_by_test_id("new-language").select_option("hi")
    await page.get_by_role("button", name="प्रिया").click()
    await page.get_by_test_id("dialog-ok").click()
    await expect(page.get_by_test_id("phone")).to_have_count(2)
    added = page.get_by_test_id("phone").nth(1)
    await expect(added.get_by_test_id("person-name")).to_have_text("प्रिया")
    await expect(added.get_by_test_id("start")).to_have_text("शुरू करें")


async def test_a_narrow_window_shows_one_phone_and_marks_what_the_others_missed(
    open_page: OpenPage, phones: Phones
) -> None:
    asha, diego = await phones.person("Asha"), await phones.person("Diego")
    page = await open_page(size=(390, 844))
    await expect(phone_of(page, asha.id)).to_be_visible()
    await expect(phone_of(page, diego.id)).to_be_hidden()
    await diego.start()
    tab = page.get_by_test_id(f"tab-{diego.id}")
    await expect(tab.locator(".badge")).to_have_text("1")
    await tab.click()
    await expect(bubble(phone_of(page, diego.id), "Welcome, Diego")).to_be_visible()
    await expect(tab.locator(".badge")).to_have_count(0)
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width == 390


async def test_a_reset_leaves_an_empty_table_and_the_next_person_an_empty_chat(
    open_page: OpenPage, phones: Phones
) -> None:
    page, _, _ = await started(open_page, phones)
    await page.get_by_test_id("faults").click()
    await page.get_by_test_id("reset").click()
    await page.get_by_test_id("dialog-ok").click()
    await expect(page.get_by_test_id("phone")).to_have_count(0)
    await page.get_by_test_id("add-first").click()
    await page.get_by_test_id("dialog-ok").click()
    await expect(page.get_by_test_id("phone").get_by_test_id("start")).to_be_visible()
    await expect(page.get_by_test_id("bubble")).to_have_count(0)


async def test_a_reset_from_elsewhere_is_noticed(open_page: OpenPage, phones: Phones) -> None:
    page, _, _ = await started(open_page, phones)
    await phones.ask("POST", "/reset", {})
    await expect(page.get_by_test_id("phone")).to_have_count(0)


async def test_a_fault_that_was_ordered_is_named_until_the_line_is_mended(
    open_page: OpenPage, phones: Phones
) -> None:
    page, _, _ = await started(open_page, phones)
    await page.get_by_test_id("faults").click()
    await page.get_by_test_id("fault-slow").click()
    drawer = page.get_by_test_id("drawer")
    await expect(drawer).to_contain_text("Active: slow")
    await expect(drawer.get_by_test_id("request-log")).to_contain_text("sendMessage")
    await drawer.get_by_role("button", name="Mend the line").click()
    await expect(drawer).to_contain_text("The line is good.")


async def test_the_address_chooses_people_and_theme(open_page: OpenPage, phones: Phones) -> None:
    asha, diego = await phones.person("Asha"), await phones.person("Diego")
    page = await open_page(f"?people={diego.id}&theme=dark")
    await expect(phone_of(page, diego.id)).to_be_visible()
    await expect(phone_of(page, asha.id)).to_have_count(0)
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")


async def test_a_lost_line_comes_back_with_what_was_missed(
    open_page: OpenPage, phones: Phones, sandbox: SandboxProcess
) -> None:
    page, phone, asha = await started(open_page, phones)
    await sandbox.stop()
    await expect(page.get_by_test_id("connection")).to_have_attribute("data-state", "reconnecting")
    await sandbox.start()
    await asha.text("while you were away")
    await expect(bubble(phone, "You said: while you were away")).to_be_visible(timeout=15_000)
    await expect(page.get_by_test_id("connection")).to_have_text("Live")


async def test_a_long_chat_draws_only_what_is_new(open_page: OpenPage, phones: Phones) -> None:
    asha = await phones.person("Asha")
    await asha.start()
    await asyncio.gather(*(asha.text(f"line {number}") for number in range(400)))
    page = await open_page(f"?people={asha.id}")
    phone = phone_of(page, asha.id)
    await page.evaluate("document.querySelector('.messages-inner').firstChild.mark = 'kept'")
    await asha.text("the newest")
    await expect(bubble(phone, "You said: the newest")).to_be_in_viewport()
    assert (
        await page.evaluate("document.querySelector('.messages-inner').firstChild.mark") == "kept"
    )
    await phone.get_by_test_id("messages").evaluate("list => { list.scrollTop = 0; }")
    await expect(phone.get_by_test_id("to-bottom")).to_be_visible()
    await phone.get_by_test_id("to-bottom").click()
    await expect(bubble(phone, "You said: the newest")).to_be_in_viewport()


async def test_the_head_says_that_the_bot_listens_and_when_it_types(
    open_page: OpenPage, phones: Phones, bot: ScriptedBot
) -> None:
    _, phone, _ = await started(open_page, phones)
    await expect(phone.get_by_test_id("chat-note")).to_have_text("bot")
    await bot.call("sendChatAction", chat_id=(await first_person(phones)), action="typing")
    await expect(phone.get_by_test_id("chat-note")).to_have_text("typing")


async def first_person(phones: Phones) -> int:
    people = await phones.ask("GET", "/people")
    return int(people[0]["id"])
