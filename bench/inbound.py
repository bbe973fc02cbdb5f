"""How fast people are answered: updates a second, and the wait while a broadcast runs.

A backlog of texts waits in the sandbox. Then the webhook is set, and the time to the last answer
counts: webhook, inbox, dispatcher, database, outbox, sender, answer. The rival is a bare
aiogram echo bot on the same sandbox, which keeps nothing. The bar is a ratio of 0.3, the aim 0.5.

The wait is measured under Telegram's limits, from a press in the menu to the new screen on the
phone, while a digest goes out to 600 people; the bar is 300 ms at p95.
"""

import asyncio
import signal
import socket
import sys
import time
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from statistics import quantiles

from bench.figures import Figure
from bench.product import know, queue_words, services_for
from bench.town import TOKEN, Town, open_town
from bot.runner import open_bot
from core.outbox.states import Urgency
from webhooks.telegram import TELEGRAM_PATH

PEOPLE = 150
TEXTS_EACH = 10
AUDIENCE = 600
PRESSES = 30
JOINING_PRESSES = 4
_LOOK_SECONDS = 0.25
_PRESS_SECONDS = 1.2
"""Between two presses of one person: Telegram lets a chat have one message or edit a second."""


async def measure_inbound() -> list[Figure]:
    bare = await _rate(_running_echo)
    ours = await _rate(_running_ours)
    p50, p95 = await _waits()
    return [
        Figure("updates answered", ours, "updates/s", rival=bare, against="bare aiogram echo"),
        Figure("press to new screen during a broadcast, p50", p50, "ms"),
        Figure("press to new screen during a broadcast, p95", p95, "ms"),
    ]


async def _rate(running: Callable[[Town], AbstractAsyncContextManager[None]]) -> float:
    """Let a backlog wait, start the bot, and count its answers."""
    async with open_town(with_limits=False) as town:
        people = await town.crowd(PEOPLE)
        for number in range(TEXTS_EACH):
            await asyncio.gather(*(town.say(person, f"Text {number}") for person in people))
        expected = PEOPLE * (TEXTS_EACH + 1)
        async with running(town):
            times: list[float] = []
            seen = 0
            while len(times) < expected:
                await asyncio.sleep(_LOOK_SECONDS)
                news = await town.requests("sendMessage", since=seen)
                times += [one["at"] for one in news]
                seen = max((one["n"] for one in news), default=seen)
            began = float((await town.requests("setWebhook"))[-1]["at"])
        return expected / (max(times) - began)


def _running_ours(town: Town) -> AbstractAsyncContextManager[None]:
    return running("bench.whole_bot", town.url, str(free_port()))


def _running_echo(town: Town) -> AbstractAsyncContextManager[None]:
    return running("bench.echo_bot", town.url, TOKEN, str(free_port()))


@asynccontextmanager
async def running(module: str, *arguments: str) -> AsyncIterator[None]:
    """Run a bot in a process of its own, so that whoever measures takes nothing from it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *arguments),
        cwd=Path(__file__).parents[1],
        stdin=DEVNULL,
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        await process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _waits() -> tuple[float, float]:
    """Milliseconds from a press to the new screen, at p50 and p95, while a digest goes out."""
    async with open_town(with_limits=True) as town, services_for(town.url) as services:
        channels = await know(services, await town.crowd(AUDIENCE))
        await town.drop_updates()
        async with open_bot(services) as bot:
            running = asyncio.create_task(bot.run(webhook_path=TELEGRAM_PATH))
            presser = Presser(town, (await town.crowd(1))[0])
            await presser.sees_new_screen()
            for _ in range(JOINING_PRESSES):
                await presser.press()
            await queue_words(services, channels, urgency=Urgency.DIGEST, rounds=2)
            waits = [await presser.press() for _ in range(PRESSES)]
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
    percentiles = quantiles(waits, n=20)
    return percentiles[9] * 1000, percentiles[18] * 1000


class Presser:
    """One person who presses the first button of whatever screen comes, and waits for the next."""

    def __init__(self, town: Town, person: int) -> None:
        self._town = town
        self._person = person
        self._chat = f"{person}:{TOKEN.partition(':')[0]}"
        self._seen = 0
        self._screen = 0

    async def press(self) -> float:
        """Answer the seconds it took, then rest as long as a chat must."""
        began = time.perf_counter()
        body = {"chat_key": self._chat, "message_id": self._screen, "row": 0, "column": 0}
        await self._town.ask("POST", f"/people/{self._person}/press", body)
        await self.sees_new_screen()
        waited = time.perf_counter() - began
        await asyncio.sleep(_PRESS_SECONDS)
        return waited

    async def sees_new_screen(self) -> None:
        while True:
            query = f"person={self._person}&after_event={self._seen}&timeout=20"
            for event in await self._town.ask("GET", f"/wait?{query}"):
                self._seen = event["id"]
                message = event["data"].get("message", {})
                if event["event"] in {"message", "edited"} and "reply_markup" in message:
                    self._screen = message["message_id"]
                    return
