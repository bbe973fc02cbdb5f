"""One update of one Peer: who it is, over which channel, and in which words to answer.

Handlers get a `Visit` by name. After a change, `visit.now_is(peer)` lets everything that is shown
afterwards speak the new language and zone.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update, User
from structlog.contextvars import bound_contextvars

from bot.words import Words
from core.peers.models import Channel, Peer
from core.peers.queries import channel_at
from core.peers.service import meet
from core.peers.states import ChannelKind, guess_language
from core.wiring import Services


@dataclass(slots=True)
class Visit:
    """Changes only through `now_is`."""

    peer: Peer
    channel: Channel

    @property
    def words(self) -> Words:
        return Words(self.peer.language, self.peer.time_zone)

    def now_is(self, peer: Peer) -> None:
        self.peer = peer


class Doorkeeper(BaseMiddleware):
    """Turns the sender of an update into a Peer, before anything else sees the update.

    What does not come from a person in a private chat goes no further: the bot speaks with one
    person at a time. Only a message makes a new Peer; a stray press on an old screen, or blocking
    the bot, must not bring back somebody who asked to be forgotten.
    """

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # noqa: ANN401  (aiogram's own signature)
        user: User | None = data.get("event_from_user")
        chat = data.get("event_chat")
        is_private = user is not None and (chat is None or chat.id == user.id)
        if user is None or user.is_bot or not is_private or not isinstance(event, Update):
            return None
        visit = await _visit(data["services"], user, is_new_welcome=event.message is not None)
        if visit is None:
            await _answer_stranger(event, user)
            return None
        data["visit"] = visit
        with bound_contextvars(update_id=event.update_id, peer_id=str(visit.peer.id)):
            return await handler(event, data)


async def _visit(services: Services, user: User, *, is_new_welcome: bool) -> Visit | None:
    address = str(user.id)
    async with services.db.begin() as session:
        if not is_new_welcome:
            channel = await channel_at(session, ChannelKind.TELEGRAM, address)
            if channel is None:
                return None
        peer, channel = await meet(
            session,
            kind=ChannelKind.TELEGRAM,
            address=address,
            name=user.full_name,
            language_tag=user.language_code,
            at=services.clock(),
        )
    return Visit(peer, channel)


async def _answer_stranger(event: Update, user: User) -> None:
    if event.callback_query is not None:
        words = Words(guess_language(user.language_code))
        await event.callback_query.answer(words.plain("note-stranger"), show_alert=True)
