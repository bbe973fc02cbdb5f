"""Runs the bot in a process: takes updates by polling, or says where they are to be delivered."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import Update
from structlog.contextvars import bound_contextvars

from bot.dispatcher import build_dispatcher
from bot.front import put_up_front
from bot.telegram import build_bot
from core.settings import Settings, SettingsRefused, TelegramMode
from core.wiring import Services

_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 30.0
_POLL_SECONDS = 30

log = structlog.get_logger(__name__)


_ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member"]


class BotRunner:
    """The bot of one process."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher, settings: Settings) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._settings = settings

    async def feed(self, update: dict[str, Any]) -> None:
        """Act on an update that came by webhook."""
        parsed = Update.model_validate(update, context={"bot": self._bot})
        await self._dispatcher.feed_update(self._bot, parsed)

    async def run(self, *, webhook_path: str) -> None:
        """Put the words up front, then take updates until cancelled."""
        await self._greet_telegram(webhook_path)
        log.info("bot_is_up", mode=self._settings.telegram_mode.value)
        if self._settings.telegram_mode is TelegramMode.POLLING:
            await self._poll()
        else:
            await asyncio.Event().wait()

    async def _poll(self) -> None:
        """Take updates, and confirm them to Telegram only after they were acted on."""
        offset: int | None = None
        pause = _FIRST_PAUSE_SECONDS
        while True:
            try:
                updates = await self._bot.get_updates(
                    offset=offset,
                    timeout=_POLL_SECONDS,
                    allowed_updates=_ALLOWED_UPDATES,
                    request_timeout=_POLL_SECONDS + 10,
                )
            except TelegramAPIError as error:
                log.warning("polling_failed", why=str(error), again_in_seconds=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
                continue
            pause = _FIRST_PAUSE_SECONDS
            await asyncio.gather(*(self._act(update) for update in updates))
            if updates:
                offset = updates[-1].update_id + 1

    async def _act(self, update: Update) -> None:
        request_id = secrets.token_hex(8)
        with bound_contextvars(request_id=request_id, update_id=update.update_id):
            try:
                await self._dispatcher.feed_update(self._bot, update)
            except Exception:
                # The outermost loop of polling: one update that fails must not stop the others.
                log.exception("update_failed")

    async def _greet_telegram(self, webhook_path: str) -> None:
        """Keep trying while Telegram is away."""
        pause = _FIRST_PAUSE_SECONDS
        while True:
            try:
                await self._choose_delivery(webhook_path)
                await put_up_front(self._bot)
            except (TelegramNetworkError, TelegramServerError) as error:
                log.warning("telegram_is_away", why=str(error), again_in_seconds=pause)
            except TelegramRetryAfter as error:
                pause = float(error.retry_after)
                log.warning("telegram_asks_to_wait", again_in_seconds=pause)
            else:
                return
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    async def _choose_delivery(self, webhook_path: str) -> None:
        settings = self._settings
        if settings.telegram_mode is TelegramMode.POLLING:
            await self._bot.delete_webhook()
            return
        if settings.public_url is None or settings.telegram_webhook_secret is None:
            raise SettingsRefused(
                ["TELEGRAM_MODE=webhook needs PUBLIC_URL and TELEGRAM_WEBHOOK_SECRET"]
            )
        await self._bot.set_webhook(
            settings.public_url + webhook_path,
            secret_token=settings.telegram_webhook_secret.get_secret_value(),
            allowed_updates=_ALLOWED_UPDATES,
        )


@asynccontextmanager
async def open_bot(services: Services) -> AsyncIterator[BotRunner]:
    """Open the bot's connections, and close them at the end of the block."""
    bot = build_bot(services.settings)
    dispatcher = build_dispatcher(services)
    await dispatcher.emit_startup(bot=bot)
    try:
        yield BotRunner(bot, dispatcher, services.settings)
    finally:
        await dispatcher.emit_shutdown(bot=bot)
        await bot.session.close()
