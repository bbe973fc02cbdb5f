"""Carries one bot's updates to its webhook.

In every queue one delivery is in flight, the others of that queue wait, and at most
`max_connections` queues are on the road. What fails is tried again at once, then after 2, 4, 8 … 60
seconds or what `Retry-After` says, until it expires. Read in tdlib/telegram-bot-api's WebhookActor.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

import aiohttp

from sandbox.updates.mailbox import Mailbox
from sandbox.wire import Wire
from sandbox.world.things import Bot, WaitingUpdate

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
ANSWER_WITHIN = aiohttp.ClientTimeout(total=60)
LONGEST_PAUSE_SECONDS = 60.0
LONGEST_RETRY_AFTER_SECONDS = 3600.0

Reply = Callable[[Bot, aiohttp.ClientResponse], Awaitable[None]]
"""Acts on a method that a webhook's answer asks for."""


class Courier:
    def __init__(self, mailbox: Mailbox, webhook: Wire, reply: Reply) -> None:
        self._mailbox = mailbox
        self._webhook = webhook
        self._reply = reply
        self._queues: dict[str, deque[WaitingUpdate]] = {}
        self._roads: set[asyncio.Task[None]] = set()
        self._free = asyncio.Semaphore(webhook["max_connections"])
        self._session: aiohttp.ClientSession | None = None
        for update in mailbox.waiting():
            self.take(update)
        mailbox.on_arrival = self.take

    def take(self, update: WaitingUpdate) -> None:
        queue = self._queues.get(update.queue)
        if queue is not None:
            queue.append(update)
            return
        self._queues[update.queue] = deque([update])
        road = asyncio.get_running_loop().create_task(self._deliver_queue(update.queue))
        self._roads.add(road)
        road.add_done_callback(self._roads.discard)

    async def stop(self) -> None:
        # A newer courier may have taken over already.
        if self._mailbox.on_arrival == self.take:
            self._mailbox.on_arrival = None
        for road in self._roads:
            road.cancel()
        await asyncio.gather(*self._roads, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def _deliver_queue(self, name: str) -> None:
        queue = self._queues[name]
        while queue:
            update = queue.popleft()
            pause = 0.0
            while self._mailbox.still_waits(update):
                async with self._free:
                    failure = await self._deliver(update)
                if failure is None:
                    break
                await asyncio.sleep(failure.wait_seconds(pause))
                pause = min(pause * 2 or 2.0, LONGEST_PAUSE_SECONDS)
        del self._queues[name]

    async def _deliver(self, update: WaitingUpdate) -> "_Failure | None":
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=ANSWER_WITHIN)
        secret = self._webhook["secret_token"]
        headers = {SECRET_HEADER: secret} if secret else {}
        try:
            async with self._session.post(
                self._webhook["url"], json=update.as_wire(), headers=headers
            ) as response:
                if not response.ok:
                    return self._failed(
                        f"Wrong response from the webhook: {response.status} {response.reason}",
                        response.headers.get("Retry-After"),
                    )
                self._mailbox.confirm(update)
                await self._reply(self._mailbox.bot, response)
        except (aiohttp.ClientError, TimeoutError) as error:
            return self._failed(f"Connection failed: {error}", None)
        return None

    def _failed(self, reason: str, retry_after: str | None) -> "_Failure":
        self._mailbox.note_failure(reason)
        return _Failure(retry_after)


class _Failure:
    def __init__(self, retry_after: str | None) -> None:
        asked = float(retry_after) if retry_after and retry_after.isdigit() else 0.0
        self._asked = min(asked, LONGEST_RETRY_AFTER_SECONDS)

    def wait_seconds(self, pause: float) -> float:
        return self._asked or pause
