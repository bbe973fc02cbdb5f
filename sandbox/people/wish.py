"""One request to the control plane, and the doors to the people, chats and messages it names."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.people.refusals import Missing, NotNow, NotUnderstood
from sandbox.wire import Upload, Wire
from sandbox.wiring import Sandbox
from sandbox.world.things import Bot, Chat, Message, Person
from sandbox.world.world import World


@dataclass(frozen=True, slots=True)
class Wish:
    sandbox: Sandbox
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Wire
    files: Mapping[str, Upload]

    @property
    def world(self) -> World:
        return self.sandbox.world

    def need(self, name: str, kind: type | tuple[type, ...]) -> Any:  # noqa: ANN401 - as JSON has it
        value = self.body.get(name)
        if not isinstance(value, kind):
            raise NotUnderstood(f"{name} is missing or of the wrong kind")
        return value

    def number(self, name: str, default: float) -> float:
        """Read a number in the query."""
        try:
            number = float(self.query.get(name, default))
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise NotUnderstood(f"{name} must be a number")
        return number

    def person(self) -> Person:
        found = self.path["id"]
        person = self.world.people.get(int(found)) if found.isdigit() else None
        if person is None or person.deleted:
            raise Missing(f"there is no person {found}")
        return person

    def bot(self) -> Bot:
        name = self.body.get("bot")
        bot = self.world.bot_named(name)
        if bot is None:
            raise Missing(f"there is no bot {name}")
        return bot

    def chat(self) -> Chat:
        """Find the chat by its key; a person must be in it."""
        chat = chat_by_key(self.world, self.body.get("chat_key"))
        if "id" in self.path and self.person().id not in self.world.readers(chat):
            raise Missing(f"this person has no chat {chat.key}")
        return chat

    def message(self, chat: Chat) -> Message:
        message = self.world.message(chat, self.need("message_id", int))
        if message is None:
            raise Missing(f"there is no message {self.body['message_id']} in {chat.key}")
        return message

    def own_message(self, chat: Chat) -> Message:
        message = self.message(chat)
        if message.wire["from"]["id"] != self.person().id:
            raise NotNow("only the author may change a message")
        return message


def chat_by_key(world: World, key: object) -> Chat:
    chat = world.chats.get(str(key))
    if chat is None:
        raise Missing(f"there is no chat {key}")
    return chat
