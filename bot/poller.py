"""Fetches updates and stores them. Telegram is told that one has arrived after it is committed."""

import asyncio
import secrets
from typing import Any

import structlog

from bot.acceptance import note_answer
from bot.sender.wire import Wire
from core.inbox.flows import keep_all
from core.inbox.service import Told
from core.inbox.states import InboxSource, telegram_lane
from core.locks import Only, only_one
from core.outages import DATABASE_AWAY
from core.wiring import Services

ALLOWED_UPDATES = [
    *("message", "edited_message", "message_reaction"),
    *("callback_query", "inline_query", "my_chat_member"),
]
_POLL_SECONDS = 25
_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 30.0
_OK = 200

log = structlog.get_logger(__name__)


class Poller:
    """One over all processes: Telegram refuses a second one."""

    def __init__(self, services: Services, wire: Wire) -> None:
        self._services = services
        self._wire = wire

    async def run(self) -> None:
        while True:
            try:
                async with only_one(self._services.db.url, Only.POLLER) as lost:
                    await self._poll_until(lost)
            except DATABASE_AWAY as why:
                log.warning("polling_interrupted", why=type(why).__name__)
            await asyncio.sleep(_FIRST_PAUSE_SECONDS)

    async def _poll_until(self, lost: asyncio.Event) -> None:
        offset = 0
        pause = _FIRST_PAUSE_SECONDS
        while not lost.is_set():
            reply = await self._wire.call(
                "getUpdates",
                {"offset": offset, "timeout": _POLL_SECONDS, "allowed_updates": ALLOWED_UPDATES},
            )
            note_answer(self._services.troubles, reply.code, reply.description)
            if reply.code != _OK:
                log.warning("polling_failed", code=reply.code, why=reply.description)
                await asyncio.sleep(max(pause, reply.retry_after))
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
                continue
            pause = _FIRST_PAUSE_SECONDS
            updates: list[dict[str, Any]] = reply.result
            if updates:
                await self._keep(updates)
                offset = updates[-1]["update_id"] + 1

    async def _keep(self, updates: list[dict[str, Any]]) -> None:
        told = [
            Told(
                outside_id=str(update["update_id"]),
                lane=telegram_lane(update),
                payload=update,
                request_id=secrets.token_hex(8),
            )
            for update in updates
        ]
        services = self._services
        await keep_all(services.db, InboxSource.TELEGRAM, told, at=services.clock())
