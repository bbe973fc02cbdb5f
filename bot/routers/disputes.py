"""Buttons under the card of a quest that somebody complains of, or may complain of."""

from collections.abc import Awaitable, Callable

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from bot.deeds import QuestDeed, QuestPress
from bot.dialogs.problem import Telling
from bot.dialogs.states import ProblemScreens
from bot.notices.quests import withdraw_rows
from bot.pictures import send_pictures
from bot.routers.quests import open_about, turn_rows
from bot.visit import Visit
from core.complaints.queries import words_in
from core.disputes.queries import case_for
from core.disputes.service import withdraw
from core.disputes.states import ClaimIsLate
from core.quests.queries import facts_for, problems_of, quest_for
from core.quests.states import QuestEvent, QuestState
from core.verdicts.service import agree
from core.wiring import Services

_WORDS_SHOWN = 5
"""What was said before that has been read."""


async def on_complain(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, dialog_manager: DialogManager
) -> None:
    quest = await quest_for(visit.session, visit.peer, callback_data.id)
    if not problems_of(quest, quest.side_of(visit.peer)):
        quest.after(QuestEvent.DISPUTE)
        raise ClaimIsLate
    await query.answer()
    await open_about(dialog_manager, ProblemScreens.kind, quest)


async def on_say(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, dialog_manager: DialogManager
) -> None:
    quest, _ = await case_for(visit.session, visit.peer, callback_data.id)
    await query.answer()
    await open_about(dialog_manager, ProblemScreens.tell, quest, telling=Telling.MORE.value)


async def on_appeal(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, dialog_manager: DialogManager
) -> None:
    quest, _ = await case_for(visit.session, visit.peer, callback_data.id)
    await query.answer()
    await open_about(dialog_manager, ProblemScreens.tell, quest, telling=Telling.APPEAL.value)


async def on_case(query: CallbackQuery, callback_data: QuestPress, visit: Visit, bot: Bot) -> None:
    """Send what was said last, each with its photos."""
    _, complaint = await case_for(visit.session, visit.peer, callback_data.id)
    await query.answer()
    for said in (await words_in(visit.session, complaint.id))[-_WORDS_SHOWN:]:
        await send_pictures(bot, visit.channel.address, said.photos)
        facts = {"side": said.by.value, "at": said.at, "text": said.text}
        text = visit.words.html("case-word", {**facts, "has_text": int(bool(said.text))})
        await bot.send_message(visit.channel.address, text)


async def on_withdraw(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, bot: Bot
) -> None:
    """Say what follows, before it is done."""
    quest, _ = await case_for(visit.session, visit.peer, callback_data.id)
    facts = await facts_for(visit.session, quest, quest.side_of(visit.peer))
    await turn_rows(query, visit, bot, withdraw_rows(facts, visit.words))
    said = {**facts, "is_paid_out": int(quest.disputed_from is QuestState.DELIVERED)}
    await query.answer(visit.words.plain("toast-quest-withdraw-ask", said), show_alert=True)


async def on_withdraw_surely(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, services: Services
) -> None:
    await withdraw(visit.session, visit.peer, callback_data.id, at=services.clock())
    await query.answer(visit.words.plain("toast-quest-withdrawn"))


async def on_agree(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, services: Services
) -> None:
    await agree(
        visit.session,
        visit.peer,
        callback_data.id,
        rules=services.settings,
        at=services.clock(),
    )
    await query.answer(visit.words.plain("toast-quest-agreed"))


_DEEDS: dict[QuestDeed, Callable[..., Awaitable[None]]] = {
    QuestDeed.COMPLAIN: on_complain,
    QuestDeed.SAY: on_say,
    QuestDeed.CASE: on_case,
    QuestDeed.WITHDRAW: on_withdraw,
    QuestDeed.WITHDRAW_SURELY: on_withdraw_surely,
    QuestDeed.AGREE: on_agree,
    QuestDeed.APPEAL: on_appeal,
}


def disputes_router() -> Router:
    router = Router(name="disputes")
    for deed, handler in _DEEDS.items():
        router.callback_query.register(handler, QuestPress.filter(F.deed == deed))
    return router
