"""One bot's mailbox: updates in order, each waiting until confirmed or expired.

An update is filtered by `allowed_updates` when it happens, as with Telegram: a kind that is allowed
later does not bring back what was missed.
"""

import asyncio
from collections.abc import Callable

from sandbox.clock import Clock
from sandbox.updates.kinds import EXCLUDED_BY_DEFAULT, LIFETIME_SECONDS, queue_of
from sandbox.wire import Wire
from sandbox.world.store import Store
from sandbox.world.things import Bot, WaitingUpdate


class Mailbox:
    def __init__(self, bot: Bot, clock: Clock, store: Store) -> None:
        self.bot = bot
        self._clock = clock
        self._store = store
        self._waiting: dict[int, WaitingUpdate] = {}
        self._arrived = asyncio.Event()
        self.on_arrival: Callable[[WaitingUpdate], None] | None = None
        self.on_confirmation: Callable[[WaitingUpdate], None] | None = None
        self.polled_at = 0.0
        self.poller: asyncio.Future[str] | None = None

    def put_back(self, update: WaitingUpdate) -> None:
        """Take one back that was kept over a restart."""
        self._waiting[update.update_id] = update

    def post(self, name: str, body: Wire, *, chat_key: str) -> None:
        allowed = self.bot.allowed_updates
        if name not in allowed if allowed else name in EXCLUDED_BY_DEFAULT:
            return
        update = WaitingUpdate(
            bot_id=self.bot.id,
            update_id=self.bot.next_update_id,
            name=name,
            body=body,
            queue=queue_of(name, body),
            expires_at=self._clock.now() + LIFETIME_SECONDS[name],
            chat_key=chat_key,
        )
        self.bot.next_update_id += 1
        self._waiting[update.update_id] = update
        self._store.save(self.bot)
        self._store.save(update)
        self._arrived.set()
        if self.on_arrival is not None:
            self.on_arrival(update)

    def waiting(self, limit: int | None = None) -> list[WaitingUpdate]:
        """List what has not been confirmed, oldest first; what has expired is gone."""
        now = self._clock.now()
        for update in [u for u in self._waiting.values() if u.expires_at <= now]:
            self._drop(update)
        return list(self._waiting.values())[:limit]

    def still_waits(self, update: WaitingUpdate) -> bool:
        if update.expires_at <= self._clock.now():
            self._drop(update)
        return update.update_id in self._waiting

    def note_failure(self, reason: str) -> None:
        """Remember what getWebhookInfo tells of a delivery that failed."""
        if self.bot.webhook is not None:
            self.bot.webhook["last_error_date"] = int(self._clock.now())
            self.bot.webhook["last_error_message"] = reason
            self._store.save(self.bot)

    def confirm(self, update: WaitingUpdate) -> None:
        self._drop(update)
        if self.on_confirmation is not None:
            self.on_confirmation(update)

    def confirm_before(self, update_id: int) -> None:
        for update in [u for u in self._waiting.values() if u.update_id < update_id]:
            self.confirm(update)

    def keep_last(self, count: int) -> None:
        """Forget all but the last, which is what a negative offset of getUpdates means."""
        for update in list(self._waiting.values())[:-count]:
            self._drop(update)

    def clear(self) -> None:
        for update in list(self._waiting.values()):
            self._drop(update)

    def begin_poll(self) -> asyncio.Future[str]:
        """Return what is awaited while polling: done, with a reason, when another takes over."""
        self.poller = asyncio.get_running_loop().create_future()
        return self.poller

    def end_poll(self, reason: str) -> None:
        if self.poller is not None and not self.poller.done():
            self.poller.set_result(reason)
        self.poller = None

    async def arrival(self) -> None:
        """Wait until something waits."""
        self._arrived.clear()
        if not self._waiting:
            await self._arrived.wait()

    def _drop(self, update: WaitingUpdate) -> None:
        if self._waiting.pop(update.update_id, None) is not None:
            self._store.forget(update)
