"""Carries one row to Telegram: words it, finds the message it speaks of, makes the request."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from structlog.contextvars import bound_contextvars

from bot.notices.relayed import ATTACHED, CORRECTS, ENCLOSED_PART, IN_TOPIC
from bot.notices.wording import word_notice
from bot.sender.answers import Verdict, read_reply
from bot.sender.delivery import Delivery
from bot.sender.desk import DeskTopics, ticket_of
from bot.sender.topics import Topics, is_change, is_in, line_of
from bot.sender.wire import Files, Reply, Wire
from bot.words import Words
from core.cards.service import EDITS
from core.clock import Clock
from core.copies.queries import is_taken_away
from core.copies.service import CHANGES
from core.db import Db
from core.enclosures.queries import enclosures_of
from core.outbox.flows import Queued, files_of, message_of, note_message
from core.outbox.service import reword_queued
from core.outbox.states import unpack_facts
from core.storage.files import Storage
from core.support.flows import ticket_files

_LONG_TEXT = 500
_MOST_WITH_FILES = 4
"""Each may be fifty megabytes in the memory."""

_REMEMBERED = 10_000
_ANSWERS = frozenset({"answerCallbackQuery", "answerInlineQuery"})
"""What goes to no chat: the person who waits for it is known by what is answered."""

_CAPTIONED = ("Photo", "Video", "Animation", "Document", "Audio", "Voice")
_SAID_IN = {"sendMessage": ("text", 4096)}
_SAID_IN |= dict.fromkeys((f"send{kind}" for kind in _CAPTIONED), ("caption", 1024))
"""Where a method says its words, and how many UTF-16 units Telegram takes there."""

_REPLY = "reply_parameters"
_LIVE = ("editMessageLiveLocation", "stopMessageLiveLocation")
_NOT_LIMITED = (*_ANSWERS, "deleteMessage", "sendChatAction")


def _parts_in(value: object) -> Iterator[str]:
    """List the parts that parameters attach, wherever they stand in them."""
    match value:
        case str() if value.startswith(ATTACHED):
            yield value.removeprefix(ATTACHED)
        case dict():
            for one in value.values():
                yield from _parts_in(one)
        case list():
            for one in value:
                yield from _parts_in(one)
        case _:
            pass


def cost_of(row: Queued) -> float:
    """Count a row against the limits: long texts hit them sooner, an album counts each item."""
    if row.method in _NOT_LIMITED:
        return 0.0
    album = row.content.get("media")
    if isinstance(album, list):
        return float(len(album))
    return 2.0 if len(str(row.content.get("text", ""))) > _LONG_TEXT else 1.0


def lane_of(row: Queued) -> str:
    """Find the lane: the chat, but the answer to a press waits for nothing in its chat."""
    return f"press of {row.id}" if row.method in _ANSWERS else row.address


def _marked(row: Queued, method: str, params: dict[str, Any]) -> dict[str, Any]:
    """Say on a message that may have arrived before that this is the same one."""
    if method == "sendMediaGroup":
        first, *others = params["media"]
        return {**params, "media": [_marked(row, "sendPhoto", first), *others]}
    if method not in _SAID_IN:
        return params
    place, most = _SAID_IN[method]
    spoken = Words(row.language, row.time_zone)
    word = spoken.html if "parse_mode" in params else spoken.plain
    words = word("sent-again", {"reference": str(row.id)})
    marked = f"{params.get(place, '')}\n\n{words}".lstrip()
    is_short_enough = len(marked.encode("utf-16-le")) <= 2 * most
    return {**params, place: marked} if is_short_enough else params


def _why_unmade(reply: Reply) -> Verdict | None:
    """Tell what it means for a row that its topic was not made; none when it goes without one."""
    match read_reply(reply).verdict:
        case Verdict.BUG | Verdict.WITHOUT_TOPIC:
            return None
        case Verdict.AMBIGUOUS:
            return Verdict.AGAIN  # the row itself was not sent
        case verdict:
            return verdict


def _inside(row: Queued) -> Queued:
    """Let a row be worded for its topic, which says already who writes and of what."""
    return replace(row, content={**row.content, IN_TOPIC: 1})


class Courier:
    """Remembers which message each of the latest rows became."""

    def __init__(self, db: Db, wire: Wire, *, storage: Storage, clock: Clock) -> None:
        self._db = db
        self._wire = wire
        self._storage = storage
        self._topics = Topics(db, wire, clock=clock)
        self._desk = DeskTopics(db, wire, clock=clock)
        self._became: OrderedDict[int, int] = OrderedDict()
        self._few_files = asyncio.Semaphore(_MOST_WITH_FILES)

    async def carry(self, row: Queued) -> Delivery:
        """Carry it to its chat, or to the topic of its line or ticket where there are any."""
        ticket_id = ticket_of(row)
        if ticket_id is not None:
            return await self._desk.carry(row, ticket_id, self._carry)
        line_id = line_of(row)
        if line_id is None or not await self._topics.are_on():
            return await self._carry(row)
        if not is_change(row):
            return await self._carry_to_topic(row, line_id)
        thread_id = await self._topics.known(row, line_id)
        return await self._carry(row if thread_id is None else _inside(row))

    async def _carry_to_topic(self, row: Queued, line_id: UUID) -> Delivery:
        """Make the topic when there is none, and once anew when it is lost; else do without."""
        made = False
        thread_id = await self._topics.known(row, line_id)
        while True:
            if thread_id is None:
                thread_id, reply = await self._topics.make(row, line_id)
                made = True
                if thread_id is None and (verdict := _why_unmade(reply)) is not None:
                    return Delivery(verdict, reply)
                if thread_id is None:
                    break
            delivery = await self._carry(_inside(row), thread_id=thread_id)
            if delivery.verdict is Verdict.SENT and not is_in(delivery.reply, thread_id):
                await self._remove(row, delivery)
            elif delivery.verdict is not Verdict.WITHOUT_TOPIC:
                return delivery
            if self._is_album(row):
                # Albums alone were refused for weeks. A topic that is lost shows by the next text.
                return await self._carry(row)
            if not await self._topics.are_on(anew=True):
                return await self._carry(row)
            await self._topics.lose(row, thread_id, is_new=made)
            if made:
                break
            thread_id = None
        self._topics.are_broken()
        return await self._carry(row)

    async def _remove(self, row: Queued, delivery: Delivery) -> None:
        """Take back what has landed outside its topic, where it would not say of what it is."""
        for message_id in delivery.message_ids:
            gone = {"chat_id": int(row.address), "message_id": message_id}
            await self._wire.call("deleteMessage", gone)

    async def _carry(
        self, row: Queued, *, thread_id: int | None = None, is_inside: bool = False
    ) -> Delivery:
        method, params = self._worded(_inside(row) if is_inside else row)
        if thread_id is not None:
            params["message_thread_id"] = thread_id
        with bound_contextvars(request_id=row.request_id, outbox_id=row.id):
            await self._find_answered(params)
            if params.get("message_id", 0) < 0:
                found = await self._message(-params["message_id"])
                if found is None:
                    return await self._anew(row, method, params)
                params["message_id"] = found
            return await self._ask(row, method, params)

    async def _find_answered(self, params: dict[str, Any]) -> None:
        """Let an answer name a message by what its row became; without it, it answers nothing."""
        reply = params.get(_REPLY)
        if not isinstance(reply, dict) or reply["message_id"] > 0:
            return
        found = await self._message(-reply["message_id"])
        if found is None:
            del params[_REPLY]
        else:
            params[_REPLY] = {**reply, "message_id": found}

    def _is_album(self, row: Queued) -> bool:
        return self._worded(row)[0] == "sendMediaGroup"

    def _worded(self, row: Queued) -> tuple[str, dict[str, Any]]:
        if row.notice is not None:
            return word_notice(row.notice, row.content, Words(row.language, row.time_zone))
        return row.method or "", dict(row.content)

    async def _ask(self, row: Queued, method: str, params: dict[str, Any]) -> Delivery:
        if method not in _ANSWERS:
            params["chat_id"] = int(row.address)
        said = _marked(row, method, params) if row.is_in_doubt else params
        reply = await self._call(row, method, said)
        reading = read_reply(reply)
        if reading.verdict is Verdict.SEND_ANEW:
            return await self._anew(row, method, params)
        is_call = method.startswith("send") and row.notice is None and "message_thread_id" in params
        if reading.verdict is Verdict.WITHOUT_TOPIC and is_call:
            del params["message_thread_id"]
            return await self._ask(row, method, params)
        if reading.verdict is Verdict.WITHOUT_QUOTE and "quote" in params.get(_REPLY, {}):
            answered = params[_REPLY].items()
            params[_REPLY] = {one: value for one, value in answered if "quote" not in one}
            return await self._ask(row, method, params)
        if reading.message_id is not None:
            self._remember(row.id, reading.message_id)
        return Delivery(reading.verdict, reply, reading.message_ids)

    async def _call(self, row: Queued, method: str, params: dict[str, Any]) -> Reply:
        parts = set(_parts_in(params))
        if not parts:
            return await self._wire.call(method, params)
        async with self._few_files:
            files = await self._files(row, parts)
            return await self._wire.call(method, params, files)

    async def _files(self, row: Queued, parts: set[str]) -> Files:
        """Find what a call attaches: by the number of an enclosure, or as files of the row."""
        enclosed = {part: UUID(part.removeprefix(ENCLOSED_PART))
                    for part in parts if part.startswith(ENCLOSED_PART)}  # fmt: skip
        if not enclosed:
            return await files_of(self._db, row.id)
        found = await enclosures_of(self._db, enclosed.values())
        missing = [one for one in enclosed.values() if one not in found]
        if missing:
            found |= await ticket_files(self._db, self._storage, missing)
        return {part: found[number] for part, number in enclosed.items()}

    async def _anew(self, row: Queued, method: str, params: dict[str, Any]) -> Delivery:
        """There is no message to change: a new one is sent, anything else has no more point."""
        if EDITS in row.content and row.notice is not None:
            return await self._card_anew(row, params)
        if method in _LIVE:
            return Delivery(Verdict.SENT, Reply(200))  # it has ended there by itself
        if row.content.get(CHANGES):
            return await self._corrected(row)
        if method != "editMessageText":
            return Delivery(Verdict.SENT, Reply(200))
        params.pop("message_id", None)
        return await self._ask(row, "sendMessage", params)

    async def _card_anew(self, row: Queued, params: dict[str, Any]) -> Delivery:
        """Show the card as if for the first time, and let later changes find it.

        What could not be changed into it goes, so that there is one card: a text takes no photo.
        """
        first = {name: fact for name, fact in row.content.items() if name != EDITS}
        if params["message_id"] < 0 and await self._reword(row, first):
            return Delivery(Verdict.SENT, Reply(200))
        if params["message_id"] > 0:
            stale = {"chat_id": int(row.address), "message_id": params["message_id"]}
            await self._wire.call("deleteMessage", stale)
        delivery = await self.carry(replace(row, content=first))
        if delivery.message_id is not None:
            edits: int = row.content[EDITS]
            self._remember(edits, delivery.message_id)
            await note_message(self._db, edits, delivery.message_id)
        return delivery

    async def _corrected(self, row: Queued) -> Delivery:
        """Say what could not be changed in place as an answer to it, unless it was taken back."""
        async with self._db.at_once() as session:
            if await is_taken_away(session, row.id, row.content[CHANGES]):
                return Delivery(Verdict.SENT, Reply(200))
        content = {name: fact for name, fact in row.content.items() if name != CHANGES}
        answer = {"reply": row.content[CHANGES], "quote": "", "quote_looks": "[]", CORRECTS: 1}
        return await self.carry(replace(row, content={**content, **answer}))

    async def _reword(self, row: Queued, content: dict[str, Any]) -> bool:
        """Let the card itself say it, when Telegram has put it off and it is not sent yet."""
        async with self._db.begin() as session:
            facts = unpack_facts(content)
            return await reword_queued(session, row.content[EDITS], row.notice or "", facts)

    async def _message(self, row_id: int) -> int | None:
        return self._became.get(row_id) or await message_of(self._db, row_id)

    def _remember(self, row_id: int, message_id: int) -> None:
        self._became[row_id] = message_id
        while len(self._became) > _REMEMBERED:
            self._became.popitem(last=False)
