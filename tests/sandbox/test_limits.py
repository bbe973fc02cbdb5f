"""Telegram's limits on sending, by the sandbox's own clock where time must pass."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox.limits import LimitRules, Limits
from tests.phones import Person, Phones
from tests.sandbox.conftest import TOKEN, USERNAME, RawBot, Refusal, Served

BURST = LimitRules().chat_burst


@pytest.fixture
async def bot(limited: Served) -> AsyncIterator[RawBot]:
    async with aiohttp.ClientSession(limited.url) as http:
        yield RawBot(http, TOKEN)


@pytest.fixture
async def phones(limited: Served) -> AsyncIterator[Phones]:
    async with Phones.at(limited.url, bot=USERNAME) as opened:
        yield opened


async def burst(bot: RawBot, method: str, times: int, **params: Any) -> Refusal:
    """So many go through, and the next one is refused."""
    for _ in range(times):
        await bot(method, **params)
    with pytest.raises(Refusal) as refused:
        await bot(method, **params)
    return refused.value


async def test_a_chat_takes_a_short_burst_and_then_one_a_second(
    bot: RawBot, maya: Person, limited: Served
) -> None:
    refused = await burst(bot, "sendMessage", BURST, chat_id=maya.id, text="x")
    assert refused.code == 429
    assert refused.description == "Too Many Requests: retry after 1"
    assert refused.parameters == {"retry_after": 1}
    limited.inside.clock.advance(1)
    await burst(bot, "sendMessage", 1, chat_id=maya.id, text="x")


async def test_edits_and_sends_share_the_limit(bot: RawBot, maya: Person) -> None:
    sent = await bot("sendMessage", chat_id=maya.id, text="0")
    where = {"chat_id": maya.id, "message_id": sent["message_id"]}
    for number in range(1, BURST):
        await bot("editMessageText", **where, text=str(number))
    with pytest.raises(Refusal, match="retry after"):
        await bot("editMessageText", **where, text="one more")


async def test_an_album_costs_as_much_as_it_shows(
    bot: RawBot, maya: Person, limited: Served
) -> None:
    shown = await maya.photo()
    file_id = (await bot.updates())[0]["message"]["photo"][0]["file_id"]
    assert shown["photo"][0]["file_unique_id"]
    media = [{"type": "photo", "media": file_id}] * 8
    await bot("sendMediaGroup", chat_id=maya.id, media=media)
    with pytest.raises(Refusal) as refused:
        await bot("sendMessage", chat_id=maya.id, text="x")
    assert refused.value.parameters["retry_after"] == 8 - BURST + 1


async def test_a_group_takes_twenty_a_minute(
    bot: RawBot, phones: Phones, maya: Person, limited: Served
) -> None:
    group = await phones.ask(
        "POST", "/groups", {"title": "Crew", "members": [maya.id], "bots": [USERNAME]}
    )
    refused = await burst(bot, "sendMessage", 20, chat_id=group["id"], text="x")
    assert 55 <= refused.parameters["retry_after"] <= 60
    limited.inside.clock.advance(61)
    await bot("sendMessage", chat_id=group["id"], text="x")


async def test_thirty_a_second_overall_and_no_more(bot: RawBot, phones: Phones) -> None:
    await phones.limits(chat_burst=1000)
    people = [await phones.person(f"P{n}") for n in range(40)]
    for person in people:
        await person.start()
    answers = []
    for person in people:
        try:
            await bot("sendMessage", chat_id=person.id, text="x")
            answers.append(200)
        except Refusal as refusal:
            answers.append(refusal.code)
    assert 30 <= answers.count(200) < 40
    assert (await phones.ask("GET", "/limits"))["refused"]["overall"] == answers.count(429)


async def test_what_is_no_send_is_not_limited(bot: RawBot, maya: Person) -> None:
    await burst(bot, "sendMessage", BURST, chat_id=maya.id, text="x")
    for _ in range(5):
        await bot("sendChatAction", chat_id=maya.id, action="typing")
        await bot("getChat", chat_id=maya.id)
        await bot("deleteMessages", chat_id=maya.id, message_ids=[2])


async def test_a_refused_request_costs_nothing(bot: RawBot, maya: Person) -> None:
    for _ in range(5):
        with pytest.raises(Refusal, match="message is too long"):
            await bot("sendMessage", chat_id=maya.id, text="x" * 5000)
    await burst(bot, "sendMessage", BURST, chat_id=maya.id, text="x")


async def test_limits_can_be_switched_off(bot: RawBot, phones: Phones, maya: Person) -> None:
    assert (await phones.limits(enabled=False))["enabled"] is False
    for _ in range(10):
        await bot("sendMessage", chat_id=maya.id, text="x")


def test_a_quiet_hour_saves_up_no_more_than_the_burst() -> None:
    limits = Limits(LimitRules(chat_burst=2))
    waits = [limits.wait_seconds(1, 5, cost=1, at=3600.0) for _ in range(3)]
    assert waits == [0, 0, 1]


def test_who_keeps_to_one_a_second_is_never_refused() -> None:
    limits = Limits(LimitRules())
    assert not any(limits.wait_seconds(1, 5, cost=1, at=float(at)) for at in range(1000, 1600))
