"""What a person can do to messages on the page beside writing them."""

from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from sandbox.media.samples import COLORS, picture
from tests.phones import Phones
from tests.sandbox_page.conftest import OpenPage, bubble, phone_of, say, started
from tests.sandbox_page.scripted_bot import ScriptedBot

pytestmark = pytest.mark.browser

SELECT_WORDS = """(bubble, words) => {
  const node = bubble.querySelector(".words").firstChild;
  const at = node.textContent.indexOf(words);
  const range = document.createRange();
  range.setStart(node, at);
  range.setEnd(node, at + words.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


async def choose(phone: Locator, message: Locator, deed: str) -> None:
    await message.click(button="right")
    await phone.get_by_test_id(f"menu-{deed}").click()


async def test_the_words_that_are_chosen_are_quoted(open_page: OpenPage, phones: Phones) -> None:
    _, phone, asha = await started(open_page, phones)
    await say(phone, "12 EUR for two kilos")
    card = bubble(phone, "You said: 12 EUR for two kilos")
    await expect(card).to_be_visible()
    await card.evaluate(SELECT_WORDS, "12 EUR")
    await card.dispatch_event("contextmenu", {"clientX": 500, "clientY": 400, "bubbles": True})
    await phone.get_by_test_id("menu-quote").click()
    await say(phone, "too much")
    own = phone.locator('[data-own="true"]', has_text="too much")
    await expect(own.get_by_test_id("reply-quote")).to_contain_text("12 EUR")
    said = next(one for one in await asha.messages() if one.get("text") == "too much")
    assert said["quote"]["text"] == "12 EUR"


async def test_a_message_is_pinned_and_unpinned(open_page: OpenPage, phones: Phones) -> None:
    _, phone, _ = await started(open_page, phones)
    await choose(phone, bubble(phone, "Welcome"), "pin")
    await expect(phone.get_by_test_id("pinned")).to_contain_text("Welcome, Asha")
    await choose(phone, bubble(phone, "Welcome"), "pin")
    await expect(phone.get_by_test_id("pinned")).to_have_count(0)


async def test_a_forward_says_where_it_comes_from_and_what_is_protected_stays(
    open_page: OpenPage, phones: Phones, bot: ScriptedBot
) -> None:
    _, phone, asha = await started(open_page, phones)
    await choose(phone, bubble(phone, "Welcome"), "forward")
    own = phone.locator('[data-own="true"]', has_text="Welcome")
    await expect(own.get_by_test_id("forwarded")).to_contain_text("page_test_bot")
    await bot.call("sendMessage", chat_id=asha.id, text="a secret", protect_content=True)
    secret = bubble(phone, "a secret")
    await expect(secret.locator(".icon-lock")).to_be_visible()
    await secret.click(button="right")
    await expect(phone.get_by_test_id("menu-reply")).to_be_visible()
    for deed in ("forward", "copy"):
        await expect(phone.get_by_test_id(f"menu-{deed}")).to_have_count(0)


async def test_a_heart_is_one_that_telegram_knows_and_can_be_taken_back(
    open_page: OpenPage, phones: Phones
) -> None:
    _, phone, asha = await started(open_page, phones)
    heart = phone.get_by_role("button", name="❤", exact=True)
    await bubble(phone, "Welcome").click(button="right")
    await heart.click()
    await expect(bubble(phone, "Welcome").get_by_test_id("reaction")).to_have_text("❤")
    assert (await asha.messages())[1]["reactions"] == {str(asha.id): "❤"}
    await bubble(phone, "Welcome").click(button="right")
    await phone.locator(".quick-reactions").get_by_role("button", name="❤", exact=True).click()
    await expect(bubble(phone, "Welcome").get_by_test_id("reaction")).to_have_count(0)


async def test_a_live_location_is_stopped_by_its_owner(open_page: OpenPage, phones: Phones) -> None:
    _, phone, asha = await started(open_page, phones)
    await asha.go_live(38.7, -9.1)
    place = phone.get_by_test_id("location")
    await expect(place).to_contain_text("Live location")
    await choose(phone, place, "stop-live")
    await expect(place).not_to_contain_text("Live location")


async def test_another_file_takes_the_place_of_a_picture(
    open_page: OpenPage, phones: Phones, tmp_path: Path
) -> None:
    page, phone, asha = await started(open_page, phones)
    shown = await asha.photo("red")
    blue = tmp_path / "blue.png"
    blue.write_bytes(picture(COLORS["blue"]))
    own = phone.locator('[data-own="true"]').filter(has=page.get_by_test_id("photo"))
    async with page.expect_file_chooser() as chooser:
        await choose(phone, own, "replace")
    await (await chooser.value).set_files(blue)
    await expect(own.get_by_test_id("edited")).to_be_visible()
    now = next(one for one in await asha.messages() if one["message_id"] == shown["message_id"])
    assert now["photo"][0]["file_unique_id"] != shown["photo"][0]["file_unique_id"]


async def test_a_person_who_wants_no_voice_says_so_on_the_page(
    open_page: OpenPage, phones: Phones
) -> None:
    page, phone, asha = await started(open_page, phones)
    await phone.get_by_test_id("person-menu").click()
    await phone.get_by_test_id("edit-person").click()
    await page.get_by_test_id("wish-forbids_voice").check()
    await page.get_by_test_id("dialog-ok").click()
    await expect(page.get_by_test_id("dialog")).to_have_count(0)
    told = await phones.ask("GET", f"/people/{asha.id}")
    assert (told["forbids_voice"], told["hides_forwards"]) == (True, False)


async def test_somebody_elses_card_is_sent_with_their_number(
    open_page: OpenPage, phones: Phones
) -> None:
    diego = await phones.person("Diego")
    _, phone, asha = await started(open_page, phones)
    await phone.get_by_test_id("attach").click()
    await phone.get_by_test_id("attach-contact").click()
    await phone.get_by_test_id("card-other").click()
    await expect(phone.get_by_test_id("contact")).to_contain_text("Diego")
    sent = next(one for one in await asha.messages() if "contact" in one)
    assert sent["contact"]["user_id"] == diego.id


async def test_a_film_is_made_on_the_spot_alone_or_beside_a_picture(
    open_page: OpenPage, phones: Phones
) -> None:
    _, phone, asha = await started(open_page, phones)
    for kind in ("album", "live_photo", "video_note"):
        await phone.get_by_test_id("attach").click()
        await phone.get_by_test_id("attach-films").click()
        await phone.get_by_test_id(f"film-{kind}").click()
    await expect(phone.locator('[data-own="true"] .round')).to_be_visible()
    await expect(phone.locator('[data-own="true"]').get_by_test_id("video")).to_be_visible()
    sent = await asha.messages()
    assert {"live_photo", "video", "video_note"} <= {name for one in sent for name in one}
    film = next(one["video"] for one in sent if "video" in one)
    assert (film["duration"], film["width"]) == (2, 320)
    assert film["file_size"] > 1000


async def test_what_the_page_cannot_draw_is_named(open_page: OpenPage, phones: Phones) -> None:
    asha = await phones.person("Asha")
    await asha.start()
    await asha.raw(checklist={"title": "Pack", "tasks": [{"id": 1, "text": "Books"}]})
    await asha.raw(message_auto_delete_timer_changed={"message_auto_delete_time": 86400})
    await asha.text(
        "x", fields={"via_bot": {"id": 9, "is_bot": True, "first_name": "G", "username": "gif"}}
    )
    phone = phone_of(await open_page(), asha.id)
    await expect(phone.get_by_test_id("other")).to_contain_text("Pack")
    await expect(phone.get_by_text("Messages vanish after: 1 d")).to_be_visible()
    await expect(phone.get_by_test_id("forwarded")).to_have_text("via @gif")


GROW = """(list) => {
  const more = document.createElement("div");
  more.style.height = "900px";
  more.append(Object.assign(document.createElement("p"), { textContent: "the end" }));
  more.firstChild.style.marginTop = "870px";
  list.querySelector(".messages-inner").append(more);
  list.dispatchEvent(new Event("scroll"));
}"""


async def test_who_reads_the_newest_goes_on_doing_so_when_it_grows(
    open_page: OpenPage, phones: Phones
) -> None:
    _, phone, _ = await started(open_page, phones)
    messages = phone.get_by_test_id("messages")
    await messages.evaluate(GROW)
    await expect(phone.get_by_text("the end")).to_be_in_viewport()
    await messages.evaluate("(list) => { list.scrollTop = 0; }")
    await expect(phone.get_by_test_id("to-bottom")).to_be_visible()


TWO_FRAMES = "() => new Promise((f) => requestAnimationFrame(() => requestAnimationFrame(f)))"
SCROLL_UP_IN_THE_SAME_FRAME = """(list) => {
  const up = new ResizeObserver(() => { list.scrollTop = 0; up.disconnect(); });
  up.observe(list.querySelector(".messages-inner"));
}"""


async def test_who_scrolls_up_in_the_frame_in_which_it_grew_is_let_go(
    open_page: OpenPage, phones: Phones
) -> None:
    _, phone, _ = await started(open_page, phones)
    await phone.get_by_test_id("messages").evaluate(TWO_FRAMES)
    grow_and_scroll_up = f"(list) => {{ ({GROW})(list); ({SCROLL_UP_IN_THE_SAME_FRAME})(list); }}"
    await phone.get_by_test_id("messages").evaluate(grow_and_scroll_up)
    await expect(phone.get_by_test_id("to-bottom")).to_be_visible()


async def test_who_starts_the_bot_elsewhere_can_write_here_at_once(
    open_page: OpenPage, phones: Phones
) -> None:
    asha = await phones.person("Asha")
    page = await open_page()
    phone = phone_of(page, asha.id)
    await expect(phone.get_by_test_id("start")).to_be_visible()
    await page.route("**/chats", lambda route: route.abort())
    await asha.start()
    await expect(phone.get_by_test_id("composer")).to_be_visible()
