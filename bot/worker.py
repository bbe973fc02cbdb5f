"""Acts on updates: takes each from the inbox and lets the dispatcher answer it.

The effect of an update, what is said about it, the drafts and the mark that it is done are one
transaction. A crash anywhere means that it is acted on again, as if for the first time.
"""

import asyncio
import traceback
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog
from aiogram import Dispatcher
from aiogram.types import Update
from prometheus_client import Counter, Histogram
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.contextvars import bound_contextvars

from bot.lookout import Lookout
from bot.pen import Pen, bot_with
from bot.routers.errors import EXCUSABLE
from bot.storage import DraftStorage
from core.db import is_collision
from core.direct.service import Sayings
from core.drafts.queries import visitors_at
from core.drafts.service import DraftChange, change_drafts
from core.ending import end_if_asked
from core.inbox.models import InboxItem
from core.inbox.service import (
    FIRST_TURN,
    INBOX_CHANNEL,
    claim_again,
    claim_items,
    note_done,
    note_failure,
    seconds_until_due,
)
from core.inbox.states import InboxSource, InboxState
from core.outbox.service import Calls, tell, tell_operators
from core.outbox.states import Urgency
from core.peers.queries import channel_at, peer_for
from core.peers.states import ChannelKind
from core.scenes.queries import Scenes
from core.wiring import Services

_HANDS = 3
_MOST_AT_ONCE = 32
_MOST_COLLISIONS = 3
_LOOK_SECONDS = 5.0
_LEAST_SECONDS = 0.1
_AWAY_SECONDS = 0.5
_LONGEST_SECONDS = 30.0

UPDATES = Counter("peercargo_updates_total", "Updates acted on, by how it ended", ("outcome",))
WAITED = Histogram(
    "peercargo_update_wait_seconds", "Seconds from an update's arrival to acting on it"
)
log = structlog.get_logger(__name__)


class InboxWorker:
    """Several hands, each with updates of other people."""

    def __init__(self, services: Services, dispatcher: Dispatcher) -> None:
        self._services = services
        self._dispatcher = dispatcher
        self._token = services.settings.bot_token()
        self._turn = FIRST_TURN

    async def run(self) -> None:
        bells = self._services.db.bells
        async with bells.hung(INBOX_CHANNEL) as wakeup, asyncio.TaskGroup() as group:
            lookout = Lookout(wakeup)
            for _ in range(_HANDS):
                group.create_task(self._work(lookout))

    async def _work(self, lookout: Lookout) -> None:
        while True:
            try:
                await lookout.rest()
                await self._act_on_some(lookout)
                end_if_asked()
            except Exception:
                # The outermost loop: whatever went wrong with the database must not end the bot.
                end_if_asked()
                log.exception("inbox_interrupted")
                lookout.look_again()
                await asyncio.sleep(_AWAY_SECONDS)

    async def _pause(self) -> float:
        async with self._services.db.begin() as session:
            due = await seconds_until_due(session, InboxSource.TELEGRAM, at=self._services.clock())
        return _LOOK_SECONDS if due is None else min(_LOOK_SECONDS, max(_LEAST_SECONDS, due))

    async def _act_on_some(self, lookout: Lookout) -> None:
        """Act on what waits, of several people at once.

        The busier it is, the more share one transaction. When one of them fails, is refused, or
        collides with somebody else's transaction, all is undone and each gets one of its own.
        """
        ids: list[int] = []
        begun = lookout.begin()
        with ExitStack() as acting:
            try:
                async with self._services.db.begin() as session:
                    at = self._services.clock()
                    items = await claim_items(
                        session,
                        InboxSource.TELEGRAM,
                        after=self._turn,
                        at=at,
                        limit=_MOST_AT_ONCE,
                    )
                    self._turn = items[-1].lane if items else FIRST_TURN
                    ids = [item.id for item in items]
                    if ids:
                        acting.enter_context(lookout.acting())
                    has_more = await self._act(session, items, at=at)
            except Exception:
                # The outermost loop of several: which of them it was shows when each is alone.
                if not ids:
                    raise
                has_more = True
                for item_id in ids:
                    await self._act_alone(item_id)
            else:
                _count("done", items, at=at)
        if not ids:
            lookout.found_nothing(begun, pause=await self._pause())
        elif has_more:
            lookout.look_again()
        if len(ids) == _MOST_AT_ONCE:
            lookout.call_another()

    async def _act_alone(
        self, item_id: int, *, excuse: Exception | None = None, collisions: int = 0
    ) -> None:
        """Act on one update; when it is refused, once more only to say why.

        That it collided with another transaction is nobody's failure: it is done again at once.
        """
        try:
            async with self._services.db.begin() as session:
                item = await claim_again(session, item_id)
                items = [] if item is None else [item]
                at = self._services.clock()
                await self._act(session, items, excuse=excuse, at=at)
            _count("done" if excuse is None else "refused", items, at=at)
        except EXCUSABLE as refusal:
            if excuse is None:
                await self._act_alone(item_id, excuse=refusal)
            else:
                await self._fail(item_id, refusal)
        except Exception as error:
            # The outermost loop of one update: it is tried again, and in the end put aside.
            if is_collision(error) and collisions < _MOST_COLLISIONS:
                await self._act_alone(item_id, excuse=excuse, collisions=collisions + 1)
                return
            log.exception("update_failed", item_id=item_id)
            await self._fail(item_id, error)

    async def _act(
        self,
        session: AsyncSession,
        items: Sequence[InboxItem],
        *,
        excuse: Exception | None = None,
        at: datetime,
    ) -> bool:
        """Act on each, then write what was said, what is open and what is done.

        Tells whether more of the same people waits.
        """
        if not items:
            return False
        calls = Calls(session)
        changes: list[DraftChange] = []
        senders = {_sender_of(item.payload or {}) for item in items}
        visitors = await visitors_at(session, ChannelKind.TELEGRAM, senders)
        sayings = Sayings(session)
        phones = {one.channel.id: one.peer.id for one in visitors.values()}
        context = {"visitors": visitors, "sayings": sayings, "scenes": Scenes(session, phones)}
        for item in items:
            visitor = visitors.get(_sender_of(item.payload or {}))
            if visitor is not None and sayings.has_any_by(visitor.channel.id):
                # He may change or answer what he has just said, so that must be there.
                await sayings.write(at=at)
            with bound_contextvars(request_id=item.request_id, update_id=item.outside_id):
                async with asyncio.timeout(_LONGEST_SECONDS):
                    changes += await self._feed(session, calls, item, context, excuse=excuse, at=at)
        await sayings.write(at=at)
        await calls.write(at=at)
        await change_drafts(session, changes, at=at)
        return await note_done(session, items, at=at)

    async def _feed(
        self,
        session: AsyncSession,
        calls: Calls,
        item: InboxItem,
        context: Mapping[str, Any],
        *,
        excuse: Exception | None,
        at: datetime,
    ) -> list[DraftChange]:
        payload = item.payload or {}
        pen = Pen(calls, address=_sender_of(payload), at=at, request_id=item.request_id)
        bot = bot_with(pen, self._token)
        drafts = DraftStorage()
        await self._dispatcher.feed_update(
            bot,
            Update.model_validate(payload, context={"bot": bot}),
            session=session,
            pen=pen,
            fsm_storage=drafts,
            excuse=excuse,
            **context,
        )
        return drafts.changes()

    async def _fail(self, item_id: int, error: Exception) -> None:
        services, at = self._services, self._services.clock()
        async with services.db.begin() as session:
            state = await note_failure(session, item_id, _named(error), at=at)
            if state is InboxState.QUARANTINED:
                item = await session.get_one(InboxItem, item_id)
                log.error("update_quarantined", item_id=item_id, request_id=item.request_id)
                await self._admit(session, item)
        UPDATES.labels("quarantined" if state is InboxState.QUARANTINED else "failed").inc()

    async def _admit(self, session: AsyncSession, item: InboxItem) -> None:
        """Tell the Peer that it is our fault, and the operators what happened."""
        at = self._services.clock()
        address = _sender_of(item.payload or {})
        channel = await channel_at(session, ChannelKind.TELEGRAM, address)
        if channel is not None:
            peer = await peer_for(session, channel.peer_id)
            await tell(session, peer, "our-fault", {}, urgency=Urgency.REPLY, at=at)
        chat = self._services.settings.telegram_operators_chat
        if chat is not None:
            facts = {"attempts": item.attempts, "error": item.error, "request": item.request_id}
            await tell_operators(session, str(chat), "operators-quarantine", facts, at=at)


def _count(outcome: str, items: Sequence[InboxItem], *, at: datetime) -> None:
    """Count what is committed; what was undone is acted on, and counted, again."""
    UPDATES.labels(outcome).inc(len(items))
    for item in items:
        WAITED.observe((at - item.received_at).total_seconds())


def _sender_of(payload: dict[str, object]) -> str:
    """Find the address of whoever caused an update; empty when it was nobody."""
    event = next((value for name, value in payload.items() if name != "update_id"), None)
    told = event if isinstance(event, dict) else {}
    person = told.get("from") or told.get("user")
    return str(person["id"]) if isinstance(person, dict) else ""


def _named(error: Exception) -> str:
    """Name an error and where it was raised; its words may be those of a person, so not them."""
    *_, frame = traceback.extract_tb(error.__traceback__) or [None]
    place = "" if frame is None else f" in {Path(frame.filename).name}:{frame.lineno}"
    return f"{type(error).__name__}{place}"
