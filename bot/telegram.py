"""aiogram's own client, for what is asked once at the start and by the doctor."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import TelegramMethod

from core.settings import Settings


class Patience(BaseRequestMiddleware):
    """Waits the seconds that Telegram names when it is asked too often, and repeats."""

    async def __call__(
        self,
        make_request: Callable[[Bot, TelegramMethod[Any]], Awaitable[Any]],
        bot: Bot,
        method: TelegramMethod[Any],
    ) -> Any:  # noqa: ANN401  (whatever the method returns)
        while True:
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as refusal:
                await asyncio.sleep(refusal.retry_after)


def build_bot(settings: Settings) -> Bot:
    session = AiohttpSession(api=TelegramAPIServer.from_base(settings.telegram_api_base))
    session.middleware(Patience())
    return Bot(settings.bot_token(), session=session)
