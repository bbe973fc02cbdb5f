"""A web server on a port, and programs that listen to a line over a real WebSocket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import UUID

import aiohttp
import orjson
from starlette.types import ASGIApp, Message

from bot.errands import run_errands
from core.copies.flows import Herald
from core.copies.service import LINES_CHANNEL
from core.wiring import Services
from tests.killing import free_port, until
from tests.webhooks.api.posts import Json
from webhooks.app import build_web
from webhooks.server import serve_web

PATIENCE_SECONDS = 10.0
_NEWS = ("message", "line")


class Feed:
    """One connection to one line, as a program has it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def next(self, *kinds: str) -> Json:
        """Give the next frame of these kinds, and pass over others."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                frame: Json = await self.socket.receive_json()
                if frame["type"] in kinds:
                    return frame

    async def message(self) -> Json:
        found: Json = (await self.next("message"))["message"]
        return found

    async def until_ready(self) -> list[Json]:
        """Give the messages that came before it was ready."""
        messages = []
        while (frame := await self.next("message", "ready"))["type"] != "ready":
            messages.append(frame["message"])
        return messages

    async def say(self, text: str, ref: str = "one", **facts: object) -> Json:
        """Say it, and give the answer: `said` or `problem`."""
        await self.socket.send_json({"type": "say", "ref": ref, "text": text, **facts})
        return await self.next("said", "problem")

    async def send(self, **frame: object) -> None:
        await self.socket.send_json(frame)

    async def closed(self) -> tuple[int, str]:
        """Read until it is closed; give the code and the reason."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                message = await self.socket.receive()
                if message.type is aiohttp.WSMsgType.CLOSE:
                    return message.data, str(message.extra or "")
                assert message.type is not aiohttp.WSMsgType.CLOSED, self.socket.close_code


class Server:
    """One web process, as far as programs can tell."""

    def __init__(
        self, app: ASGIApp, url: str, http: aiohttp.ClientSession, serving: asyncio.Task[None]
    ) -> None:
        self._app = app
        self.url = url
        self._http = http
        self._serving = serving

    @asynccontextmanager
    async def deaf(self, line_id: UUID, secret: str) -> AsyncIterator[None]:
        """Connect and never take what is sent: no buffer of the network's is in between."""
        is_stuck = asyncio.Event()
        hello = orjson.dumps({"type": "hello", "token": secret}).decode()
        frames = iter([{"type": "websocket.connect"}, {"type": "websocket.receive", "text": hello}])

        async def receive() -> Message:
            frame = next(frames, None)
            if frame is None:
                await asyncio.Event().wait()
            return frame or {}

        async def send(message: Message) -> None:
            if message["type"] == "websocket.send":
                is_stuck.set()
                await asyncio.Event().wait()

        path = f"/api/v1/chat/{line_id}/live"
        scope = {"type": "websocket", "path": path, "headers": [], "query_string": b""}

        async def talk() -> None:
            await self._app(scope, receive, send)

        talking = asyncio.create_task(talk())
        async with asyncio.timeout(PATIENCE_SECONDS):
            await is_stuck.wait()
        yield
        talking.cancel()
        with suppress(asyncio.CancelledError):
            await talking

    async def stop(self) -> None:
        self._serving.cancel()
        with suppress(asyncio.CancelledError):
            await self._serving

    @asynccontextmanager
    async def connection(
        self, line_id: UUID, *, header: str | None = None, query: str = ""
    ) -> AsyncIterator[Feed]:
        """Connect and say nothing yet."""
        headers = {} if header is None else {"Authorization": f"Bearer {header}"}
        address = f"{self.url}/api/v1/chat/{line_id}/live{query}"
        async with self._http.ws_connect(address, headers=headers, autoping=True) as socket:
            yield Feed(socket)

    @asynccontextmanager
    async def feed(self, line_id: UUID, secret: str, *, after: int = 0) -> AsyncIterator[Feed]:
        async with self.connection(line_id) as feed:
            await feed.send(type="hello", token=secret, after=after)
            yield feed


@asynccontextmanager
async def a_server(services: Services) -> AsyncIterator[Server]:
    """Serve on a free port of this machine during the block."""
    port = free_port()
    app = build_web(services)
    serving = asyncio.create_task(serve_web(app, host="127.0.0.1", port=port))

    async def answers() -> bool:
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return True
        return False

    await until(answers)
    async with aiohttp.ClientSession() as http:
        server = Server(app, f"http://127.0.0.1:{port}", http, serving)
        yield server
        await server.stop()


@asynccontextmanager
async def telling(services: Services) -> AsyncIterator[None]:
    """Do what a worker does: tell the web processes which lines have changed."""
    herald = Herald(services.db, services.redis, clock=services.clock)
    running = asyncio.create_task(run_errands(services.db, LINES_CHANNEL, herald.publish_due))
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
