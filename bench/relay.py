"""From one phone to the other through a line: the wait when idle, the rate, and a large crowd.

The rival is a bare aiogram bot on the same sandbox that only calls `copyMessage`. It keeps
nothing, hides nobody, and knows neither changes nor what was taken back. The bars: within 3 times
its wait at p50 and p95 under 100 ms when idle; at least 0.4 of its rate with limits lifted; and
2,000 lines under Telegram's limits without a 429, with fair shares.

How fair is Jain's index of what each line has got by half-time, (Σx)² / (n·Σx²): 1 is equal (Jain,
Chiu and Hawe, 1984).
"""

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from bench.figures import Figure
from bench.inbound import free_port, running
from bench.town import TOKEN, Json, Town, open_town

COUPLES = 75
TEXTS_EACH = 10
WORDS = 200
LINES = 2_000
ROUNDS = 2
_LOOK_SECONDS = 0.25
_PAUSE_SECONDS = 0.05
_LISTENS = 20
_OK = 200

Running = Callable[[Town, Sequence[int]], AbstractAsyncContextManager[None]]


async def measure_relay() -> list[Figure]:
    bare_waits = await _waits(_copier)
    waits = await _waits(_ours)
    bare = await _rate(_copier, "copyMessage")
    ours = await _rate(_ours, "sendMessage")
    paced, refused, fairness = await _crowd()
    rival = "bare aiogram copyMessage"
    return [
        Figure("phone to phone, idle, p50", waits[0], "ms", rival=bare_waits[0], against=rival),
        Figure("phone to phone, idle, p95", waits[1], "ms", rival=bare_waits[1], against=rival),
        Figure("relayed, limits lifted", ours, "messages/s", rival=bare, against=rival),
        Figure(f"{LINES:,} lines under Telegram's limits", paced, "messages/s"),
        Figure("refusals (429) provoked", float(refused), "requests"),
        Figure("fairness at half-time (1 is equal)", fairness, "of 1"),
    ]


async def _waits(bot: Running) -> tuple[float, float]:
    """Milliseconds from one phone's sending to the other's receiving, at p50 and p95."""
    async with open_town(with_limits=False) as town:
        people = await town.crowd(2)
        await town.drop_updates()
        async with bot(town, people):
            await _until_set(town)
            listener = _Listener(town, people[1])
            await listener.catch_up()
            waits = [await listener.hears(people[0], a_word(one)) for one in range(WORDS)]
    percentiles = quantiles(waits, n=20)
    return percentiles[9] * 1000, percentiles[18] * 1000


class _Listener:
    """One person who waits for the next message in his chat."""

    def __init__(self, town: Town, person: int) -> None:
        self._town = town
        self._person = person
        self._seen = 0

    async def catch_up(self) -> None:
        while news := await self._news(0):
            self._seen = news[-1]["id"]

    async def hears(self, other: int, text: str) -> float:
        """Let the other one say it; answer the seconds until it is here, then rest a little."""
        began = time.perf_counter()
        await self._town.say(other, text)
        while True:
            news = await self._news(_LISTENS)
            self._seen = news[-1]["id"]
            if any(text in str(one["data"]) for one in news if one["event"] == "message"):
                break
        waited = time.perf_counter() - began
        await asyncio.sleep(_PAUSE_SECONDS)
        return waited

    async def _news(self, seconds: int) -> list[Json]:
        query = f"person={self._person}&after_event={self._seen}&timeout={seconds}"
        found: list[Json] = await self._town.ask("GET", f"/wait?{query}")
        return found


async def _rate(bot: Running, method: str) -> float:
    """Let a backlog wait, start the bot, and count what it relays."""
    async with open_town(with_limits=False) as town:
        people = await town.crowd(2 * COUPLES)
        await town.drop_updates()
        await _say_all(town, people, TEXTS_EACH)
        async with bot(town, people):
            times = await _times(town, method, len(people) * TEXTS_EACH)
            began = float((await town.requests("setWebhook"))[-1]["at"])
        return len(times) / (max(at for at, _ in times) - began)


async def _crowd() -> tuple[float, int, float]:
    """Let every line speak under Telegram's limits; messages/s, refusals, and how fair it was."""
    async with open_town(with_limits=True) as town:
        people = await town.crowd(2 * LINES)
        await town.drop_updates()
        writers = people[::2]
        await _say_all(town, writers, ROUNDS)
        async with _ours(town, people, "--paced"):
            times = await _times(town, "sendMessage", LINES * ROUNDS)
            refused = await town.refused()
    by_time = sorted(times)
    got = Counter(chat for _, chat in by_time[: len(by_time) // 2])
    shares = [got[str(one)] for one in people[1::2]]
    fairness = sum(shares) ** 2 / (len(shares) * sum(one**2 for one in shares))
    return (len(times) - 1) / (by_time[-1][0] - by_time[0][0]), refused, fairness


def a_word(number: int) -> str:
    """Words in letters: digits that come one message after the other look like a telephone."""
    return "Word " + "".join("abcdefghij"[int(digit)] for digit in str(number))


async def _say_all(town: Town, people: Sequence[int], rounds: int) -> None:
    for number in range(rounds):
        await asyncio.gather(*(town.say(person, a_word(number)) for person in people))


async def _times(town: Town, method: str, expected: int) -> list[tuple[float, str]]:
    """Wait until so many were sent; answer when each was, and to whom."""
    times: list[tuple[float, str]] = []
    seen = 0
    while len(times) < expected:
        await asyncio.sleep(_LOOK_SECONDS)
        news = await town.requests(method, since=seen)
        times += [
            (one["at"], str(one["params"]["chat_id"])) for one in news if one["status"] == _OK
        ]
        seen = max((one["n"] for one in news), default=seen)
    return times


async def _until_set(town: Town) -> None:
    # Another process is at work, and cannot set an event here.
    while not await town.requests("setWebhook"):  # noqa: ASYNC110
        await asyncio.sleep(_LOOK_SECONDS)


@asynccontextmanager
async def _ours(town: Town, people: Sequence[int], *more: str) -> AsyncIterator[None]:
    with _listed(people) as path:
        arguments = (town.url, str(free_port()), str(path), *more)
        async with running("bench.whole_bot", *arguments):
            yield


@asynccontextmanager
async def _copier(town: Town, people: Sequence[int]) -> AsyncIterator[None]:
    with _listed(people) as path:
        arguments = (town.url, TOKEN, str(free_port()), str(path))
        async with running("bench.copy_bot", *arguments):
            yield


class _listed(TemporaryDirectory[str]):  # noqa: N801  (used as a context manager)
    """A file with the ids."""

    def __init__(self, people: Sequence[int]) -> None:
        super().__init__(prefix="peercargo-bench-")
        self._people = list(people)

    def __enter__(self) -> Path:  # type: ignore[override]  # the file, not the directory
        path = Path(super().__enter__()) / "people.json"
        path.write_text(json.dumps(self._people))
        return path
