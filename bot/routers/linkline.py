"""LinkLine in a chat: answers, changes, reactions and commands that mean one line surely."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from aiogram import Bot, Router
from aiogram.filters import BaseFilter, Command
from aiogram.types import (
    Message,
    MessageReactionUpdated,
    ReactionTypeEmoji,
)

from bot.hearing import NotNotedYet, content_of
from bot.talking import heard_in, is_command
from bot.visit import Visit
from core.cards.queries import shown_at
from core.copies.models import LinkCopy
from core.copies.queries import copy_at, is_one_under_way
from core.corrections.service import change
from core.linkline.queries import is_line
from core.linkline.service import leave
from core.parking.service import is_parked, repark
from core.reactions.service import react
from core.reactions.states import NotAReaction
from core.relay.service import say, take_back
from core.topics.queries import line_in
from core.wiring import Services


async def known_copy(visit: Visit, message_id: int) -> LinkCopy | None:
    """Find a message of a line, or none when it is not one. Raises `NotNotedYet`.

    People answer quicker than we note what we have sent: a guess then would tell a third person.
    """
    # Asked in this order: what arrives in between is noted then, or known to be under way.
    may_be_here = await is_one_under_way(visit.session, visit.channel.id)
    copy = await copy_at(visit.session, visit.channel.id, message_id)
    if copy is None and may_be_here:
        raise NotNotedYet
    return copy


class MeansLine(BaseFilter):
    """A message that answers one of a line, or its card, or stands in its topic."""

    async def __call__(self, message: Message, visit: Visit) -> bool | dict[str, Any]:
        """Give the handler the `line_id` that is meant, and the `copy` that is answered."""
        answered = message.reply_to_message
        if answered is not None:
            copy = await known_copy(visit, answered.message_id)
            if copy is not None:
                return {"line_id": copy.line_id, "copy": copy}
            about = await shown_at(visit.session, visit.channel.id, answered.message_id)
            if about is not None and await is_line(visit.session, about):
                return {"line_id": about, "copy": None}
        line_id = await _line_of_topic(message, visit)
        return False if line_id is None else {"line_id": line_id, "copy": None}


async def _line_of_topic(message: Message, visit: Visit) -> UUID | None:
    """Find the line in whose topic this was written; a command is for us, wherever it is."""
    thread_id = message.message_thread_id
    if not message.is_topic_message or thread_id is None or is_command(message):
        return None
    return await line_in(visit.session, visit.channel.id, thread_id)


async def on_words(
    message: Message, line_id: UUID, copy: LinkCopy | None, visit: Visit, services: Services
) -> None:
    await say(
        visit.session,
        visit.peer,
        line_id,
        content_of(message),
        await heard_in(message, visit, copy),
        rules=services.settings,
        at=services.clock(),
    )


async def on_edit(message: Message, visit: Visit, services: Services) -> None:
    """Let the other side read what a message says by now."""
    copy = await copy_at(visit.session, visit.channel.id, message.message_id)
    if copy is None:
        await on_parked_edit(message, visit)
    elif copy.is_own:
        await on_own_edit(message, copy, visit, services)


async def on_parked_edit(message: Message, visit: Visit) -> None:
    """Let what waits for its line say what it says by now."""
    if await is_parked(visit.session, visit.channel.id, message.message_id):
        content = content_of(message)
        await repark(visit.session, visit.channel.id, message.message_id, content)


async def on_own_edit(message: Message, copy: LinkCopy, visit: Visit, services: Services) -> None:
    await change(
        visit.session,
        visit.peer,
        copy.message_id,
        content_of(message),
        rules=services.settings,
        at=services.clock(),
    )


async def on_reaction(event: MessageReactionUpdated, visit: Visit, services: Services) -> None:
    """Mirror one emoji. What a bot cannot show takes the place of one, so that one goes."""
    copy = await known_copy(visit, event.message_id)
    if copy is None:
        return
    shown = [one.emoji for one in event.new_reaction if isinstance(one, ReactionTypeEmoji)]
    emoji = shown[-1] if shown else None
    at = services.clock()
    with suppress(NotAReaction):
        await react(visit.session, visit.peer, copy.line_id, copy.message_id, emoji, at=at)


async def on_unsend(message: Message, visit: Visit, services: Services, bot: Bot) -> None:
    """Take back the message that this command answers, from both chats."""
    answered = message.reply_to_message
    copy = None
    if answered is not None:
        copy = await copy_at(visit.session, visit.channel.id, answered.message_id)
    if copy is None or not copy.is_own:
        await message.answer(visit.words.html("line-unsend-how"))
        return
    await unsend(visit, services, bot, copy)
    await bot.delete_message(chat_id=visit.channel.address, message_id=message.message_id)


async def unsend(visit: Visit, services: Services, bot: Bot, copy: LinkCopy) -> None:
    """Take a message back, and remove its writer's own copy as well."""
    own = await take_back(visit.session, visit.peer, copy.message_id, at=services.clock())
    for one in own:
        if one.channel_id == visit.channel.id and one.chat_message_id is not None:
            await bot.delete_message(chat_id=visit.channel.address, message_id=one.chat_message_id)


async def on_leave(message: Message, visit: Visit, services: Services) -> None:
    left = await leave(
        visit.session, visit.peer, visit.channel.id, rules=services.settings, at=services.clock()
    )
    key = "line-left-now" if left is not None else "line-on-none"
    await message.answer(visit.words.html(key))


def linkline_router() -> Router:
    """Stands before the dialogs: an answer means its line, whatever screen is open."""
    router = Router(name="linkline")
    router.message.register(on_unsend, Command("unsend"))
    router.message.register(on_leave, Command("leave"))
    router.message.register(on_words, MeansLine())
    router.edited_message.register(on_edit)
    router.message_reaction.register(on_reaction)
    return router
