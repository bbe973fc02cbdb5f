"""The wire to Telegram: a client that logs and counts each request and never logs its token."""

import asyncio
from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Any

import structlog
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from aiogram.methods import GetUpdates, TelegramMethod
from aiogram.types import LinkPreviewOptions
from prometheus_client import Histogram

from core.settings import Settings

log = structlog.get_logger(__name__)

TELEGRAM_SECONDS = Histogram(
    "peercargo_telegram_request_seconds",
    "Seconds a Bot API request took, by method and outcome",
    ("method", "outcome"),
)


class Watch(BaseRequestMiddleware):
    """One log line and one observation for each request."""

    async def __call__(
        self,
        make_request: Callable[[Bot, TelegramMethod[Any]], Awaitable[Any]],
        bot: Bot,
        method: TelegramMethod[Any],
    ) -> Any:  # noqa: ANN401  (whatever the method returns)
        started = perf_counter()
        outcome = "ok"
        try:
            return await make_request(bot, method)
        except TelegramAPIError as error:
            outcome = type(error).__name__
            raise
        finally:
            if not isinstance(method, GetUpdates):
                seconds = perf_counter() - started
                name = type(method).__api_method__
                TELEGRAM_SECONDS.labels(name, outcome).observe(seconds)
                log.info("telegram", method=name, outcome=outcome, ms=round(seconds * 1000, 1))


class Patience(BaseRequestMiddleware):
    """Does what Telegram asks when it is asked too often: waits the seconds it names, and repeats.

    The next message waits behind it, because one Peer's updates are answered in order.
    """

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
    """Text is HTML, and links show no preview: a preview would fetch single-use links."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(settings.telegram_api_base))
    session.middleware(Patience())
    session.middleware(Watch())
    return Bot(
        settings.bot_token(),
        session=session,
        default=DefaultBotProperties(
            parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True)
        ),
    )
