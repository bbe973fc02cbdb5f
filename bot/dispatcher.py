"""Ties dialogs, routers and middlewares into one Dispatcher."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Dispatcher, Router
from aiogram.types import Message, TelegramObject
from aiogram_dialog import Dialog, DialogManager, ShowMode, setup_dialogs
from aiogram_dialog.api.internal import CONTEXT_KEY

from bot.asking import Behind
from bot.dialogs.chats import chats_dialog
from bot.dialogs.code import code_dialog
from bot.dialogs.currency import currency_dialog
from bot.dialogs.finding.alerts import alerts_dialog
from bot.dialogs.finding.search import search_dialog
from bot.dialogs.fitting.dialog import fitting_dialog
from bot.dialogs.help import help_dialog
from bot.dialogs.home import home_dialog
from bot.dialogs.language import language_dialog
from bot.dialogs.menu import menu_dialog
from bot.dialogs.offers.price import price_dialog
from bot.dialogs.parcels.dialog import parcel_dialog
from bot.dialogs.photos import photos_dialog
from bot.dialogs.post_cards import card_dialog
from bot.dialogs.privacy import privacy_dialog
from bot.dialogs.problem import problem_dialog
from bot.dialogs.profile import profile_dialog
from bot.dialogs.rating import rating_dialog
from bot.dialogs.reach import reach_dialog
from bot.dialogs.rules import rules_dialog
from bot.dialogs.tokens import tokens_dialog
from bot.dialogs.trips.dialog import trip_dialog
from bot.dialogs.trust import trust_dialog
from bot.routers.commands import commands_router
from bot.routers.disputes import disputes_router
from bot.routers.errors import errors_router
from bot.routers.fallback import fallback_router, stray_presses_router
from bot.routers.inline import inline_router
from bot.routers.lines import lines_router
from bot.routers.linkline import linkline_router
from bot.routers.membership import membership_router
from bot.routers.notices import notices_router
from bot.routers.offers import offers_router
from bot.routers.papers import papers_router
from bot.routers.proofs import proofs_router
from bot.routers.quests import quests_router
from bot.routers.service import service_router
from bot.routers.support import support_router
from bot.visit import Doorkeeper
from core.wiring import Services

_OFTEN = frozenset({"message", "edited_message", "callback_query", "message_reaction"})


class OneScreen(BaseMiddleware):
    """When a Peer writes, his screen moves below what he wrote and leaves no dead copy above.

    The pictures of an album arrive together: below the first of them the screen is below them all,
    and is only changed. Moved for each, it would be gone for as many seconds as there are pictures.
    """

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # noqa: ANN401  (aiogram's own signature)
        manager: DialogManager = data["dialog_manager"]
        album = event.media_group_id if isinstance(event, Message) else None
        is_below = album is not None and album == manager.current_stack().last_income_media_group_id
        manager.show_mode = ShowMode.EDIT if is_below else ShowMode.DELETE_AND_SEND
        return await handler(event, data)


def build_dialogs() -> list[Dialog]:
    """Build new ones at each call, because a router belongs to one Dispatcher."""
    return [
        language_dialog(),
        rules_dialog(),
        home_dialog(),
        chats_dialog(),
        currency_dialog(),
        menu_dialog(),
        profile_dialog(),
        privacy_dialog(),
        reach_dialog(),
        trust_dialog(),
        tokens_dialog(),
        help_dialog(),
        trip_dialog(),
        parcel_dialog(),
        card_dialog(),
        fitting_dialog(),
        search_dialog(),
        alerts_dialog(),
        price_dialog(),
        code_dialog(),
        rating_dialog(),
        problem_dialog(),
        photos_dialog(),
    ]


def _seldom() -> Router:
    return Behind(
        lambda kind, _: kind not in _OFTEN,
        errors_router(),
        membership_router(),
        inline_router(),
        name="seldom",
    )


def _commands() -> Router:
    return Behind(_is_command, commands_router(), name="only commands")


def _is_command(_: str, event: TelegramObject) -> bool:
    """Ask of a text, or of the words below a picture, as aiogram's `Command` does."""
    said = (event.text or event.caption or "") if isinstance(event, Message) else ""
    return said.lstrip().startswith("/")


def _presses() -> Router:
    return Behind(
        lambda kind, _: kind == "callback_query",
        lines_router(),
        notices_router(),
        offers_router(),
        quests_router(),
        disputes_router(),
        proofs_router(),
        papers_router(),
        stray_presses_router(),
        name="presses",
    )


def _screens() -> Router:
    """All dialogs behind one question: whoever has no screen open is asked by none of them."""
    screens = Router(name="screens")
    screens.message.filter(_has_screen)
    screens.include_routers(*build_dialogs())
    return screens


async def _has_screen(_: Message, **data: object) -> bool:
    return data.get(CONTEXT_KEY) is not None


def build_dispatcher(services: Services) -> Dispatcher:
    """Commands come before the dialogs, so that they work in the middle of any form.

    The worker gives each update its transaction, its pen and its drafts, and acts on one Peer's
    updates one after the other, so aiogram's own storage and isolation are not used.
    """
    dispatcher = Dispatcher(disable_fsm=True, services=services)
    dispatcher.update.outer_middleware(Doorkeeper())
    dispatcher.include_routers(
        _seldom(),
        service_router(),
        _commands(),
        support_router(),
        linkline_router(),
        _presses(),
        _screens(),
        fallback_router(),
    )
    setup_dialogs(dispatcher)
    dispatcher.message.middleware(OneScreen())
    return dispatcher
