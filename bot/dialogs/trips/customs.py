"""The customs summary of a trip: said at once, and as a document a moment later."""

from aiogram import Bot
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from bot.dialogs.cards import id_in
from bot.dialogs.widgets import services_of, visit_of
from bot.papers.wording import customs_text
from core.glidepaths.queries import glidepath_for
from core.papers.queries import customs_paper
from core.papers.service import wish_for_paper
from core.papers.states import PaperKind

_LONGEST_TEXT = 4096
"""In UTF-16 units, as Telegram counts; the markup is not counted there, so there is room."""


async def on_customs(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Send the summary above the card, which comes anew below it."""
    visit, services = visit_of(manager), services_of(manager)
    bot, path_id = manager.middleware_data["bot"], id_in(manager)
    if not isinstance(bot, Bot):
        raise TypeError(bot)
    at = services.clock()
    await wish_for_paper(
        visit.session, visit.peer, visit.channel, PaperKind.CUSTOMS, path_id, at=at
    )
    path = await glidepath_for(visit.session, visit.peer, path_id)
    paper = await customs_paper(visit.session, path)
    text = customs_text(paper, visit.words, most=_LONGEST_TEXT)
    await bot.send_message(visit.channel.address, text)
    manager.show_mode = ShowMode.DELETE_AND_SEND
