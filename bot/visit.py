"""One update of one Peer: who it is, over which channel, in which transaction and which words.

Handlers get a `Visit` by name. What they change through `visit.session` and what they say is
committed together when the update is done. After a change, `visit.now_is(peer)` lets everything
that is shown afterwards speak the new language and zone.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import InlineQueryResultsButton, TelegramObject, Update, User
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.contextvars import bound_contextvars

from bot.desk import hear_desk
from bot.pen import Pen
from bot.presses import split_mark
from bot.storage import DraftStorage
from bot.words import Words
from core.bars.service import raise_bar
from core.direct.service import Sayings
from core.drafts.queries import Visitor
from core.inbox.service import is_first_press
from core.outbox.service import unpark
from core.peers.models import Channel, Peer
from core.peers.service import meet, note_reachability
from core.peers.states import ChannelKind, ChannelState, guess_language
from core.scenes.queries import Scenes
from core.wiring import Services


@dataclass(slots=True)
class Visit:
    """Lives as long as the update is acted on."""

    peer: Peer
    channel: Channel
    session: AsyncSession
    pen: Pen
    drafts: DraftStorage
    sayings: Sayings
    scenes: Scenes

    @property
    def words(self) -> Words:
        return Words(self.peer.language, self.peer.time_zone)

    def now_is(self, peer: Peer) -> None:
        self.peer = peer

    def is_over(self) -> None:
        """Address the last words to a Peer who is forgotten, and whose channel is gone."""
        self.pen.receiver = None
        self.drafts.forget()


class Doorkeeper(BaseMiddleware):
    """Turns the sender of an update into a Peer, before anything else sees the update.

    What does not come from a person in a private chat goes no further: the bot speaks with one
    person at a time. The operators' group alone is heard, as the desk of Support, by `bot.desk`.
    Only a message makes a new Peer; a stray press on an old screen, or blocking the bot, must not
    bring back somebody who asked to be forgotten.

    The worker has looked up the senders of all the updates that share a transaction, by address
    (`visitors`): one query for all of them.

    An update that was refused comes once more, in a transaction of its own, with the refusal as
    its `excuse`: what it had changed is undone, and only the words about it are left to say.
    """

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # noqa: ANN401  (aiogram's own signature)
        user: User | None = data.get("event_from_user")
        chat = data.get("event_chat")
        services: Services = data["services"]
        if (
            chat is not None
            and str(chat.id) == services.settings.desk
            and isinstance(event, Update)
        ):
            await hear_desk(event, data)
            return None
        is_private = user is not None and (chat is None or chat.id == user.id)
        if user is None or user.is_bot or not is_private or not isinstance(event, Update):
            return None
        visit = await _visit(
            data,
            user,
            is_new_welcome=event.message is not None,
            is_speaking=event.message is not None or event.callback_query is not None,
        )
        if visit is None:
            await _answer_stranger(event, user)
            return None
        data["visit"] = visit
        press = event.callback_query
        if press is not None and press.data is not None:
            plain, mark = split_mark(press.data)
            if mark is not None and not await _is_new(visit, press.data, data["services"]):
                await press.answer()
                return None
            event = event.model_copy(
                update={"callback_query": press.model_copy(update={"data": plain})}
            )
        event = _without_old_buttons(event)
        with bound_contextvars(peer_id=str(visit.peer.id)):
            if data["excuse"] is not None:
                raise data["excuse"]
            return await handler(event, data)


def _without_old_buttons(event: Update) -> Update:
    """Let an answer to a screen be mere words: aiogram_dialog would take it for a press there."""
    message = event.message
    answered = None if message is None else message.reply_to_message
    if message is None or answered is None or answered.reply_markup is None:
        return event
    plain = answered.model_copy(update={"reply_markup": None})
    return event.model_copy(
        update={"message": message.model_copy(update={"reply_to_message": plain})}
    )


async def _visit(
    data: dict[str, Any], user: User, *, is_new_welcome: bool, is_speaking: bool
) -> Visit | None:
    session: AsyncSession = data["session"]
    visitor: Visitor | None = data["visitors"].get(str(user.id))
    if visitor is None and not is_new_welcome:
        return None
    if visitor is None or _looks_different(visitor, user):
        services: Services = data["services"]
        at = services.clock()
        peer, channel = await meet(
            session,
            kind=ChannelKind.TELEGRAM,
            address=str(user.id),
            name=user.full_name,
            language_tag=user.language_code,
            at=at,
        )
        if visitor is None and peer.created_at == at:
            secret = services.settings.bot_token()
            await raise_bar(session, peer, channel, secret=secret, at=at)
        visitor = Visitor(peer, channel, visitor.drafts if visitor else {})
    if visitor.channel.state is ChannelState.BLOCKED and is_speaking:
        # Whoever speaks to us can hear us, whatever became of the update that should have said so.
        at = data["services"].clock()
        await note_reachability(session, visitor.channel.id, ChannelState.OPEN, at=at)
        await unpark(session, visitor.channel.id, at=at)
    pen: Pen = data["pen"]
    pen.receiver = visitor.channel.id
    drafts: DraftStorage = data["fsm_storage"]
    drafts.open(visitor.channel.id, visitor.drafts)
    return Visit(
        visitor.peer, visitor.channel, session, pen, drafts, data["sayings"], data["scenes"]
    )


def _looks_different(visitor: Visitor, user: User) -> bool:
    known = (visitor.peer.name, visitor.channel.language_tag)
    return known != (user.full_name, user.language_code)


async def _is_new(visit: Visit, mark: str, services: Services) -> bool:
    return await is_first_press(visit.session, visit.channel.id, mark, at=services.clock())


async def _answer_stranger(event: Update, user: User) -> None:
    if event.callback_query is not None:
        words = Words(guess_language(user.language_code))
        await event.callback_query.answer(words.plain("note-stranger"), show_alert=True)
    if event.inline_query is not None:
        words = Words(guess_language(user.language_code))
        start = InlineQueryResultsButton(
            text=words.plain("inline-stranger"), start_parameter="inline"
        )
        await event.inline_query.answer([], cache_time=0, is_personal=True, button=start)
