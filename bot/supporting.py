"""Support in a Peer's private chat: going there, and what he writes while he is there."""

from uuid import UUID

from aiogram import Bot
from aiogram.types import InlineKeyboardMarkup, Message, ReplyParameters

from bot.deeds import SupportDeed, SupportPress
from bot.hearing import content_of
from bot.notices.card import Button, markup_of
from bot.visit import Visit
from core.casework.service import enter_support
from core.facts import LocalTime
from core.support.service import Spoken, write
from core.tickets.models import TicketMessage
from core.tickets.queries import present_ticket, seat_at, ticket_for
from core.tickets.states import TicketCategory
from core.wiring import Services


async def begin(
    visit: Visit,
    services: Services,
    bot: Bot,
    *,
    category: TicketCategory = TicketCategory.OTHER,
    quest_id: UUID | None = None,
) -> None:
    """Let a Peer write to Support from now on, and say how that goes."""
    rules, at = services.settings, services.clock()
    await enter_support(
        visit.session,
        visit.peer,
        visit.channel.id,
        category=category,
        quest_id=quest_id,
        rules=rules,
        at=at,
    )
    present = await present_ticket(visit.session, visit.peer)
    office = rules.office
    facts = {
        "number": 0 if present is None else present.number,
        "is_open": int(office.is_open(at)),
        "opens_at": LocalTime(office.opens_next(at), visit.peer.time_zone),
    }
    leave = SupportPress(deed=SupportDeed.LEAVE).pack()
    rows = ((Button(visit.words.plain("support-leave"), leave),),)
    await bot.send_message(
        chat_id=visit.channel.address,
        text=visit.words.html("support-here", facts),
        reply_markup=InlineKeyboardMarkup(**markup_of(rows)),
    )


async def say_to_support(
    message: Message, visit: Visit, services: Services, bot: Bot, *, reply_to: UUID | None = None
) -> TicketMessage:
    """Take what a Peer writes to Support; the first of a conversation is answered at once."""
    seat = await seat_at(visit.session, visit.channel.id)
    said = await write(
        visit.session,
        visit.peer,
        content_of(message),
        Spoken(
            channel_id=visit.channel.id,
            chat_message_id=message.message_id,
            reply_to=reply_to,
            album=message.media_group_id,
        ),
        category=TicketCategory.OTHER if seat is None else seat.category,
        quest_id=None if seat is None else seat.quest_id,
        desk=services.settings.desk,
        rules=services.settings,
        at=services.clock(),
    )
    if said.place == 1:
        await _acknowledge(said, message, visit, bot)
    return said


async def _acknowledge(said: TicketMessage, message: Message, visit: Visit, bot: Bot) -> None:
    """Say that it is kept, and by when there is an answer."""
    ticket = await ticket_for(visit.session, visit.peer, said.ticket_id)
    zone = visit.peer.time_zone
    facts = {
        "number": ticket.number,
        "answer_by": LocalTime(ticket.answer_by or said.said_at, zone),
        "has_quest": int(ticket.quest_id is not None),
    }
    await bot.send_message(
        chat_id=visit.channel.address,
        text=visit.words.html("support-kept", facts),
        reply_parameters=ReplyParameters(
            message_id=message.message_id, allow_sending_without_reply=True
        ),
    )


async def is_at_support(visit: Visit) -> bool:
    return await seat_at(visit.session, visit.channel.id) is not None
