"""Buttons of LinkLine: under the card of a line, and under what was held or asked."""

from collections.abc import Awaitable, Callable

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup
from aiogram_dialog import DialogManager

from bot.deeds import LineDeed, LinePress, OfferDeed, OfferPress, QuestDeed, QuestPress
from bot.notices.card import Rows, markup_of
from bot.notices.linkline import block_rows, line_rows, more_rows, report_rows
from bot.routers.linkline import unsend
from bot.visit import Visit
from bot.words import Words
from core.casework.service import leave_support
from core.clearance.service import let_go, let_pass
from core.copies.queries import copy_in
from core.linkline.models import LinkLine
from core.linkline.queries import line_for
from core.linkline.service import (
    card_facts,
    enter,
    leave,
    line_of_offer,
    line_of_quest,
    mute,
    report,
    reveal,
)
from core.linkline.states import ReportReason
from core.messages.queries import last_said
from core.messages.states import MessageMissing, MessageState
from core.parking.service import send_parked
from core.parting.service import shut
from core.presence.service import pause
from core.wiring import Services

MakeRows = Callable[[dict[str, object], Words], Rows]

_REASONS = {
    LineDeed.REPORT_RUDE: ReportReason.RUDE,
    LineDeed.REPORT_SCAM: ReportReason.SCAM,
    LineDeed.REPORT_UNSAFE: ReportReason.UNSAFE,
    LineDeed.REPORT_OTHER: ReportReason.OTHER,
}


async def on_ask(
    query: CallbackQuery,
    callback_data: OfferPress,
    visit: Visit,
    services: Services,
    dialog_manager: DialogManager,
) -> None:
    """Open the line of an offer."""
    rules, at = services.settings, services.clock()
    line = await line_of_offer(visit.session, visit.peer, callback_data.id, rules=rules, at=at)
    await query.answer()
    await _enter(line, visit, services, dialog_manager)


async def on_chat(
    query: CallbackQuery,
    callback_data: QuestPress,
    visit: Visit,
    services: Services,
    dialog_manager: DialogManager,
) -> None:
    """Open the line of a quest."""
    rules, at = services.settings, services.clock()
    line = await line_of_quest(visit.session, visit.peer, callback_data.id, rules=rules, at=at)
    await query.answer()
    await _enter(line, visit, services, dialog_manager)


async def on_enter(
    query: CallbackQuery,
    callback_data: LinePress,
    visit: Visit,
    services: Services,
    dialog_manager: DialogManager,
) -> None:
    line = await line_for(visit.session, visit.peer, callback_data.id)
    await query.answer()
    await _enter(line, visit, services, dialog_manager)


async def _enter(line: LinkLine, visit: Visit, services: Services, manager: DialogManager) -> None:
    """Go onto a line, away from Support; no form waits for words any more."""
    await leave_support(visit.session, visit.channel.id)
    await enter(
        visit.session,
        visit.peer,
        visit.channel.id,
        line.id,
        rules=services.settings,
        at=services.clock(),
    )
    await manager.reset_stack(remove_keyboard=False)


async def on_leave(
    query: CallbackQuery, callback_data: LinePress, visit: Visit, services: Services, bot: Bot
) -> None:
    rules, at = services.settings, services.clock()
    await leave(visit.session, visit.peer, visit.channel.id, rules=rules, at=at)
    await query.answer(visit.words.plain("toast-line-left"))
    if query.message is not None:
        await bot.unpin_chat_message(
            chat_id=visit.channel.address, message_id=query.message.message_id
        )


async def on_mute(
    query: CallbackQuery, callback_data: LinePress, visit: Visit, services: Services
) -> None:
    rules, at = services.settings, services.clock()
    is_muted = await mute(visit.session, visit.peer, callback_data.id, rules=rules, at=at)
    await query.answer(visit.words.plain("toast-line-muted" if is_muted else "toast-line-loud"))


async def on_pause(
    query: CallbackQuery, callback_data: LinePress, visit: Visit, services: Services
) -> None:
    """Let the other side know that one answers later, or is back."""
    rules, at = services.settings, services.clock()
    is_paused = callback_data.deed is LineDeed.PAUSE
    line_id = callback_data.id
    await pause(visit.session, visit.peer, line_id, is_paused=is_paused, rules=rules, at=at)
    await query.answer(visit.words.plain("toast-line-paused" if is_paused else "toast-line-back"))


async def on_reveal(
    query: CallbackQuery, callback_data: LinePress, visit: Visit, services: Services
) -> None:
    rules, at = services.settings, services.clock()
    both = await reveal(visit.session, visit.peer, callback_data.id, rules=rules, at=at)
    key = "toast-line-revealed" if both else "toast-line-reveal-asked"
    await query.answer(visit.words.plain(key), show_alert=True)


async def on_report_surely(
    query: CallbackQuery, callback_data: LinePress, visit: Visit, services: Services, bot: Bot
) -> None:
    reason = _REASONS[callback_data.deed]
    await report(visit.session, visit.peer, callback_data.id, reason, at=services.clock())
    await query.answer(visit.words.plain("toast-line-reported"), show_alert=True)
    await _turn(query, callback_data, visit, services, bot, rows=line_rows)


async def on_block_surely(
    query: CallbackQuery, callback_data: LinePress, visit: Visit, services: Services
) -> None:
    rules, at = services.settings, services.clock()
    await shut(visit.session, visit.peer, callback_data.id, rules=rules, at=at)
    await query.answer(visit.words.plain("toast-line-blocked"), show_alert=True)


def _turning(rows: MakeRows) -> Callable[..., Awaitable[None]]:
    """Make the handler that puts other buttons below the card."""

    async def on_turn(
        query: CallbackQuery, callback_data: LinePress, visit: Visit, services: Services, bot: Bot
    ) -> None:
        await query.answer()
        await _turn(query, callback_data, visit, services, bot, rows=rows)

    return on_turn


async def _turn(
    query: CallbackQuery,
    press: LinePress,
    visit: Visit,
    services: Services,
    bot: Bot,
    *,
    rows: MakeRows,
) -> None:
    line = await line_for(visit.session, visit.peer, press.id, lock=True)
    side = line.side_of(visit.peer)
    facts = await card_facts(
        visit.session, line, side, rules=services.settings, at=services.clock()
    )
    if query.message is not None:
        await bot.edit_message_reply_markup(
            chat_id=visit.channel.address,
            message_id=query.message.message_id,
            reply_markup=InlineKeyboardMarkup(**markup_of(rows(facts, visit.words))),
        )


async def on_unsend_last(
    query: CallbackQuery, callback_data: LinePress, visit: Visit, services: Services, bot: Bot
) -> None:
    """Take back what was written last."""
    line = await line_for(visit.session, visit.peer, callback_data.id)
    message = await last_said(visit.session, line, line.side_of(visit.peer))
    copy = None
    if message is not None:
        copy = await copy_in(visit.session, message.id, visit.channel.id)
    if copy is None:
        raise MessageMissing
    await unsend(visit, services, bot, copy)
    await query.answer(visit.words.plain("toast-line-unsent"))


async def on_pass(
    query: CallbackQuery, callback_data: LinePress, visit: Visit, services: Services, bot: Bot
) -> None:
    rules, at = services.settings, services.clock()
    is_whole = callback_data.deed is LineDeed.PASS_WHOLE
    message = await let_pass(
        visit.session, visit.peer, callback_data.id, is_whole=is_whole, rules=rules, at=at
    )
    told = {MessageState.SENT: "toast-line-sent", MessageState.LOOKING: "toast-line-looking"}
    await query.answer(visit.words.plain(told.get(message.state, "toast-line-gone")))
    await _take_away(query, visit, bot)


async def on_let_go(
    query: CallbackQuery, callback_data: LinePress, visit: Visit, services: Services, bot: Bot
) -> None:
    await let_go(visit.session, visit.peer, callback_data.id, at=services.clock())
    await query.answer(visit.words.plain("toast-line-gone"))
    await _take_away(query, visit, bot)


async def on_to(
    query: CallbackQuery, callback_data: LinePress, visit: Visit, services: Services, bot: Bot
) -> None:
    """Send what was parked to the line that was chosen."""
    await send_parked(
        visit.session,
        visit.peer,
        visit.channel.id,
        callback_data.number or 0,
        callback_data.id,
        rules=services.settings,
        at=services.clock(),
    )
    await query.answer(visit.words.plain("toast-line-sent"))
    await _take_away(query, visit, bot)


async def _take_away(query: CallbackQuery, visit: Visit, bot: Bot) -> None:
    """Remove a question that is answered."""
    if query.message is not None:
        await bot.delete_message(chat_id=visit.channel.address, message_id=query.message.message_id)


_DEEDS: dict[LineDeed, Callable[..., Awaitable[None]]] = {
    LineDeed.ENTER: on_enter,
    LineDeed.LEAVE: on_leave,
    LineDeed.MUTE: on_mute,
    LineDeed.PAUSE: on_pause,
    LineDeed.COME_BACK: on_pause,
    LineDeed.MORE: _turning(more_rows),
    LineDeed.BACK: _turning(line_rows),
    LineDeed.REPORT: _turning(report_rows),
    LineDeed.BLOCK: _turning(block_rows),
    LineDeed.BLOCK_SURELY: on_block_surely,
    LineDeed.REVEAL: on_reveal,
    LineDeed.UNSEND_LAST: on_unsend_last,
    LineDeed.PASS: on_pass,
    LineDeed.PASS_WHOLE: on_pass,
    LineDeed.LET_GO: on_let_go,
    LineDeed.TO: on_to,
    **dict.fromkeys(_REASONS, on_report_surely),
}


def lines_router() -> Router:
    router = Router(name="lines")
    for deed, handler in _DEEDS.items():
        router.callback_query.register(handler, LinePress.filter(F.deed == deed))
    router.callback_query.register(on_ask, OfferPress.filter(F.deed == OfferDeed.ASK))
    router.callback_query.register(on_chat, QuestPress.filter(F.deed == QuestDeed.CHAT))
    return router
