"""When a handler could not go on: refusals are worded and old screens reopened.

Anything else is a bug. It goes on to the worker, which tries again and in the end admits it.
"""

from aiogram import Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import CallbackQuery, ErrorEvent, InlineKeyboardMarkup, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.api.exceptions import OutdatedIntent, UnknownIntent, UnknownState

from bot.dialogs.way import go_home
from bot.notices.card import markup_of
from bot.notices.talk import talk_button
from bot.visit import Visit
from core.complaints.states import ComplainedTooOften
from core.disputes.states import ClaimIsLate
from core.errors import Refused
from core.handover.states import CodeIsLocked
from core.payments.states import MoneyIsFrozen
from core.tickets.states import TicketCategory

OLD_SCREEN = (UnknownIntent, OutdatedIntent, UnknownState)
EXCUSABLE = (Refused, *OLD_SCREEN)
"""What the worker lets an update come once more for, with the exception as its excuse."""


async def on_refused(
    event: ErrorEvent, excuse: Exception | None, visit: Visit | None = None
) -> None:
    """Leave the screen as it is, and say why. The desk, where nobody visits, does so itself."""
    refusal = event.exception
    if excuse is None or visit is None or not isinstance(refusal, Refused):
        raise refusal
    await _tell(event, visit, refusal.key, refusal.facts)


async def on_old_screen(
    event: ErrorEvent, visit: Visit, dialog_manager: DialogManager, excuse: Exception | None
) -> None:
    """Reopen the way for a button whose screen is gone, closed or of an earlier version."""
    if excuse is None:
        raise event.exception
    await _tell(event, visit, "note-old-button", {})
    dialog_manager.show_mode = ShowMode.DELETE_AND_SEND
    await go_home(dialog_manager)


async def _tell(event: ErrorEvent, visit: Visit, key: str, facts: dict[str, object]) -> None:
    match event.update.event:
        case CallbackQuery() as query:
            await query.answer(visit.words.plain(key, facts), show_alert=True)
        case Message() as message:
            await message.answer(visit.words.html(key, facts), reply_markup=_way_on(key, visit))
        case _:
            pass


_FOR_A_PERSON = frozenset(
    {one.key for one in (ClaimIsLate, CodeIsLocked, ComplainedTooOften, MoneyIsFrozen)}
)
"""The refusals after which a Peer can do nothing himself."""


def _way_on(key: str, visit: Visit) -> InlineKeyboardMarkup | None:
    """Give the button that leads to a person, where nothing else leads on."""
    if key not in _FOR_A_PERSON:
        return None
    button = talk_button(visit.words, category=TicketCategory.DELIVERY)
    return InlineKeyboardMarkup(**markup_of(((button,),)))


def errors_router() -> Router:
    router = Router(name="errors")
    router.errors.register(on_refused, ExceptionTypeFilter(Refused))
    router.errors.register(on_old_screen, ExceptionTypeFilter(*OLD_SCREEN))
    return router
