"""Asking an event a question, for routers."""

from collections.abc import Callable
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.filters import Filter
from aiogram.types import TelegramObject
from aiogram.utils.magic_filter import MagicFilter


class Holds(Filter):
    """A question in aiogram's own notation, answered at once.

    Left to itself aiogram hands it to a thread, which costs more than all that follows from it.
    """

    def __init__(self, question: MagicFilter) -> None:
        self._question = question

    async def __call__(self, event: TelegramObject) -> bool:
        return bool(self._question.resolve(event))


class Behind(Router):
    """Routers behind one question: what is not for them passes by without being shown to each.

    Every router and every handler costs a text that is for none of them as much as a filter does.
    `is_for` is asked with the type of the update, in Telegram's words, and the event.
    """

    def __init__(
        self, is_for: Callable[[str, TelegramObject], bool], *routers: Router, name: str
    ) -> None:
        super().__init__(name=name)
        self._is_for = is_for
        self.include_routers(*routers)

    async def propagate_event(self, update_type: str, event: TelegramObject, **kwargs: Any) -> Any:  # noqa: ANN401  (aiogram's own signature)
        if not self._is_for(update_type, event):
            return UNHANDLED
        return await super().propagate_event(update_type, event, **kwargs)
