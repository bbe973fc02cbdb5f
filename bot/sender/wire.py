"""One request to the Bot API, as plain JSON, and what came of it."""

import json
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Self

import aiohttp
import orjson
import structlog
from prometheus_client import Histogram

from core.settings import Settings

_PATIENCE = aiohttp.ClientTimeout(total=60, sock_connect=10, sock_read=30)
_MOST_CONNECTIONS = 64

TELEGRAM_SECONDS = Histogram(
    "peercargo_telegram_request_seconds",
    "Seconds a Bot API request took, by method and outcome",
    ("method", "outcome"),
)

Files = dict[str, tuple[str, bytes]]
"""File name and bytes, by the part that the parameters attach."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reply:
    """`code` is 200, an HTTP error that Telegram sent, or 0 when no answer came."""

    code: int
    result: Any = None
    description: str = ""
    retry_after: int = 0
    migrate_to: int | None = None
    may_have_arrived: bool = False


class Wire:
    """Requests of one bot over a few kept connections. The token never leaves the address."""

    def __init__(self, settings: Settings) -> None:
        self._base = f"{settings.telegram_api_base}/bot{settings.bot_token()}/"
        self._files = f"{settings.telegram_api_base}/file/bot{settings.bot_token()}"
        self._http: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession(
            timeout=_PATIENCE,
            connector=aiohttp.TCPConnector(limit=_MOST_CONNECTIONS, keepalive_timeout=60),
            json_serialize=lambda value: orjson.dumps(value).decode(),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._http is not None:
            await self._http.close()

    async def call(self, method: str, params: dict[str, Any], files: Files | None = None) -> Reply:
        """Make the request. Never raises for what the network or Telegram does."""
        started = perf_counter()
        reply = await self._call(method, params, files or {})
        seconds = perf_counter() - started
        outcome = "ok" if reply.code == 200 else str(reply.code)  # noqa: PLR2004  (HTTP)
        TELEGRAM_SECONDS.labels(method, outcome).observe(seconds)
        log.info("telegram", method=method, outcome=outcome, ms=round(seconds * 1000, 1))
        return reply

    async def download(self, path: str, *, most: int) -> bytes | None:
        """Fetch a file that getFile has named; None when it is larger than `most` bytes.

        Raises `aiohttp.ClientError` or `TimeoutError`.
        """
        if self._http is None:
            raise RuntimeError("the wire is not open")
        async with self._http.get(f"{self._files}/{path}", raise_for_status=True) as response:
            content = await response.content.read(most + 1)
            while len(content) <= most and not response.content.at_eof():
                content += await response.content.read(most + 1 - len(content))
        return content if len(content) <= most else None

    async def _call(self, method: str, params: dict[str, Any], files: Files) -> Reply:
        if self._http is None:
            raise RuntimeError("the wire is not open")
        body: dict[str, Any] = {"data": _form(params, files)} if files else {"json": params}
        try:
            async with self._http.post(self._base + method, **body) as response:
                return _read(response.status, await response.read())
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            return Reply(0, description=type(error).__name__)
        except (aiohttp.ClientError, TimeoutError) as error:
            return Reply(0, description=type(error).__name__, may_have_arrived=True)


def _form(params: dict[str, Any], files: Files) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in params.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    for part, (name, content) in files.items():
        form.add_field(part, content, filename=name)
    return form


def _read(status: int, body: bytes) -> Reply:
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        # A proxy in between answered; the request may have passed it.
        return Reply(status, description="no JSON", may_have_arrived=True)
    if answer.get("ok"):
        return Reply(200, result=answer.get("result"))
    parameters = answer.get("parameters") or {}
    return Reply(
        int(answer.get("error_code") or status),
        description=str(answer.get("description") or ""),
        retry_after=int(parameters.get("retry_after") or 0),
        migrate_to=parameters.get("migrate_to_chat_id"),
        may_have_arrived=status >= 500,  # noqa: PLR2004  (HTTP)
    )
