"""One chat on one phone: real sandbox, real browser, a scripted bot."""

import re

import pytest
from playwright.async_api import Locator, expect

from tests.phones import Phones
from tests.sandbox_page.conftest import OpenPage, bubble, phone_of, say, started
from tests.sandbox_page.scripted_bot import DESCRIPTION

pytestmark = pytest.mark.browser


async def test_a_stranger_reads_what_the_bot_does_and_starts_it(
    open_page: OpenPage, phones: Phones
) -> None:
    asha = await phones.person("Asha")
    phone = phone_of(await open_page(), asha.id)
    await expect(phone.get_by_test_id("description")).to_have_text(DESCRIPTION)
    await phone.get_by_test_id("start").click()
    await expect(bubble(phone, "Welcome, Asha")).to_be_visible()
    await expect(phone.get_by_test_id("start")).to_have_count(0)


async def test_words_travel_both_ways_without_a_reload(open_page: OpenPage, phones: Phones) -> None:
    _, phone, asha = await started(open_page, phones)
    await say(phone, "two kilos of books")
    await expect(bubble(phone, "You said: two kilos of books")).to_be_visible()
    await asha.text("from another window")
    await expect(phone.locator('[data-own="true"]', has_text="from another window")).to_be_visible()


async def test_the_bots_answer_to_a_press_is_a_toast_and_an_alert_asks_for_ok(
    open_page: OpenPage, phones: Phones
) -> None:
    _, phone, _ = await started(open_page, phones)
    await phone.get_by_role("button", name="Toast").click()
    await expect(phone.get_by_test_id("toast")).to_have_text("Toast for Asha")
    await phone.get_by_role("button", name="Alert", exact=True).click()
    await expect(phone.get_by_test_id("alert")).to_contain_text("Alert for Asha")
    await phone.get_by_test_id("alert-ok").click()
    await expect(phone.get_by_test_id("alert")).to_have_count(0)


async def test_a_press_spins_until_the_bot_answers(open_page: OpenPage, phones: Phones) -> None:
    _, phone, _ = await started(open_page, phones)
    button = phone.get_by_role("button", name="Never")
    await button.click()
    await expect(button).to_have_class(re.compile("is-pending"))
    await expect(button).to_have_attribute("data-style", "danger")
    await phone.get_by_role("button", name="Toast").click()
    await expect(phone.get_by_role("button", name="Toast")).not_to_have_class(re.compile("pending"))


async def test_pictures_go_as_a_photo_or_an_album_and_come_back(
    open_page: OpenPage, phones: Phones
) -> None:
    page, phone, _ = await started(open_page, phones)
    await send_samples(phone, "parcel")
    seen = bubble(phone, "Seen")
    await expect(seen.get_by_test_id("photo")).to_be_visible()
    await expect(seen.get_by_test_id("reply-quote")).to_be_visible()
    await send_samples(phone, "books", "gift", "lamp")
    own = phone.locator('[data-own="true"]').get_by_test_id("album").last
    await expect(own.get_by_test_id("photo")).to_have_count(3)
    await say(phone, "pictures please")
    theirs = phone.locator('[data-own="false"]').get_by_test_id("album").last
    await expect(theirs.get_by_test_id("photo")).to_have_count(2)
    await seen.first.get_by_test_id("photo").click()
    await expect(page.locator("dialog.lightbox img")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog.lightbox")).to_have_count(0)


async def send_samples(phone: Locator, *names: str) -> None:
    await phone.get_by_test_id("attach").click()
    await phone.get_by_test_id("attach-samples").click()
    for name in names:
        await phone.get_by_test_id(f"sample-{name}").click()
    await phone.get_by_test_id("send-samples").click()


async def test_the_reply_keyboard_speaks_for_the_person_and_goes_when_told(
    open_page: OpenPage, phones: Phones
) -> None:
    _, phone, _ = await started(open_page, phones)
    await say(phone, "keys")
    await phone.get_by_role("button", name="Parcels").click()
    await expect(bubble(phone, "You said: Parcels")).to_be_visible()
    await expect(phone.get_by_test_id("composer")).to_have_attribute("placeholder", "Pick one")
    await phone.get_by_role("button", name="My number").click()
    await expect(phone.get_by_test_id("contact")).to_be_visible()
    await expect(bubble(phone, "You said: +1555")).to_be_visible()
    await say(phone, "no keys")
    await expect(phone.get_by_test_id("reply-keyboard")).to_be_hidden()


async def test_a_question_that_wants_a_reply_is_ready_to_be_answered(
    open_page: OpenPage, phones: Phones
) -> None:
    _, phone, _ = await started(open_page, phones)
    await say(phone, "ask")
    composer = phone.get_by_test_id("composer")
    await expect(composer).to_have_attribute("placeholder", "in kilograms")
    await say(phone, "about two")
    answer = phone.locator('[data-own="true"]', has_text="about two")
    await expect(answer.get_by_test_id("reply-quote")).to_contain_text("Weight?")
    await expect(composer).to_have_attribute("placeholder", "Message")


async def test_an_edit_changes_the_bubble_in_its_place(open_page: OpenPage, phones: Phones) -> None:
    page, phone, _ = await started(open_page, phones)
    await say(phone, "draft")
    await expect(bubble(phone, "Second draft").get_by_test_id("edited")).to_be_visible()
    await expect(bubble(phone, "First draft")).to_have_count(0)
    await bubble(phone, "draft").first.click(button="right")
    await phone.get_by_test_id("menu-edit").click()
    await page.keyboard.press("Control+A")
    await page.keyboard.type("fair copy")
    await phone.get_by_test_id("send").click()
    await expect(bubble(phone, "fair copy").get_by_test_id("edited")).to_be_visible()


async def test_a_message_can_be_answered_reacted_to_and_deleted(
    open_page: OpenPage, phones: Phones
) -> None:
    _, phone, _ = await started(open_page, phones)
    await bubble(phone, "Welcome").dblclick(position={"x": 40, "y": 14})
    await say(phone, "an answer")
    own = phone.locator('[data-own="true"]', has_text="an answer")
    await expect(own.get_by_test_id("reply-quote")).to_contain_text("Welcome, Asha")
    await bubble(phone, "You said: an answer").click(button="right")
    await phone.get_by_role("button", name="🎉").click()
    await expect(bubble(phone, "You said: an answer").get_by_test_id("reaction")).to_have_text("🎉")
    await bubble(phone, "You said: an answer").click(button="right")
    await phone.get_by_test_id("menu-delete").click()
    await expect(bubble(phone, "You said: an answer")).to_have_count(0)


async def test_secrets_are_covered_and_only_safe_links_lead_anywhere(
    open_page: OpenPage, phones: Phones
) -> None:
    _, phone, _ = await started(open_page, phones)
    await say(phone, "secret")
    cover = bubble(phone, "482913").locator(".spoiler")
    await expect(cover).not_to_have_class(re.compile("is-open"))
    await cover.click()
    await expect(cover).to_have_class(re.compile("is-open"))
    assert await phone.locator("a[href^='javascript']").count() == 0
    good = phone.get_by_role("link", name="good")
    await expect(good).to_have_attribute("rel", re.compile("noopener"))


async def test_an_invitation_link_starts_the_bot_on_the_same_phone(
    open_page: OpenPage, phones: Phones
) -> None:
    page, phone, _ = await started(open_page, phones)
    await phone.get_by_role("button", name="Invite").click()
    await expect(bubble(phone, "Welcome, Asha. from-button")).to_be_visible()
    assert len(page.context.pages) == 1


async def test_commands_are_offered_in_the_persons_language(
    open_page: OpenPage, phones: Phones
) -> None:
    _, phone, _ = await started(open_page, phones, language_code="es")
    await phone.get_by_test_id("composer").press_sequentially("/me")
    await expect(phone.get_by_test_id("suggestions")).to_contain_text("Menú principal")
    await phone.get_by_test_id("composer").press("Enter")
    await expect(bubble(phone, "You said: /menu")).to_be_visible()


async def test_a_blocked_bot_can_be_let_in_again(open_page: OpenPage, phones: Phones) -> None:
    _, phone, _ = await started(open_page, phones)
    await phone.get_by_test_id("chat-menu").click()
    await phone.get_by_test_id("menu-block").click()
    await expect(phone.get_by_test_id("composer")).to_have_count(0)
    await phone.get_by_test_id("restart").click()
    await expect(bubble(phone, "Welcome, Asha")).to_have_count(2)
