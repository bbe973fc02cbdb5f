"""The bot that handlers hold: it speaks to nobody, it writes.

Everything a handler says through aiogram becomes a row of the outbox, in the transaction of the
update it answers. So what is said and what has changed are kept together or not at all. A message
that is not sent yet has the negative number of its row; the sender knows what became of it.
"""

from collections.abc import AsyncGenerator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.base import BaseSession
from aiogram.enums import ParseMode
from aiogram.methods import TelegramMethod
from aiogram.types import Chat, InputFile, LinkPreviewOptions, Message

from core.outbox.service import Call, Calls

_PRESS_LIVES = timedelta(seconds=150)
"""Telegram forgets an unanswered press after this time (telegram-bot-api's Client.cpp)."""

_INLINE_LIVES = timedelta(seconds=30)
"""Likewise for what somebody asks inline."""

_ANSWERS = {"answerCallbackQuery": _PRESS_LIVES, "answerInlineQuery": _INLINE_LIVES}
_ALBUM = "sendMediaGroup"
_SPOKEN = frozenset(
    {
        *_ANSWERS,
        "deleteMessage",
        "editMessageCaption",
        "editMessageMedia",
        "editMessageReplyMarkup",
        "editMessageText",
        "unpinChatMessage",
        "sendDocument",
        _ALBUM,
        "sendMessage",
        "sendPhoto",
    }
)

_MANNERS = DefaultBotProperties(
    parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True)
)
"""HTML, and no link previews, which would fetch single-use links."""


class NotSaidHere(Exception):
    """A handler asked Telegram something, or spoke to somebody who is not its Peer."""


class Pen(BaseSession):
    """Writes for one update. `receiver` is the Peer's channel; without one, his address."""

    def __init__(self, calls: Calls, *, address: str, at: datetime, request_id: str) -> None:
        super().__init__()
        self._calls = calls
        self._address = address
        self._at = at
        self._request_id = request_id
        self.receiver: UUID | None = None

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,  # noqa: ASYNC109  (aiogram's own signature)
    ) -> Any:  # noqa: ANN401  (whatever the method returns)
        name = method.__api_method__
        files: dict[str, InputFile] = {}
        content = {
            key: prepared
            for key, value in method.model_dump(warnings=False).items()
            if (prepared := self.prepare_value(value, bot=bot, files=files, _dumps_json=False))
            is not None
        }
        chat = str(content.pop("chat_id", self._address))
        if name not in _SPOKEN or chat != self._address:
            raise NotSaidHere(name)
        number = await self._calls.say(
            Call(
                channel_id=self.receiver,
                method=name,
                content=content,
                address=None if self.receiver else self._address,
                expires_at=self._at + _ANSWERS[name] if name in _ANSWERS else None,
                files={part: await _read(file, bot, part) for part, file in files.items()},
                request_id=self._request_id,
            )
        )
        if name.startswith(("answer", "delete", "unpin")):
            return True
        promised = self._promised(bot, content, number)
        return [promised] if name == _ALBUM else promised

    def _promised(self, bot: Bot, content: dict[str, Any], number: int) -> Message:
        return Message(
            message_id=content.get("message_id", -number),
            date=self._at,
            chat=Chat(id=int(self._address), type="private"),
            text=content.get("text"),
        ).as_(bot)

    async def close(self) -> None:
        """Nothing to close: the transaction belongs to the worker."""

    def stream_content(self, *args: object, **kwargs: object) -> AsyncGenerator[bytes, None]:
        """Refuse: a handler fetches nothing from Telegram."""
        raise NotSaidHere("download")


async def _read(file: InputFile, bot: Bot, part: str) -> tuple[str, bytes]:
    return file.filename or part, b"".join([chunk async for chunk in file.read(bot)])


def bot_with(pen: Pen, token: str) -> Bot:
    return Bot(token, session=pen, default=_MANNERS)
