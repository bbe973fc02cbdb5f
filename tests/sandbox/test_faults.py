"""Faults on demand: each befalls what it names, as often as it says."""

import asyncio

import aiohttp
import pytest

from tests.phones import Json, Person, Phones, PlaneError
from tests.sandbox.conftest import RawBot, Refusal
from tests.soon import soon


async def said(maya: Person) -> list[str]:
    return [message["text"] for message in await maya.messages() if not message["outgoing"]]


async def _held(phones: Phones) -> Json:
    while not (fault := (await phones.faults())[0])["under_way"]:
        pass
    return fault


async def _all_over(phones: Phones) -> None:
    while await phones.faults():
        pass


async def test_dropped_before_nothing_has_happened(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    await phones.fault("drop_before", method="sendMessage", count=1)
    with pytest.raises(aiohttp.ClientError):
        await bot("sendMessage", chat_id=maya.id, text="first")
    await bot("sendMessage", chat_id=maya.id, text="second")
    assert await said(maya) == ["second"]


async def test_dropped_after_the_message_is_there_and_the_bot_cannot_know(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    await phones.fault("drop_after", method="sendmessage", count=1)
    with pytest.raises(aiohttp.ClientError):
        await bot("sendMessage", chat_id=maya.id, text="first")
    assert await said(maya) == ["first"]


async def test_a_bad_gateway_comes_before_or_after_the_deed(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    for kind in ("bad_gateway", "bad_gateway_after"):
        await phones.fault(kind, chat_id=maya.id, count=1)
        with pytest.raises(Refusal) as refused:
            await bot("sendMessage", chat_id=maya.id, text=kind)
        assert (refused.value.code, refused.value.description) == (502, "Bad Gateway")
    assert await said(maya) == ["bad_gateway_after"]


async def test_a_made_up_429_names_the_seconds_it_was_given(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    await phones.fault("too_many", retry_after=35)
    with pytest.raises(Refusal) as refused:
        await bot("sendMessage", chat_id=maya.id, text="x")
    assert refused.value.parameters == {"retry_after": 35}
    await phones.clear_faults()
    await bot("sendMessage", chat_id=maya.id, text="x")


async def test_a_slow_answer_is_slow(bot: RawBot, maya: Person, phones: Phones) -> None:
    await phones.fault("slow", method="sendMessage", seconds=0.05, count=1)
    await bot("sendMessage", chat_id=maya.id, text="x")
    (asked,) = await phones.requests("sendMessage")
    assert asked["seconds"] >= 0.05


async def test_who_hangs_up_on_a_slow_answer_has_sent_the_message_all_the_same(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    await phones.fault("slow", method="sendMessage", seconds=0.2, count=1)
    with pytest.raises(TimeoutError):
        await soon(bot("sendMessage", chat_id=maya.id, text="x"), 0.05)
    await maya.hears("x")


async def test_what_is_held_goes_on_when_the_fault_is_taken_away(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    made = await phones.fault("held", method="sendMessage", count=1)
    asking = asyncio.create_task(bot("sendMessage", chat_id=maya.id, text="held"))
    fault = await soon(_held(phones), 5)
    assert (fault["under_way"], fault["count"]) == (1, 0)
    await bot("sendMessage", chat_id=maya.id, text="not held")
    assert await said(maya) == ["not held"]
    await phones.ask("DELETE", f"/faults/{made}")
    assert await said(maya) == ["not held", "held"]
    await asking


async def test_a_slow_fault_is_there_until_what_it_delays_is_over(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    await phones.fault("slow", method="sendMessage", seconds=0.2, count=2)
    for left in (1, 0):
        with pytest.raises(TimeoutError):
            await soon(bot("sendMessage", chat_id=maya.id, text="x"), 0.05)
        (fault,) = await phones.faults()
        assert fault["count"] == left
    await soon(_all_over(phones), 5)
    assert await said(maya) == ["x", "x"]


async def test_a_download_is_befallen_like_any_request(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    await maya.send("document", files_sent={"notes.txt": b"bring the parcel"})
    (update,) = await bot.updates()
    path = (await bot("getFile", file_id=update["message"]["document"]["file_id"]))["file_path"]
    await phones.fault("bad_gateway", method="file", count=1)
    with pytest.raises(AssertionError, match="502"):
        await bot.download(path)
    await phones.fault("drop_before", method="file")
    with pytest.raises(aiohttp.ClientError):
        await bot.download(path)
    await phones.clear_faults()
    assert await bot.download(path) == b"bring the parcel"


async def test_a_fault_of_another_chat_or_method_leaves_this_one_alone(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    await phones.fault("drop_before", chat_id=5)
    await phones.fault("drop_before", method="sendPhoto")
    await phones.fault("drop_before", probability=0.0)
    await bot("sendMessage", chat_id=maya.id, text="x")
    assert len(await phones.faults()) == 3


async def test_one_fault_can_be_taken_away(phones: Phones) -> None:
    made = await phones.fault("bad_gateway")
    await phones.ask("DELETE", f"/faults/{made}")
    assert await phones.faults() == []


@pytest.mark.parametrize(
    "wish", [{}, {"kind": "flood"}, {"kind": "slow", "hue": 3}, {"kind": "held", "under_way": 1}]
)
async def test_an_unknown_fault_is_refused(phones: Phones, wish: dict[str, object]) -> None:
    with pytest.raises(PlaneError, match="400: no such fault"):
        await phones.ask("POST", "/faults", wish)


async def test_any_refusal_can_be_made_up(bot: RawBot, maya: Person, phones: Phones) -> None:
    told = {"error_code": 403, "description": "Forbidden: user is deactivated"}
    await phones.fault("refused", method="sendMessage", count=1, **told)
    with pytest.raises(Refusal) as refused:
        await bot("sendMessage", chat_id=maya.id, text="x")
    assert (refused.value.code, refused.value.description) == tuple(told.values())
    assert await said(maya) == []
