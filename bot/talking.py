"""What a Peer writes that nothing else wants: to the line he is on, or kept until he says to whom.

An answer to a message of a line has gone there before, whatever screen is open.
"""

from aiogram import Bot
from aiogram.types import InlineKeyboardMarkup, Message, ReplyParameters
from sqlalchemy.ext.asyncio import AsyncSession

from bot.deeds import LineDeed, LinePress, SupportDeed, SupportPress
from bot.hearing import content_of
from bot.notices.card import Button, markup_of
from bot.supporting import is_at_support, say_to_support
from bot.visit import Visit
from bot.words import Words
from core.copies.models import LinkCopy
from core.inbox.queries import has_more_of_album
from core.inbox.states import lane_of
from core.linkline.models import LinkLine
from core.linkline.queries import about, lines_of, side_on
from core.parking.service import park
from core.peers.models import Peer
from core.relay.service import Heard, say_in
from core.tickets.queries import present_ticket
from core.tickets.states import LIVE
from core.wiring import Services

_MOST_CHOICES = 8


async def heard_in(message: Message, visit: Visit, copy: LinkCopy | None = None) -> Heard:
    """Tell how a message reached us; `copy` is what it answers."""
    album = message.media_group_id
    lane = lane_of(f"telegram:{visit.channel.address}")
    has_more = album is not None and await has_more_of_album(
        visit.session, lane, album, after=message.message_id
    )
    quote = message.quote.text if message.quote is not None and copy is not None else None
    return Heard(
        channel_id=visit.channel.id,
        chat_message_id=message.message_id,
        reply_to=None if copy is None else copy.message_id,
        quote=quote,
        album=album,
        has_more=has_more,
        is_forwarded=message.forward_origin is not None,
    )


async def say_on_line(message: Message, visit: Visit, services: Services, bot: Bot) -> bool:
    """Say it on the line on which the Peer is, or to Support; false when he is with nobody.

    What stands in a topic that is no line's may be meant for any, so it is not said by a guess.
    """
    if is_command(message) or message.is_topic_message:
        return False
    scene = await visit.scenes.at(visit.peer, visit.channel.id)
    if scene is None:
        return await _say_at_support(message, visit, services, bot)
    await say_in(
        visit.session,
        visit.peer,
        scene,
        content_of(message),
        await heard_in(message, visit),
        sayings=visit.sayings,
        rules=services.settings,
        at=services.clock(),
    )
    return True


async def _say_at_support(message: Message, visit: Visit, services: Services, bot: Bot) -> bool:
    is_there = await is_at_support(visit)
    if is_there:
        await say_to_support(message, visit, services, bot)
    return is_there


async def ask_for_whom(message: Message, visit: Visit, services: Services, bot: Bot) -> bool:
    """Ask for whom it is; false when the Peer talks with nobody. It goes nowhere before he answers.

    Support is one of those he may mean, while they talk.
    """
    if is_command(message):
        return False
    lines = await lines_of(visit.session, visit.peer, limit=_MOST_CHOICES)
    ticket = await present_ticket(visit.session, visit.peer)
    is_with_support = ticket is not None and ticket.state in LIVE
    if not lines and not is_with_support:
        return False
    await park(
        visit.session, content_of(message), await heard_in(message, visit), at=services.clock()
    )
    rows = [(Button(await named(visit, line), _press_to(line, message)),) for line in lines]
    if is_with_support:
        press = SupportPress(deed=SupportDeed.TO, number=message.message_id).pack()
        rows.append((Button(visit.words.plain("support-choice"), press),))
    await bot.send_message(
        chat_id=visit.channel.address,
        text=visit.words.html("line-which"),
        reply_parameters=ReplyParameters(message_id=message.message_id),
        reply_markup=InlineKeyboardMarkup(**markup_of(rows)),
    )
    return True


def is_command(message: Message) -> bool:
    return (message.text or "").startswith("/")


def _press_to(line: LinkLine, message: Message) -> str:
    return LinePress(deed=LineDeed.TO, id=line.id, number=message.message_id).pack()


async def named(visit: Visit, line: LinkLine) -> str:
    """Name a line for a button: who it is with, and what goes where."""
    return await name_of(visit.session, visit.peer, visit.words, line)


async def name_of(session: AsyncSession, peer: Peer, words: Words, line: LinkLine) -> str:
    mine = line.side_of(peer)
    side = await side_on(session, line, mine.other)
    facts = await about(session, line)
    return words.plain("line-choice", {**facts, "alias": side.alias})
