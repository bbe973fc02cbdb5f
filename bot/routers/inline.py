"""Inline mode: showing a trip or a parcel as a card in any other chat.

A Peer types the bot's name there and sees his own open posts, or comes by the button of one card.
What he chooses is sent by Telegram itself; the card carries a link that leads its reader here.
"""

from typing import Any

from aiogram import Router
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)

from bot.cards import parcel_facts, parcel_lines, trip_facts, trip_lines
from bot.dialogs.widgets import Say
from bot.links import Kind, Target, link_to, payload_of, target_of
from bot.visit import Visit
from core.errors import Refused
from core.glidepaths.models import GlidePath
from core.glidepaths.queries import glidepath_shown_to, glidepaths_of
from core.glidepaths.states import PathState
from core.parcels.models import DropParcel
from core.parcels.queries import parcel_shown_to, parcels_of, wish_of
from core.parcels.states import ParcelState
from core.places.queries import two_places

_MOST = 10
_AT_ONCE = 0
"""Seconds for which Telegram may give the same answer again: a post may end at any moment."""


async def on_inline(query: InlineQuery, visit: Visit, bot_username: str | None = None) -> None:
    cards = [] if bot_username is None else await _cards(visit, query.query, bot_username)
    await query.answer(
        results=[*cards],
        cache_time=_AT_ONCE,
        is_personal=True,
        button=None
        if cards
        else InlineQueryResultsButton(
            text=visit.words.plain("inline-nothing"), start_parameter="inline"
        ),
    )


async def _cards(visit: Visit, typed: str, bot: str) -> list[InlineQueryResultArticle]:
    target = target_of(typed)
    if target is None:
        trips = await glidepaths_of(visit.session, visit.peer, is_open=True, limit=_MOST)
        parcels = await parcels_of(visit.session, visit.peer, is_live=True, limit=_MOST)
        return [
            *[await _trip(visit, path, bot) for path in trips],
            *[await _parcel(visit, one, bot) for one in parcels if _is_public(one)],
        ]
    try:
        if target.kind is Kind.TRIP:
            path = await glidepath_shown_to(visit.session, visit.peer, target.id)
            return [await _trip(visit, path, bot)] if path.state is PathState.OPEN else []
        parcel = await parcel_shown_to(visit.session, visit.peer, target.id)
        return [await _parcel(visit, parcel, bot)] if _is_public(parcel) else []
    except Refused:
        return []


def _is_public(parcel: DropParcel) -> bool:
    return parcel.state is ParcelState.OPEN


async def _trip(visit: Visit, path: GlidePath, bot: str) -> InlineQueryResultArticle:
    start, end = await two_places(visit.session, path.from_place_id, path.to_place_id)
    return _article(
        visit,
        Target(Kind.TRIP, path.id),
        trip_facts(path.wish, start, end, visit.words),
        bot=bot,
        description="card-trip-times",
        lines=(Say("card-trip"), *trip_lines()),
    )


async def _parcel(visit: Visit, parcel: DropParcel, bot: str) -> InlineQueryResultArticle:
    """Show what a stranger sees: whoever is in that chat reads it."""
    start, end = await two_places(visit.session, parcel.from_place_id, parcel.to_place_id)
    wish = await wish_of(visit.session, parcel)
    return _article(
        visit,
        Target(Kind.PARCEL, parcel.id),
        parcel_facts(wish, start, end, visit.words, is_mine=False),
        bot=bot,
        description="card-parcel-days",
        lines=(Say("card-parcel"), *parcel_lines()),
    )


def _article(
    visit: Visit,
    target: Target,
    facts: dict[str, Any],
    *,
    bot: str,
    description: str,
    lines: tuple[Say, ...],
) -> InlineQueryResultArticle:
    words = visit.words
    shown = (line for line in lines if line.flag is None or facts[line.flag])
    text = "\n".join(words.html(line.key, facts) for line in shown)
    open_it = InlineKeyboardButton(text=words.plain("inline-open"), url=link_to(target, bot=bot))
    return InlineQueryResultArticle(
        id=payload_of(target),
        title=words.plain("inline-title", facts),
        description=words.plain(description, facts),
        input_message_content=InputTextMessageContent(message_text=text),
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[[open_it]]),
    )


def inline_router() -> Router:
    router = Router(name="inline")
    router.inline_query.register(on_inline)
    return router
