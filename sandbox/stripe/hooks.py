"""Events: kept for who asks, and posted, signed, to whoever listens, until he answers well."""

import asyncio
import hmac
from hashlib import sha256

import aiohttp
import orjson

from sandbox.clock import Clock
from sandbox.stripe.things import Shelf, Thing
from sandbox.wire import Wire

_PAUSES_SECONDS = (0.5, 1.0, 2.0, 5.0, 15.0, 60.0)
"""Stripe takes hours; nobody at a demo does."""

_ANSWER_WITHIN = aiohttp.ClientTimeout(total=10)


def sign(body: bytes, secret: str, at: int) -> str:
    """Sign as Stripe does: HMAC-SHA256 of the time, a dot and the body."""
    digest = hmac.new(secret.encode(), b"%d." % at + body, sha256).hexdigest()
    return f"t={at},v1={digest}"


class Hooks:
    """One listener at most. While it is held, events gather; who lets go says in which order."""

    def __init__(self, shelf: Shelf, clock: Clock, version: str) -> None:
        self._shelf = shelf
        self._clock = clock
        self._version = version
        self._listener: tuple[str, str] | None = None
        self._held: list[Thing] | None = None
        self._roads: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    def listen(self, url: str, secret: str) -> None:
        self._listener = (url, secret)

    def hold(self) -> None:
        self._held = self._held or []

    def let_go(self, *, times: int, is_reversed: bool, lost: int) -> int:
        """Send what was held, each so often, less the first so many; answer how many there were."""
        held, self._held = self._held or [], None
        events = held[lost:]
        for event in reversed(events) if is_reversed else events:
            for _ in range(times):
                self._send(event)
        return len(held)

    def tell(self, name: str, thing: Thing) -> None:
        """Keep an event with the object as it is now, and send it."""
        event = self._shelf.add(
            "evt",
            {
                "object": "event",
                "api_version": self._version,
                "data": {"object": orjson.loads(orjson.dumps(thing.wire))},
                "pending_webhooks": 1 if self._listener else 0,
                "request": {"id": None, "idempotency_key": None},
                "type": name,
            },
        )
        if self._held is not None:
            self._held.append(event)
        else:
            self._send(event)

    def _send(self, event: Thing) -> None:
        if self._listener is None:
            return
        road = asyncio.get_running_loop().create_task(self._deliver(event, *self._listener))
        self._roads.add(road)
        road.add_done_callback(self._roads.discard)

    async def _deliver(self, event: Thing, url: str, secret: str) -> None:
        for pause in (0.0, *_PAUSES_SECONDS):
            await asyncio.sleep(pause)
            if await self._post(event.wire, url, secret):
                self._shelf.change(event, pending_webhooks=0)
                return

    async def _post(self, wire: Wire, url: str, secret: str) -> bool:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_ANSWER_WITHIN)
        body = orjson.dumps(wire)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": sign(body, secret, int(self._clock.now())),
        }
        try:
            async with self._session.post(url, data=body, headers=headers) as response:
                return response.ok
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def close(self) -> None:
        for road in self._roads:
            road.cancel()
        await asyncio.gather(*self._roads, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
