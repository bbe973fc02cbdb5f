"""Asking an event a question, for routers."""

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
