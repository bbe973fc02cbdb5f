"""How fast words leave: under Telegram's limits without a refusal, and with the limits lifted.

Under the limits, one word for each of 1,000 chats must leave at 27 a second or more with no 429
provoked. Without them, the rival is a bare `asyncio.gather` of aiogram's `send_message` over
as many words: it keeps nothing and loses everything when it is killed.
"""

import asyncio
import time
from contextlib import suppress

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bench.figures import Figure
from bench.product import know, queue_words, services_for
from bench.town import TOKEN, Town, open_town
from bot.sender.schedule import TELEGRAM_LIMITS, Limits
from bot.sender.sender import Sender
from bot.sender.wire import Wire
from core.outbox.states import Urgency
from core.wiring import Services

CHATS = 1000
ROUNDS = 3
NO_LIMITS = Limits(per_second=100_000.0, burst=10_000.0, chat_per_second=1000.0, chat_burst=100.0)
_LOOK_SECONDS = 0.25


async def measure_sender() -> list[Figure]:
    paced, refused = await _paced()
    free, bare = await _free()
    return [
        Figure("sustained under Telegram's limits, 1,000 chats", paced, "messages/s"),
        Figure("refusals (429) provoked", float(refused), "requests"),
        Figure(
            "limits lifted",
            free,
            "messages/s",
            rival=bare,
            against="bare asyncio.gather of aiogram",
        ),
    ]


async def _paced() -> tuple[float, int]:
    async with open_town(with_limits=True) as town, services_for(town.url) as services:
        channels = await know(services, await town.crowd(CHATS))
        await queue_words(services, channels, urgency=Urgency.DIGEST)
        rate = await _rate_of_sender(services, town, CHATS, TELEGRAM_LIMITS)
        return rate, await town.refused()


async def _free() -> tuple[float, float]:
    async with open_town(with_limits=False) as town, services_for(town.url) as services:
        people = await town.crowd(CHATS)
        channels = await know(services, people)
        words = await queue_words(services, channels, urgency=Urgency.LINKLINE, rounds=ROUNDS)
        ours = await _rate_of_sender(services, town, words, NO_LIMITS)
        return ours, await _rate_of_gather(town, people)


async def _rate_of_sender(services: Services, town: Town, words: int, limits: Limits) -> float:
    """Messages a second from the first to the last, as the sandbox saw them."""
    async with Wire(services.settings) as wire:
        running = asyncio.create_task(Sender(services, wire, limits=limits).run())
        times: list[float] = []
        seen = 0
        while len(times) < words:
            await asyncio.sleep(_LOOK_SECONDS)
            news = await town.requests("sendMessage", since=seen)
            times += [one["at"] for one in news if one["status"] == 200]  # noqa: PLR2004  (HTTP)
            seen = max((one["n"] for one in news), default=seen)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
    return (len(times) - 1) / (max(times) - min(times))


async def _rate_of_gather(town: Town, people: list[int]) -> float:
    session = AiohttpSession(api=TelegramAPIServer.from_base(town.url))
    bot = Bot(TOKEN, session=session)
    began = time.perf_counter()
    for number in range(ROUNDS):
        await asyncio.gather(*(bot.send_message(person, f"Word {number}") for person in people))
    seconds = time.perf_counter() - began
    await session.close()
    return ROUNDS * len(people) / seconds
