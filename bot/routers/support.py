"""Support in a private chat: answers, changes and buttons that surely mean it."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot, F, Router
from aiogram.filters import BaseFilter, Command
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager

from bot.deeds import SupportDeed, SupportPress
from bot.hearing import NotNotedYet, content_of
from bot.supporting import begin, is_at_support, say_to_support
from bot.talking import is_command
from bot.visit import Visit
from core.casework.service import leave_support, rate
from core.copies.queries import copy_at
from core.desk.models import TicketCopy
from core.desk.queries import copy_in_chat, is_of_support, is_one_on_its_way
from core.parking.service import take_parked
from core.support.service import Spoken, change, take_back, write
from core.tickets.states import TicketCategory
from core.wiring import Services


class MeansSupport(BaseFilter):
    """A message that answers one of Support, or stands in its topic.

    People answer quicker than we note what we have sent, and a guess would tell a third person: so
    what answers something that nobody knows is looked at again in a moment (`NotNotedYet`).
    """

    async def __call__(self, message: Message, visit: Visit) -> bool | dict[str, Any]:
        if is_command(message):
            return False
        answered = message.reply_to_message
        if answered is not None:
            may_be_here = await is_one_on_its_way(visit.session, visit.channel.id)
            copy = await copy_in_chat(visit.session, visit.channel.id, answered.message_id)
            if copy is not None:
                return {"answered": copy}
            is_known = await copy_at(visit.session, visit.channel.id, answered.message_id)
            if may_be_here and is_known is None:
                raise NotNotedYet
        thread_id = message.message_thread_id
        if message.is_topic_message and thread_id is not None:
            is_here = await is_of_support(visit.session, visit.channel.id, thread_id)
            return {"answered": None} if is_here else False
        return False


class IsOwn(BaseFilter):
    """A message that its writer has said to Support; for /unsend, the one that it answers."""

    async def __call__(self, message: Message, visit: Visit) -> bool | dict[str, Any]:
        meant = message.reply_to_message if is_command(message) else message
        if meant is None:
            return False
        copy = await copy_in_chat(visit.session, visit.channel.id, meant.message_id)
        return {"copy": copy} if copy is not None and copy.is_own else False


class IsAtSupport(BaseFilter):
    async def __call__(self, message: Message, visit: Visit) -> bool:
        return await is_at_support(visit)


async def on_words(
    message: Message, answered: TicketCopy | None, visit: Visit, services: Services, bot: Bot
) -> None:
    reply_to = None if answered is None else answered.message_id
    await say_to_support(message, visit, services, bot, reply_to=reply_to)


async def on_edit(message: Message, copy: TicketCopy, visit: Visit, services: Services) -> None:
    await change(visit.session, copy, content_of(message), at=services.clock())


async def on_unsend(
    message: Message, copy: TicketCopy, visit: Visit, services: Services, bot: Bot
) -> None:
    await take_back(visit.session, copy, at=services.clock())
    for message_id in (copy.chat_message_id, message.message_id):
        if message_id is not None:
            await bot.delete_message(chat_id=visit.channel.address, message_id=message_id)


async def on_leave(message: Message, visit: Visit) -> None:
    await leave_support(visit.session, visit.channel.id)
    await message.answer(visit.words.html("support-left"))


async def on_leave_pressed(query: CallbackQuery, callback_data: SupportPress, visit: Visit) -> None:
    await leave_support(visit.session, visit.channel.id)
    await query.answer(visit.words.plain("toast-support-left"), show_alert=True)


async def on_talk(
    query: CallbackQuery,
    callback_data: SupportPress,
    visit: Visit,
    services: Services,
    dialog_manager: DialogManager,
) -> None:
    """Lead to a person, about what the button stands below."""
    bot: Bot = dialog_manager.middleware_data["bot"]
    is_of_quest = callback_data.deed is SupportDeed.TALK_OF_QUEST
    await begin(
        visit,
        services,
        bot,
        category=callback_data.category
        or (TicketCategory.DELIVERY if is_of_quest else TicketCategory.OTHER),
        quest_id=callback_data.id if is_of_quest else None,
    )
    await query.answer()
    await dialog_manager.reset_stack(remove_keyboard=False)


async def on_rate(
    query: CallbackQuery, callback_data: SupportPress, visit: Visit, services: Services, bot: Bot
) -> None:
    """Note the stars, and leave them standing in place of the question."""
    if callback_data.id is None:
        raise LookupError("a rating without its ticket")
    ticket = await rate(
        visit.session,
        visit.peer,
        callback_data.id,
        callback_data.number or 0,
        desk=services.settings.desk,
        at=services.clock(),
    )
    await query.answer(visit.words.plain("toast-support-rated"))
    if query.message is not None:
        await bot.edit_message_text(
            chat_id=visit.channel.address,
            message_id=query.message.message_id,
            text=visit.words.html("support-rated", {"stars": ticket.stars or 0}),
        )


async def on_to(
    query: CallbackQuery, callback_data: SupportPress, visit: Visit, services: Services, bot: Bot
) -> None:
    """Send to Support what was parked because nobody knew for whom it was."""
    number = callback_data.number or 0
    content = await take_parked(visit.session, visit.channel.id, number)
    await write(
        visit.session,
        visit.peer,
        content,
        Spoken(channel_id=visit.channel.id, chat_message_id=number),
        desk=services.settings.desk,
        rules=services.settings,
        at=services.clock(),
    )
    await query.answer(visit.words.plain("toast-line-sent"))
    if query.message is not None:
        await bot.delete_message(chat_id=visit.channel.address, message_id=query.message.message_id)


def support_router() -> Router:
    """Stands before LinkLine: what answers Support means it, whatever is open."""
    router = Router(name="support")
    router.message.register(on_unsend, Command("unsend"), IsOwn())
    router.message.register(on_leave, Command("leave"), IsAtSupport())
    router.message.register(on_words, MeansSupport())
    router.edited_message.register(on_edit, IsOwn())
    deeds: dict[SupportDeed, Callable[..., Awaitable[None]]] = {
        SupportDeed.TALK: on_talk,
        SupportDeed.TALK_OF_QUEST: on_talk,
        SupportDeed.ANSWER: on_talk,
        SupportDeed.LEAVE: on_leave_pressed,
        SupportDeed.RATE: on_rate,
        SupportDeed.TO: on_to,
    }
    for deed, handler in deeds.items():
        router.callback_query.register(handler, SupportPress.filter(F.deed == deed))
    return router
