"""The world in memory: every thing by its id, read from the store once and written through."""

from typing import TypeVar

from sandbox.world.store import Kept, Store
from sandbox.world.things import Bot, Chat, Group, InlineQuery, Message, Person, Press

FIRST_PERSON_ID = 700_000_001
FIRST_GROUP_ID = -1_001_000_000_001

AnyThing = TypeVar("AnyThing", Bot, Chat, Group, Message, Person, Press)


class World:
    def __init__(self, store: Store) -> None:
        self._store = store
        self.bots: dict[int, Bot] = {}
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.chats: dict[str, Chat] = {}
        self.messages: dict[str, dict[int, Message]] = {}
        self.presses: dict[str, Press] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self._bots_by_token: dict[str, Bot] = {}
        self._last_press = 0
        self._read_store()

    def save(self, thing: Kept) -> None:
        self._store.save(thing)

    def add_bot(self, bot: Bot) -> Bot:
        self.bots[bot.id] = bot
        self._bots_by_token[bot.token] = bot
        self.save(bot)
        return bot

    def bot_by_token(self, token: str) -> Bot | None:
        bot = self._bots_by_token.get(token)
        return bot if bot is not None and bot.token == token else None

    def bot_named(self, name: object) -> Bot | None:
        """Find a bot by id or username, with or without @."""
        if isinstance(name, int):
            return self.bots.get(name)
        wanted = str(name).removeprefix("@").lower()
        return next((b for b in self.bots.values() if b.username.lower() == wanted), None)

    def add_person(self, person: Person) -> Person:
        self.people[person.id] = person
        self.save(person)
        return person

    def next_person_id(self) -> int:
        return max((FIRST_PERSON_ID - 1, *self.people)) + 1

    def add_group(self, group: Group) -> Group:
        self.groups[group.id] = group
        self.save(group)
        self.add_chat(Chat(key=group.key, group_id=group.id, started=True))
        return group

    def next_group_id(self) -> int:
        return min((FIRST_GROUP_ID + 1, *self.groups)) - 1

    def add_chat(self, chat: Chat) -> Chat:
        self.chats[chat.key] = chat
        self.messages.setdefault(chat.key, {})
        self.save(chat)
        return chat

    def private_chat(self, person: Person, bot: Bot) -> Chat:
        """Find the chat of these two; it is made now if they have none."""
        key = f"{person.id}:{bot.id}"
        chat = self.chats.get(key)
        return chat or self.add_chat(Chat(key=key, person_id=person.id, bot_id=bot.id))

    def chats_of(self, person: Person) -> list[Chat]:
        return [chat for chat in self.chats.values() if person.id in self.readers(chat)]

    def readers(self, chat: Chat) -> list[int]:
        """List the people who see a chat."""
        if chat.is_private:
            return [chat.person_id]
        return self.groups[chat.group_id].members

    def listeners(self, chat: Chat) -> list[Bot]:
        """List the bots that hear what people write in a chat."""
        if chat.is_private:
            return [self.bots[chat.bot_id]]
        return [self.bots[bot_id] for bot_id in self.groups[chat.group_id].bots]

    def message(self, chat: Chat, message_id: int) -> Message | None:
        """Find a message that is there; a deleted one is not."""
        message = self.messages[chat.key].get(message_id)
        return None if message is None or message.deleted else message

    def add_message(self, message: Message) -> Message:
        self.messages[message.chat_key][message.id] = message
        self.save(message)
        return message

    def message_counter(self, chat: Chat) -> Bot | Group:
        """Find whose sequence counts: private chats of one bot share one, a group has its own."""
        return self.bots[chat.bot_id] if chat.is_private else self.groups[chat.group_id]

    def take_message_id(self, chat: Chat) -> int:
        counter = self.message_counter(chat)
        message_id = counter.next_message_id
        counter.next_message_id += 1
        self.save(counter)
        return message_id

    def add_press(self, press: Press) -> Press:
        self.presses[press.id] = press
        self.save(press)
        return press

    def add_inline_query(self, query: InlineQuery) -> InlineQuery:
        self.inline_queries[query.id] = query
        return query

    def next_press_id(self) -> str:
        self._last_press += 1
        return str(4_000_000_000_000_000 + self._last_press)

    def forget_everything_but_bots(self) -> None:
        self._store.clear()
        for kept in (self.people, self.groups, self.chats, self.messages, self.presses):
            kept.clear()
        self.inline_queries.clear()
        for bot in self.bots.values():
            self.save(bot)

    def _read_store(self) -> None:
        for bot in self._all(Bot):
            self.bots[bot.id] = self._bots_by_token[bot.token] = bot
        self.people.update({person.id: person for person in self._all(Person)})
        self.groups.update({group.id: group for group in self._all(Group)})
        for chat in self._all(Chat):
            self.chats[chat.key] = chat
            self.messages[chat.key] = {}
        for message in sorted(self._all(Message), key=lambda message: message.id):
            self.messages[message.chat_key][message.id] = message
        self.presses.update({press.id: press for press in self._all(Press)})
        self._last_press = max((int(key) for key in self.presses), default=0) % 10**15

    def _all(self, kind: type[AnyThing]) -> list[AnyThing]:
        return [kind(**row) for row in self._store.rows(kind.kind)]
