"""Runs the bot in a process: fetches updates, acts on them, and sends what is to be said."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    TelegramNetworkError,
    TelegramNotFound,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from bot.acceptance import note_answer
from bot.dialogs.cards import BOT_USERNAME, HAS_INLINE
from bot.dispatcher import build_dispatcher
from bot.errands import run_errands
from bot.files import TelegramFiles
from bot.front import put_up_front
from bot.keystrokes import Keystrokes
from bot.papers.maker import PaperMaker
from bot.poller import ALLOWED_UPDATES, Poller
from bot.postman import Postman
from bot.sender.schedule import TELEGRAM_LIMITS, Limits
from bot.sender.sender import Sender
from bot.sender.wire import Wire
from bot.telegram import build_bot
from bot.worker import InboxWorker
from core.copies.flows import Herald
from core.copies.service import COPIES_CHANNEL, LINES_CHANNEL
from core.holds.service import LOOKS_CHANNEL
from core.leakguard.states import leaks_in
from core.letters.service import LETTERS_CHANNEL
from core.looks.flows import Looker
from core.papers.service import PAPERS_CHANNEL
from core.photos.service import PHOTOS_CHANNEL
from core.pictures import MOST_BYTES as MOST_PHOTO_BYTES
from core.proofs.flows import PhotoKeeper
from core.settings import SettingsRefused, TelegramMode
from core.support.flows import FILES_CHANNEL, TicketFiles
from core.wiring import Services

_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 30.0
_LOOK_SECONDS = 2.0
"""Somebody waits for his picture to arrive, and what was not fetched at once is tried again."""

log = structlog.get_logger(__name__)


class BotRunner:
    """The bot of one process. Any number of processes may run it against one database."""

    def __init__(
        self, services: Services, dispatcher: Dispatcher, wire: Wire, limits: Limits
    ) -> None:
        self._services = services
        self._dispatcher = dispatcher
        self._wire = wire
        self._limits = limits
        self._photos = PhotoKeeper(
            services.db,
            services.storage,
            TelegramFiles(wire, most=MOST_PHOTO_BYTES),
            clock=services.clock,
        )
        self._looker = Looker(
            services.db, TelegramFiles(wire), rules=services.settings, clock=services.clock
        )
        self._ticket_files = TicketFiles(
            services.db,
            services.storage,
            TelegramFiles(wire),
            desk=services.settings.desk,
            clock=services.clock,
        )
        self._papers = PaperMaker(services)
        self._herald = Herald(services.db, services.redis, clock=services.clock)
        self._postman = Postman(services, bot_name=self._bot_name)
        self._keystrokes = Keystrokes(services.db, services.redis, wire)

    async def run(self, *, webhook_path: str) -> None:
        """Take, act and send until cancelled."""
        db = self._services.db
        async with asyncio.TaskGroup() as group:
            group.create_task(self._arrive(webhook_path))
            group.create_task(InboxWorker(self._services, self._dispatcher).run())
            group.create_task(Sender(self._services, self._wire, limits=self._limits).run())
            group.create_task(run_errands(db, PHOTOS_CHANNEL, self._photos.keep_due))
            group.create_task(run_errands(db, FILES_CHANNEL, self._ticket_files.keep_due))
            group.create_task(run_errands(db, PAPERS_CHANNEL, self._papers.make_due))
            group.create_task(run_errands(db, COPIES_CHANNEL, self._herald.tell_due))
            group.create_task(run_errands(db, LINES_CHANNEL, self._herald.publish_due))
            group.create_task(self._keystrokes.run())
            group.create_task(
                run_errands(
                    db, LETTERS_CHANNEL, self._postman.carry_due, look_seconds=_LOOK_SECONDS
                )
            )
            group.create_task(
                run_errands(db, LOOKS_CHANNEL, self._looker.look_due, look_seconds=_LOOK_SECONDS)
            )

    def _bot_name(self) -> str:
        return str(self._dispatcher.get(BOT_USERNAME) or "")

    async def _arrive(self, webhook_path: str) -> None:
        """Put the words up front and have updates delivered.

        Keep trying while Telegram is away, or does not know our token.
        """
        troubles = self._services.troubles
        pause = _FIRST_PAUSE_SECONDS
        while True:
            try:
                await self._greet_telegram(webhook_path)
            except (TelegramNetworkError, TelegramServerError) as error:
                log.warning("telegram_is_away", why=str(error), again_in_seconds=pause)
            except TelegramUnauthorizedError as error:
                note_answer(troubles, HTTPStatus.UNAUTHORIZED, error.message)
            except TelegramNotFound as error:
                note_answer(troubles, HTTPStatus.NOT_FOUND, error.message)
            else:
                note_answer(troubles, HTTPStatus.OK)
                break
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
        mode = self._services.settings.telegram_mode
        log.info("bot_is_up", mode=mode.value)
        if mode is TelegramMode.POLLING:
            await Poller(self._services, self._wire).run()

    async def _greet_telegram(self, webhook_path: str) -> None:
        """Say who we are before anything is delivered, so that no update waits for our first steps.

        Words are parsed and patterns compiled by then.
        """
        bot = build_bot(self._services.settings)
        try:
            me = await bot.get_me()
            self._dispatcher[BOT_USERNAME] = me.username
            self._dispatcher[HAS_INLINE] = me.supports_inline_queries
            await put_up_front(bot)
            leaks_in(me.full_name)
            await self._have_delivered(bot, webhook_path)
        finally:
            await bot.session.close()

    async def _have_delivered(self, bot: Bot, webhook_path: str) -> None:
        settings = self._services.settings
        if settings.telegram_mode is TelegramMode.POLLING:
            await bot.delete_webhook()
        elif settings.public_url is None or settings.telegram_webhook_secret is None:
            raise SettingsRefused(
                ["TELEGRAM_MODE=webhook needs PUBLIC_URL and TELEGRAM_WEBHOOK_SECRET"]
            )
        else:
            await bot.set_webhook(
                settings.public_url + webhook_path,
                secret_token=settings.telegram_webhook_secret.get_secret_value(),
                allowed_updates=ALLOWED_UPDATES,
            )


@asynccontextmanager
async def open_bot(
    services: Services, *, limits: Limits = TELEGRAM_LIMITS
) -> AsyncIterator[BotRunner]:
    """Open the bot's connections, and close them at the end of the block."""
    dispatcher = build_dispatcher(services)
    await dispatcher.emit_startup()
    async with Wire(services.settings) as wire:
        yield BotRunner(services, dispatcher, wire, limits)
