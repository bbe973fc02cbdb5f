"""A person with a phone, played through the sandbox's control plane: just enough to measure."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

import httpx

from bench.demo import BOT

Json: TypeAlias = dict[str, Any]

_WAIT_SECONDS = 30


class Phone:
    def __init__(self, client: httpx.AsyncClient, person_id: int) -> None:
        self._client = client
        self._id = person_id
        self._seen = 0

    async def start(self) -> None:
        """Press Start. What came before does not count as heard any more."""
        await self._catch_up()
        await self._ask("POST", f"/people/{self._id}/send", {"bot": BOT, "kind": "start"})

    async def hears(self) -> Json:
        """Wait for the bot's next message."""
        while True:
            news = await self._events(_WAIT_SECONDS)
            if not news:
                raise TimeoutError("the bot said nothing")
            for event in news:
                self._seen = event["id"]
                message: Json = event["data"].get("message", {})
                if event["event"] == "message" and not message["outgoing"]:
                    return message

    async def _catch_up(self) -> None:
        if news := await self._events(0):
            self._seen = news[-1]["id"]

    async def _events(self, seconds: float) -> list[Json]:
        query = f"person={self._id}&after_event={self._seen}&timeout={seconds}"
        found: list[Json] = await self._ask("GET", f"/wait?{query}")
        return found

    async def _ask(self, verb: str, path: str, body: Json | None = None) -> Any:  # noqa: ANN401  (JSON)
        return await ask(self._client, verb, path, body)


async def ask(client: httpx.AsyncClient, verb: str, path: str, body: Json | None = None) -> Any:  # noqa: ANN401  (JSON)
    """One request to the control plane."""
    answer = await client.request(verb, f"/sandbox{path}", json=body)
    answer.raise_for_status()
    return answer.json()


@asynccontextmanager
async def new_phone(url: str, name: str) -> AsyncIterator[Phone]:
    """Make a person who has never written to anyone."""
    async with httpx.AsyncClient(
        base_url=url, timeout=_WAIT_SECONDS + 10, trust_env=False
    ) as client:
        made = await ask(client, "POST", "/people", {"first_name": name})
        yield Phone(client, made["id"])
