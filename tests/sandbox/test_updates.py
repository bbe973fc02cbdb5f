"""What bots hear: by polling and by webhook, in order, in time, once."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from tests.phones import Person, Phones
from tests.sandbox.conftest import RawBot, Refusal, Served
from tests.soon import soon


class Hook:
    """A webhook that answers when and how the test says."""

    def __init__(self) -> None:
        self.url = ""
        self.status = 200
        self.headers: dict[str, str] = {}
        self.gate = asyncio.Event()
        self.gate.set()
        self.got: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.secrets: list[str | None] = []
        self.in_flight = 0
        self.most_in_flight = 0

    async def receive(self, request: web.Request) -> web.Response:
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        await self.got.put(await request.json())
        await self.gate.wait()
        self.in_flight -= 1
        return web.Response(status=self.status, headers=self.headers)

    async def next(self) -> dict[str, Any]:
        return await soon(self.got.get(), 5)


@pytest.fixture
async def hook(served: Served) -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/", hook.receive)
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield hook
    hook.gate.set()
    await runner.cleanup()


def words(update: dict[str, Any]) -> str:
    return str(update["message"]["text"])


async def ask_to_press(bot: RawBot, maya: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Press", "callback_data": "p"}]]}
    await bot("sendMessage", chat_id=maya.id, text="x", reply_markup=keyboard)


async def test_an_update_comes_again_until_it_is_confirmed(bot: RawBot, maya: Person) -> None:
    await maya.text("one")
    await maya.text("two")
    first = await bot("getUpdates", limit=1)
    assert [words(u) for u in first] == ["one"]
    assert await bot("getUpdates", limit=1) == first
    rest = await bot("getUpdates", offset=first[0]["update_id"] + 1)
    assert [words(u) for u in rest] == ["two"]
    assert rest[0]["update_id"] == first[0]["update_id"] + 1


async def test_a_negative_offset_forgets_all_but_the_last(bot: RawBot, maya: Person) -> None:
    for word in ("one", "two", "three"):
        await maya.text(word)
    assert [words(u) for u in await bot("getUpdates", offset=-1)] == ["three"]
    assert [words(u) for u in await bot("getUpdates")] == ["three"]


async def test_a_poll_waits_for_what_comes(bot: RawBot, maya: Person) -> None:
    poll = asyncio.create_task(bot("getUpdates", timeout=20))
    await maya.text("at last")
    assert [words(u) for u in await soon(poll, 5)] == ["at last"]


async def test_a_second_poller_ends_the_first(bot: RawBot, maya: Person, served: Served) -> None:
    mailbox = served.inside.post_office.mailbox(served.inside.world.bots[42])
    first = asyncio.create_task(bot("getUpdates", timeout=20))
    while mailbox.poller is None:  # noqa: ASYNC110 - nothing tells that a poll has begun
        await asyncio.sleep(0)
    await bot("getUpdates")
    with pytest.raises(Refusal) as refused:
        await first
    assert refused.value.code == 409
    assert refused.value.description.startswith(
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance"
    )


async def test_polling_beside_a_webhook_is_a_conflict(
    bot: RawBot, maya: Person, hook: Hook
) -> None:
    await bot("setWebhook", url=hook.url)
    with pytest.raises(Refusal) as refused:
        await bot("getUpdates")
    assert refused.value.code == 409
    assert "while webhook is active" in refused.value.description


async def test_reactions_are_heard_only_by_who_asks_for_them(bot: RawBot, maya: Person) -> None:
    sent = await bot("sendMessage", chat_id=maya.id, text="x")
    await maya.react(sent, "👍")
    assert await bot.updates() == []
    await bot.updates(allowed_updates=["message", "message_reaction"])
    await maya.react(sent, "❤")
    (update,) = await bot.updates()
    assert update["message_reaction"]["old_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert update["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "❤"}]


async def test_what_is_not_allowed_is_not_kept_for_later(bot: RawBot, maya: Person) -> None:
    await bot("getUpdates", allowed_updates=["callback_query"])
    await maya.text("unheard")
    await bot("getUpdates", allowed_updates=[])
    await maya.text("heard")
    assert [words(u) for u in await bot.updates()] == ["heard"]


async def test_a_message_expires_after_a_day_and_a_press_after_150_seconds(
    bot: RawBot, maya: Person, served: Served
) -> None:
    await ask_to_press(bot, maya)
    await maya.press("Press", wait=0)
    await maya.text("late")
    served.inside.clock.advance(151)
    assert [words(u) for u in await bot("getUpdates")] == ["late"]
    served.inside.clock.advance(24 * 3600)
    assert await bot("getUpdates") == []


async def test_a_press_is_answered_once_and_in_time(
    bot: RawBot, maya: Person, served: Served
) -> None:
    await ask_to_press(bot, maya)
    await maya.press("Press", wait=0)
    await maya.press("Press", wait=0)
    first, second = (u["callback_query"]["id"] for u in await bot.updates())
    assert await bot("answerCallbackQuery", callback_query_id=first)
    with pytest.raises(Refusal, match="query is too old"):
        await bot("answerCallbackQuery", callback_query_id=first)
    served.inside.clock.advance(151)
    with pytest.raises(Refusal, match="query is too old"):
        await bot("answerCallbackQuery", callback_query_id=second)


async def test_a_press_sent_again_is_a_new_update_of_the_same_button(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    await ask_to_press(bot, maya)
    await maya.press("Press", wait=0)
    (sent,) = [m for m in await maya.messages() if "reply_markup" in m]
    await bot("editMessageText", chat_id=maya.id, message_id=sent["message_id"], text="done")
    where = {"chat_key": sent["chat_key"], "message_id": sent["message_id"], "resend": True}
    for button in ({"data": "p"}, {"row": 0, "column": 0}):
        await phones.ask("POST", f"/people/{maya.id}/press", {**where, **button})
    updates = await bot.updates()
    assert len({update["update_id"] for update in updates}) == 3
    assert [update["callback_query"]["data"] for update in updates] == ["p", "p", "p"]


async def test_a_webhook_carries_the_secret_and_what_had_waited(
    bot: RawBot, maya: Person, hook: Hook
) -> None:
    await maya.text("before")
    await bot("setWebhook", url=hook.url, secret_token="s3cret")
    await maya.text("after")
    assert [words(await hook.next()) for _ in range(2)] == ["before", "after"]
    assert hook.secrets == ["s3cret", "s3cret"]


async def test_one_chat_has_one_delivery_in_flight_while_others_pass(
    bot: RawBot, maya: Person, phones: Phones, hook: Hook
) -> None:
    diego = await phones.person("Diego")
    await diego.start()
    await bot.updates()
    await ask_to_press(bot, maya)
    hook.gate.clear()
    await bot("setWebhook", url=hook.url)
    for word in ("one", "two", "three"):
        await maya.text(word)
    await maya.press("Press", wait=0)
    await diego.text("mine")
    heard = [await hook.next() for _ in range(3)]
    assert {u["message"]["text"] if "message" in u else "press" for u in heard} == {
        "one",
        "press",
        "mine",
    }
    assert hook.got.empty()
    hook.gate.set()
    assert [words(await hook.next()) for _ in range(2)] == ["two", "three"]
    assert hook.most_in_flight == 3


async def test_no_more_deliveries_are_in_flight_than_max_connections(
    bot: RawBot, phones: Phones, hook: Hook
) -> None:
    await bot("setWebhook", url=hook.url, max_connections=2)
    for number in range(6):
        await (await phones.person(f"P{number}")).start()
    for _ in range(6):
        await hook.next()
    assert hook.most_in_flight <= 2


async def test_what_fails_comes_again_before_what_came_later(
    bot: RawBot, maya: Person, hook: Hook
) -> None:
    hook.status = 500
    hook.gate.clear()
    await bot("setWebhook", url=hook.url)
    await maya.text("one")
    await maya.text("two")
    first = await hook.next()
    hook.gate.set()
    again = await hook.next()
    hook.status = 200
    assert first == again
    info = await bot("getWebhookInfo")
    assert info["last_error_message"] == (
        "Wrong response from the webhook: 500 Internal Server Error"
    )
    assert info["pending_update_count"] == 2


async def test_a_webhook_may_say_when_to_come_again(bot: RawBot, maya: Person, hook: Hook) -> None:
    hook.status, hook.headers = 429, {"Retry-After": "1"}
    await bot("setWebhook", url=hook.url)
    await maya.text("one")
    first = await hook.next()
    hook.status = 200
    asked_at = asyncio.get_running_loop().time()
    assert await hook.next() == first
    assert asyncio.get_running_loop().time() - asked_at > 0.9


async def test_a_webhook_set_anew_takes_over_from_the_old_one(
    bot: RawBot, maya: Person, hook: Hook
) -> None:
    await bot("setWebhook", url="http://127.0.0.1:9/")
    await maya.text("one")
    await bot("setWebhook", url=hook.url)
    assert words(await hook.next()) == "one"
    await maya.text("two")
    assert words(await hook.next()) == "two"


async def test_deleting_the_webhook_leaves_what_was_not_delivered(
    bot: RawBot, maya: Person, hook: Hook
) -> None:
    hook.status = 500
    await bot("setWebhook", url=hook.url)
    await maya.text("kept")
    await hook.next()
    await bot("deleteWebhook")
    assert [words(u) for u in await bot.updates()] == ["kept"]
    assert (await bot("getWebhookInfo"))["url"] == ""
