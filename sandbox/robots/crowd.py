"""Lets robots live: makes them one by one, and lets each answer what its phone shows.

`python -m sandbox.robots.crowd --url URL --bot USERNAME --count 300 --seed 7`, or `--robots` of
the sandbox itself.
"""

import argparse
import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any

import aiohttp

from sandbox.robots.chatting import Talks
from sandbox.robots.plans import WAYS, Plan, Way, plan
from sandbox.robots.reading import Answer, Pay, Press, Type, react, stands_alone

_ARRIVALS_SECONDS = (0.8, 1.6)
"""Between two who come. Each is told some twenty things while he joins and posts, and a bot may say
no more than thirty in a second: faster, and they would all wait for each other."""

_WAIT_SECONDS = 20
_MOST_ACTS = 60
"""A robot that has done so much for one post is lost, and rests."""


@dataclass(slots=True)
class Robot:
    id: int
    plan: Plan
    will: Random
    pace: Random
    """Dice of their own, so that what a robot decides does not depend on how often it waited."""

    talks: Talks = field(default_factory=Talks)
    has_posted: bool = False
    acts: int = 0
    newest: int = 0
    """Number of the latest screen there was: one above it is not looked at any more."""

    thoughts: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    """By the number of the message that is thought about: of screens one, of cards any."""


class Crowd:
    """Speaks to the control plane alone. `haste` divides every pause: 1 is a person's pace.

    On few `ways` more robots meet.
    """

    def __init__(
        self,
        http: aiohttp.ClientSession,
        *,
        bot: str,
        seed: int = 7,
        haste: float = 1.0,
        ways: Sequence[Way] = WAYS,
    ) -> None:
        self._http = http
        self._bot = bot
        self._dice = Random(seed)  # noqa: S311  (robots keep no secret)
        self._haste = haste
        self._ways = ways
        self._robots: dict[int, Robot] = {}

    @property
    def posted(self) -> int:
        """Tell how many robots have posted."""
        return sum(robot.has_posted for robot in self._robots.values())

    @property
    def thinking(self) -> int:
        """Tell how many messages robots are about to answer."""
        return sum(len(robot.thoughts) for robot in self._robots.values())

    async def live(self, count: int) -> None:
        """Grow to so many robots and go on until cancelled."""
        last = (await self._ask("GET", "/health"))["last_event"]
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._grow(count))
            while True:
                query = f"/wait?after_event={last}&timeout={_WAIT_SECONDS}"
                for event in await self._ask("GET", query):
                    last = event["id"]
                    robot = self._robots.get(_person_of(event))
                    if robot is not None and _is_said_by_bot(event):
                        self._think(tasks, robot, event["data"]["message"])

    async def _grow(self, count: int) -> None:
        known = [one for one in await self._ask("GET", "/people") if one.get("is_robot")]
        for number in range(count):
            wish = plan(self._dice, today=datetime.now(UTC).date(), ways=self._ways)
            will, pace = (Random(self._dice.random()) for _ in range(2))  # noqa: S311  (robots keep no secret)
            if number < len(known):
                # It was here before and has posted; it goes on answering.
                robot = Robot(known[number]["id"], wish, will, pace, has_posted=True)
                self._robots[robot.id] = robot
                continue
            made = await self._ask(
                "POST",
                "/people",
                {"first_name": wish.name, "language_code": wish.language, "is_robot": True},
            )
            self._robots[made["id"]] = Robot(made["id"], wish, will, pace)
            await self._ask("POST", f"/people/{made['id']}/send", self._said("start"))
            await asyncio.sleep(self._dice.uniform(*_ARRIVALS_SECONDS) / self._haste)

    def _think(self, tasks: asyncio.TaskGroup, robot: Robot, message: dict[str, Any]) -> None:
        """Think about what is shown now: about the newest screen, and about each card by itself."""
        number = message["message_id"]
        if robot.has_posted and stands_alone(message):
            stale = [number]
        elif number < robot.newest:
            return
        else:
            stale, robot.newest = [robot.newest, number], number
        for one in stale:
            if one in robot.thoughts:
                robot.thoughts.pop(one).cancel()
        thought = tasks.create_task(self._act(robot, message))
        robot.thoughts[number] = thought
        thought.add_done_callback(lambda done: _forget(robot, number, done))

    async def _act(self, robot: Robot, message: dict[str, Any]) -> None:
        text = str(message.get("text") or message.get("caption") or "")
        if text.startswith("✅") and not robot.has_posted:
            robot.has_posted, robot.acts = True, 0
        act = react(message, robot.plan, robot.talks, robot.will, has_posted=robot.has_posted)
        if act is None or robot.acts > _MOST_ACTS:
            return
        await asyncio.sleep(robot.pace.uniform(0.5, 5.0) / self._haste)
        robot.acts += not robot.has_posted
        path = f"/people/{robot.id}"
        # A screen may be gone by the time it is answered, as it may for a person.
        with contextlib.suppress(aiohttp.ClientResponseError):
            match act:
                case Type(words):
                    await self._ask("POST", f"{path}/send", self._said("text", text=words))
                case Answer(words):
                    said = self._said("text", text=words, reply_to=message["message_id"])
                    await self._ask("POST", f"{path}/send", said)
                case Pay(session):
                    await self._ask("POST", f"/stripe/sessions/{session}/pay")
                case Press(row, column):
                    place = {"row": row, "column": column, "wait": 0}
                    place |= {key: message[key] for key in ("chat_key", "message_id")}
                    await self._ask("POST", f"{path}/press", place)

    def _said(self, kind: str, **facts: str | int) -> dict[str, Any]:
        return {"bot": self._bot, "kind": kind, **facts}

    async def _ask(self, verb: str, path: str, body: object = None) -> Any:  # noqa: ANN401  (JSON)
        async with self._http.request(verb, f"/sandbox{path}", json=body) as answer:
            answer.raise_for_status()
            return await answer.json()


def _forget(robot: Robot, number: int, thought: asyncio.Task[None]) -> None:
    if robot.thoughts.get(number) is thought:
        del robot.thoughts[number]


def _person_of(event: dict[str, Any]) -> int:
    person, _, bot = str(event["data"].get("chat_key", "")).partition(":")
    return int(person) if bot else 0


def _is_said_by_bot(event: dict[str, Any]) -> bool:
    if event["event"] not in {"message", "edited"}:
        return False
    return not event["data"]["message"]["outgoing"]


async def run_robots(url: str, *, bot: str, count: int, seed: int = 7, haste: float = 1.0) -> None:
    """Let so many robots live in the sandbox at this address until cancelled."""
    async with aiohttp.ClientSession(url) as http:
        await Crowd(http, bot=bot, seed=seed, haste=haste).live(count)


def main() -> None:
    options = argparse.ArgumentParser(prog="robots", description=__doc__)
    options.add_argument("--url", required=True)
    options.add_argument("--bot", required=True)
    options.add_argument("--count", type=int, default=300)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--haste", type=float, default=1.0, help="1 is a person's pace")
    chosen = options.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(
            run_robots(
                chosen.url,
                bot=chosen.bot,
                count=chosen.count,
                seed=chosen.seed,
                haste=chosen.haste,
            )
        )


if __name__ == "__main__":
    main()
