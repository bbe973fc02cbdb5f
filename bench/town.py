"""A sandbox as a process of its own, and a crowd of people in it."""

import asyncio
import json
import sys
import tempfile
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

import httpx

Json: TypeAlias = dict[str, Any]

TOKEN = "42:bench-token"  # noqa: S105  (only a sandbox knows it)
BOT = "peercargo_bench_bot"
_ROOT = Path(__file__).parents[1]
_AT_ONCE = 20
_START_SECONDS = 20.0


class Town:
    """The control plane of one sandbox."""

    def __init__(self, url: str, client: httpx.AsyncClient) -> None:
        self.url = url
        self._client = client
        self._at_once = asyncio.Semaphore(_AT_ONCE)

    async def ask(self, verb: str, path: str, body: Json | None = None) -> Any:  # noqa: ANN401  (JSON)
        async with self._at_once:
            answer = await self._client.request(verb, f"/sandbox{path}", json=body)
        answer.raise_for_status()
        return answer.json()

    async def crowd(self, size: int) -> list[int]:
        """Make people who have pressed Start; answer their ids."""

        async def one(number: int) -> int:
            made = await self.ask("POST", "/people", {"first_name": f"Person {number}"})
            await self.ask("POST", f"/people/{made['id']}/send", {"bot": BOT, "kind": "start"})
            return int(made["id"])

        return list(await asyncio.gather(*(one(number) for number in range(size))))

    async def say(self, person: int, text: str) -> None:
        body = {"bot": BOT, "kind": "text", "text": text}
        await self.ask("POST", f"/people/{person}/send", body)

    async def drop_updates(self) -> None:
        """Let the bot never hear what has been said so far."""
        path = f"/bot{TOKEN}/getUpdates"
        while found := (await self._client.post(path, json={"limit": 100})).json()["result"]:
            await self._client.post(path, json={"offset": found[-1]["update_id"] + 1, "limit": 1})

    async def requests(self, method: str, *, since: int = 0) -> list[Json]:
        """List what bots asked by that method, after the request numbered `since`."""
        found: list[Json] = await self.ask("GET", f"/requests?method={method}&since={since}")
        return found

    async def refused(self) -> int:
        """Count the requests that were refused for being too many."""
        limits = await self.ask("GET", "/limits")
        return sum(limits["refused"].values())


@asynccontextmanager
async def open_town(*, with_limits: bool) -> AsyncIterator[Town]:
    with tempfile.TemporaryDirectory(prefix="peercargo-bench-") as made:
        ready = Path(made) / "ready.json"
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "sandbox", "--port", "0", "--ready-file", str(ready)),
            *("--bot", f"{TOKEN}@{BOT}"),
            *(() if with_limits else ("--no-limits",)),
            cwd=_ROOT,
            stdin=DEVNULL,
            stdout=DEVNULL,
        )
        try:
            url = await _url_in(ready)
            async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False) as client:
                yield Town(url, client)
        finally:
            process.terminate()
            await process.wait()


async def _url_in(ready: Path) -> str:
    async with asyncio.timeout(_START_SECONDS):
        while True:
            with suppress(FileNotFoundError, json.JSONDecodeError):
                return str(json.loads(await asyncio.to_thread(ready.read_text))["url"])
            await asyncio.sleep(0.02)
