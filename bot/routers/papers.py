"""Buttons of a quest's card that ask for papers. They come a moment later, as documents."""

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery

from bot.deeds import QuestDeed, QuestPress
from bot.notices.quests import paper_rows
from bot.routers.quests import turn_rows
from bot.visit import Visit
from core.papers.service import wish_for_paper
from core.papers.states import PaperKind
from core.quests.queries import facts_for, quest_for
from core.wiring import Services

_KINDS = {QuestDeed.RECEIPT: PaperKind.RECEIPT, QuestDeed.PROOF: PaperKind.PROOF}


async def on_papers(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, bot: Bot
) -> None:
    quest = await quest_for(visit.session, visit.peer, callback_data.id)
    facts = await facts_for(visit.session, quest, quest.side_of(visit.peer))
    await turn_rows(query, visit, bot, paper_rows(facts, visit.words))
    await query.answer()


async def on_paper(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, services: Services
) -> None:
    kind, at = _KINDS[callback_data.deed], services.clock()
    await wish_for_paper(visit.session, visit.peer, visit.channel, kind, callback_data.id, at=at)
    await query.answer(visit.words.plain("toast-paper-wished"))


def papers_router() -> Router:
    router = Router(name="papers")
    router.callback_query.register(on_papers, QuestPress.filter(F.deed == QuestDeed.PAPERS))
    for deed in _KINDS:
        router.callback_query.register(on_paper, QuestPress.filter(F.deed == deed))
    return router
