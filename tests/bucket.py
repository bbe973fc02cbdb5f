"""A bucket that speaks as much of S3 as the storage asks, and answers when a test says so."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import Final

from aiohttp import web

from core.storage.files import Kept
from sandbox.faults import Faults

NAME = "cargo"

_VERBS: Final = MappingProxyType(
    {"put_object": "PUT", "get_object": "GET", "delete_object": "DELETE"}
)
_MISSING = "<Error><Code>NoSuchKey</Code><Message>The key does not exist.</Message></Error>"


class Bucket:
    """What is `kept`, by key."""

    def __init__(self) -> None:
        self.url = ""
        self.kept: dict[str, Kept] = {}
        self._faults = Faults()
        self._is_deaf = False

    def holds(self, call: str) -> None:
        """Let no call of this kind be answered before it `lets_go` or `loses` it."""
        self._faults.add({"kind": "held", "method": _VERBS[call]})

    async def is_asked(self, call: str) -> bool:
        """Tell whether a call of this kind is held."""
        faults = self._faults.as_wire()
        return any(one["under_way"] for one in faults if one["method"] == _VERBS[call])

    async def lets_go(self) -> None:
        """Do what was asked, and wait until it is done."""
        await self._faults.take_all_away()

    async def loses(self) -> None:
        """Let what was asked never have come."""
        self._is_deaf = True
        await self._faults.take_all_away()
        self._is_deaf = False

    async def serve(self, request: web.Request) -> web.Response:
        content = await request.read()
        async with self._faults.delaying(self._faults.strike(request.method, None)):
            if self._is_deaf:
                return web.Response(status=503)
            return self._act(request, content)

    def _act(self, request: web.Request, content: bytes) -> web.Response:
        key = request.match_info["key"]
        match request.method:
            case "PUT":
                self.kept[key] = Kept(content, request.content_type)
                return web.Response(headers={"ETag": '"1"'})
            case "DELETE":
                self.kept.pop(key, None)
                return web.Response(status=204)
            case _ if key in self.kept:
                found = self.kept[key]
                return web.Response(body=found.content, content_type=found.media_type)
            case _:
                return web.Response(status=404, text=_MISSING, content_type="application/xml")


@asynccontextmanager
async def opened_bucket() -> AsyncIterator[Bucket]:
    bucket = Bucket()
    app = web.Application(client_max_size=2**25)
    app.router.add_route("*", f"/{NAME}/{{key:.+}}", bucket.serve)
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    bucket.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield bucket
    finally:
        await bucket.loses()
        await runner.cleanup()
