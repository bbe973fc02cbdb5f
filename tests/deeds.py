"""What a person of `tests.phones` sends and does to messages, one verb each.

    said = await maya.text("Two kilos", reply_to=card["message_id"])
    await maya.reply(card, "too much", quote="12 EUR")
    await maya.edit(said, text="Three kilos")
    await maya.react(card, "👍")

Facts are the control plane's: `caption`, `entities`, `message_thread_id`, `fields`, …
"""

from abc import ABC, abstractmethod
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


class Deeds(ABC):
    id: int

    @abstractmethod
    async def chat_key(self) -> str: ...

    @abstractmethod
    async def send(
        self, kind: str, *, files_sent: dict[str, bytes] | None = None, **facts: Any
    ) -> list[Json]: ...

    @abstractmethod
    async def _act(
        self, deed: str, body: Json, files_sent: dict[str, bytes] | None = None
    ) -> Any: ...

    # What they send.

    async def start(self, payload: str = "") -> Json:
        return (await self.send("start", payload=payload))[0]

    async def text(self, text: str, **facts: Any) -> Json:
        return (await self.send("text", text=text, **facts))[0]

    async def reply(self, to: Json, text: str, **facts: Any) -> Json:
        """Answer a message; `quote` is the part of it that is meant."""
        return await self.text(text, reply_to=to["message_id"], **facts)

    async def photo(self, sample: str = "red", **facts: Any) -> Json:
        return (await self.send("photo", files=[{"sample": sample}], **facts))[0]

    async def album(self, *samples: str | Json, **facts: Any) -> list[Json]:
        """Send samples by name, or files as the control plane takes them: `{"sample", "media"}`."""
        files = [{"sample": one} if isinstance(one, str) else one for one in samples]
        return await self.send("album", files=files, **facts)

    async def document(self, name: str, content: bytes, **facts: Any) -> Json:
        return (await self.send("document", files_sent={name: content}, **facts))[0]

    async def sticker(self, emoji: str, **facts: Any) -> Json:
        return (await self.send("sticker", emoji=emoji, **facts))[0]

    async def location(self, latitude: float, longitude: float, **facts: Any) -> Json:
        facts.update(latitude=latitude, longitude=longitude)
        return (await self.send("location", **facts))[0]

    async def go_live(self, latitude: float, longitude: float, **facts: Any) -> Json:
        """Begin to share where they are; `live_period` is in seconds."""
        facts.update(latitude=latitude, longitude=longitude)
        return (await self.send("live_location", **facts))[0]

    async def share_contact(self, whose: "Deeds | None" = None, **facts: Any) -> Json:
        """Their own card, or somebody else's."""
        if whose is not None:
            facts["person_id"] = whose.id
        return (await self.send("contact", **facts))[0]

    def in_topic(self, topic: Json | int) -> "InTopic":
        """Whoever sends by this, sends to the topic."""
        thread_id = topic if isinstance(topic, int) else topic["message_thread_id"]
        return InTopic(self, thread_id)

    async def forward(self, message: Json, **facts: Any) -> Json:
        """Forward a message of theirs to the bot."""
        facts.update(message_id=message["message_id"], from_chat_key=message["chat_key"])
        return (await self.send("forward", **facts))[0]

    async def raw(self, **fields: Any) -> Json:
        """Whatever Telegram describes of a message, as the bot would see it."""
        return (await self.send("raw", fields=fields))[0]

    # What they do to messages.

    async def edit(
        self, message: Json, *, files_sent: dict[str, bytes] | None = None, **facts: Any
    ) -> Json:
        edited: Json = await self._act("edit", {**await self._at(message), **facts}, files_sent)
        return edited

    async def move_live(self, message: Json, latitude: float, longitude: float) -> Json:
        return await self.edit(message, latitude=latitude, longitude=longitude)

    async def stop_live(self, message: Json) -> Json:
        return await self.edit(message, stop_live=True)

    async def delete(self, *messages: Json) -> None:
        """Take messages back; the bot hears nothing of it."""
        ids = [message["message_id"] for message in messages]
        await self._act("delete", {**await self._here(), "message_ids": ids})

    async def react(self, message: Json, emoji: str | None) -> None:
        await self._act("react", {**await self._at(message), "emoji": emoji})

    async def pin(self, message: Json) -> None:
        await self._act("pin", await self._at(message))

    async def unpin(self, message: Json) -> None:
        await self._act("unpin", await self._at(message))

    async def open_topic(self, name: str) -> Json:
        opened: Json = await self._act("topics", {**await self._here(), "name": name})
        return opened

    async def let_vanish(self, seconds: int) -> None:
        """Set the chat's timer: what is written from now on vanishes by itself."""
        await self._act("auto_delete", {**await self._here(), "seconds": seconds})

    async def _at(self, message: Json) -> Json:
        return {**await self._here(), "message_id": message["message_id"]}

    async def _here(self) -> Json:
        return {"chat_key": await self.chat_key()}


class InTopic(Deeds):
    """What a person sends to one topic of their chat."""

    def __init__(self, person: Deeds, thread_id: int) -> None:
        self._person = person
        self.id = person.id
        self.thread_id = thread_id

    async def chat_key(self) -> str:
        return await self._person.chat_key()

    async def send(
        self, kind: str, *, files_sent: dict[str, bytes] | None = None, **facts: Any
    ) -> list[Json]:
        facts["message_thread_id"] = self.thread_id
        return await self._person.send(kind, files_sent=files_sent, **facts)

    async def _act(self, deed: str, body: Json, files_sent: dict[str, bytes] | None = None) -> Any:
        return await self._person._act(deed, body, files_sent)
