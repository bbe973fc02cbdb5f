"""Ties dialogs, routers and middlewares into one Dispatcher."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Dispatcher
from aiogram.types import TelegramObject
from aiogram_dialog import Dialog, DialogManager, ShowMode, setup_dialogs

from bot.dialogs.currency import currency_dialog
from bot.dialogs.help import help_dialog
from bot.dialogs.home import home_dialog
from bot.dialogs.language import language_dialog
from bot.dialogs.menu import menu_dialog
from bot.dialogs.privacy import privacy_dialog
from bot.dialogs.profile import profile_dialog
from bot.dialogs.rules import rules_dialog
from bot.routers.commands import commands_router
from bot.routers.errors import errors_router
from bot.routers.fallback import fallback_router, stray_presses_router
from bot.routers.membership import membership_router
from bot.visit import Doorkeeper
from core.wiring import Services


class OneScreen(BaseMiddleware):
    """When a Peer writes, his screen moves below what he wrote and leaves no dead copy above."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # noqa: ANN401  (aiogram's own signature)
        manager: DialogManager = data["dialog_manager"]
        manager.show_mode = ShowMode.DELETE_AND_SEND
        return await handler(event, data)


def build_dialogs() -> list[Dialog]:
    """Build new ones at each call, because a router belongs to one Dispatcher."""
    return [
        language_dialog(),
        rules_dialog(),
        home_dialog(),
        currency_dialog(),
        menu_dialog(),
        profile_dialog(),
        privacy_dialog(),
        help_dialog(),
    ]


def build_dispatcher(services: Services) -> Dispatcher:
    """Commands come before the dialogs, so that they work in the middle of any form.

    The worker gives each update its transaction, its pen and its drafts, and acts on one Peer's
    updates one after the other, so aiogram's own storage and isolation are not used.
    """
    dispatcher = Dispatcher(disable_fsm=True, services=services)
    dispatcher.update.outer_middleware(Doorkeeper())
    dispatcher.include_routers(
        errors_router(),
        membership_router(),
        commands_router(),
        stray_presses_router(),
        *build_dialogs(),
        fallback_router(),
    )
    setup_dialogs(dispatcher)
    dispatcher.message.middleware(OneScreen())
    return dispatcher
