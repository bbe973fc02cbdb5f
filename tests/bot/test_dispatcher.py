"""How the dispatcher is put together."""

from aiogram import Dispatcher, Router
from aiogram_dialog.api.entities import DIALOG_EVENT_NAME

from bot.dispatcher import build_dispatcher
from core.wiring import Services


def test_nothing_is_asked_or_answered_in_a_thread(services: Services) -> None:
    """Aiogram takes a thread for whatever is no coroutine; a text would change threads often."""
    threaded = [
        f"{router.name}: {called.callback!r}"
        for router in _all_of(build_dispatcher(services))
        for name, observer in router.observers.items()
        if name != DIALOG_EVENT_NAME
        for handler in observer.handlers
        for called in (handler, *(handler.filters or ()))
        if not called.awaitable
    ]
    assert not threaded


def _all_of(router: Router | Dispatcher) -> list[Router]:
    return [router, *(one for child in router.sub_routers for one in _all_of(child))]
