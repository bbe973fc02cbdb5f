"""All mailboxes, one for every bot and refilled from the store at start, and their couriers."""

import asyncio

from sandbox.clock import Clock
from sandbox.events import EventLog
from sandbox.updates.courier import Courier, Reply
from sandbox.updates.mailbox import Mailbox
from sandbox.wire import Wire
from sandbox.world.sight import seen_by_bot
from sandbox.world.store import Store
from sandbox.world.things import Bot, Chat, Message, WaitingUpdate
from sandbox.world.world import World

RECENT_SECONDS = 5.0


class PostOffice:
    def __init__(self, world: World, clock: Clock, store: Store, events: EventLog) -> None:
        self._world = world
        self._clock = clock
        self._store = store
        self._events = events
        self._mailboxes: dict[int, Mailbox] = {}
        self._couriers: dict[int, Courier] = {}
        self._leaving: set[asyncio.Task[None]] = set()
        self.reply: Reply | None = None
        kept = [WaitingUpdate(**row) for row in store.rows(WaitingUpdate.kind)]
        for update in sorted(kept, key=lambda update: update.update_id):
            if bot := world.bots.get(update.bot_id):
                self.mailbox(bot).put_back(update)

    def mailbox(self, bot: Bot) -> Mailbox:
        mailbox = self._mailboxes.get(bot.id)
        if mailbox is None:
            mailbox = self._mailboxes[bot.id] = Mailbox(bot, self._clock, self._store)
            mailbox.on_confirmation = self._mark_fetched
        return mailbox

    def post_message(self, name: str, chat: Chat, message: Message) -> None:
        """Tell every bot in the chat of a message, or of its edit."""
        for bot in self._world.listeners(chat):
            self.post(bot, name, seen_by_bot(bot, message.wire), chat_key=chat.key)

    def post(self, bot: Bot, name: str, body: Wire, *, chat_key: str) -> None:
        self.mailbox(bot).post(name, body, chat_key=chat_key)

    def open_webhook(self, bot: Bot) -> None:
        """Begin to deliver; a courier for an older webhook is called back."""
        self.close_webhook(bot)
        if bot.webhook is not None and self.reply is not None:
            self._couriers[bot.id] = Courier(self.mailbox(bot), bot.webhook, self.reply)

    def close_webhook(self, bot: Bot) -> None:
        courier = self._couriers.pop(bot.id, None)
        if courier is not None:
            leaving = asyncio.get_running_loop().create_task(courier.stop())
            self._leaving.add(leaving)
            leaving.add_done_callback(self._leaving.discard)

    def open(self, reply: Reply) -> None:
        """Take up the deliveries that a restart interrupted."""
        self.reply = reply
        for bot in self._world.bots.values():
            self.open_webhook(bot)

    async def close(self) -> None:
        for bot in self._world.bots.values():
            self.close_webhook(bot)
        await asyncio.gather(*self._leaving)

    def is_heard(self, bot: Bot) -> bool:
        """Whether somebody polls, or did a moment ago, or a webhook is set."""
        mailbox = self.mailbox(bot)
        recent = self._clock.now() - mailbox.polled_at < RECENT_SECONDS
        return bot.webhook is not None or mailbox.poller is not None or recent

    def clear(self) -> None:
        for mailbox in self._mailboxes.values():
            mailbox.clear()

    def _mark_fetched(self, update: WaitingUpdate) -> None:
        """Show a fetched message's second tick in the person's chat."""
        chat = self._world.chats.get(update.chat_key)
        if update.name != "message" or chat is None:
            return
        chat.fetched_up_to = max(chat.fetched_up_to, update.body["message_id"])
        self._world.save(chat)
        body = {"chat_key": chat.key, "up_to": chat.fetched_up_to, "by": "bot"}
        self._events.publish("read", body, self._world.readers(chat))
