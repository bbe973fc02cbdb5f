"""The sender's loop: one over all processes, with a standby in every other.

When Telegram refuses our token it sends nothing and asks now and then whether that is over. The
rows wait, and none of it counts as an attempt.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

import structlog
from prometheus_client import Counter, Gauge
from sqlalchemy.ext.asyncio import AsyncSession

from bot.acceptance import note_answer
from bot.sender.answers import Verdict
from bot.sender.courier import Courier, cost_of, lane_of
from bot.sender.delivery import Delivery
from bot.sender.schedule import TELEGRAM_LIMITS, Item, Limits, Schedule
from bot.sender.settling import settle, unreachable
from bot.sender.wire import Reply, Wire
from core.copies.service import CHANGES, Ended, note_fates
from core.desk.service import note_ticket_fates
from core.letters.service import forward_parked
from core.locks import Only, only_one
from core.outages import DATABASE_AWAY
from core.outbox.flows import (
    Also,
    Look,
    Outcome,
    Queued,
    drop_rows,
    open_window,
    record_outcomes,
    recover_leased,
)
from core.outbox.service import OUTBOX_CHANNEL, tell_operators
from core.outbox.states import OutboxState, Urgency
from core.wakeups import Wakeup
from core.wiring import Services

_MOST_IN_FLIGHT = 64
_MOST_IN_HAND = 1000
_LEAST_ROOM = 100
_LOOK_SECONDS = 1.0
_AWAY_SECONDS = 0.3
_SOON = timedelta(seconds=_LOOK_SECONDS)
_LANDING_SECONDS = 5.0
_STABLE_SECONDS = 2.0
_LONGEST_PAUSE_SECONDS = 10.0
_FIRST_ASK_SECONDS = 0.5
_LONGEST_ASK_SECONDS = 30.0
_OK = 200

OUTCOMES = Counter("peercargo_outbox_outcomes_total", "Rows that left the outbox", ("state",))
IN_HAND = Gauge("peercargo_outbox_in_hand", "Rows the sender has before it")
log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Work:
    row: Queued
    item: Item
    failures: int = 0
    stops: int = 0


class Sender:
    """Sends until cancelled. Other limits than Telegram's are for tests and measurements."""

    def __init__(self, services: Services, wire: Wire, *, limits: Limits = TELEGRAM_LIMITS) -> None:
        self._services = services
        self._wire = wire
        self._limits = limits
        self._now = asyncio.get_running_loop().time
        self._begin()

    def _begin(self) -> None:
        """Start with empty hands and empty buckets."""
        services = self._services
        self._courier = Courier(
            services.db, self._wire, storage=services.storage, clock=services.clock
        )
        self._schedule = Schedule(now=self._now(), limits=self._limits)
        self._work: dict[int, _Work] = {}
        self._outcomes: list[Outcome] = []
        self._flying: set[asyncio.Task[None]] = set()
        self._nudge = Wakeup()
        self._looked_at = 0.0
        self._may_have_more = False
        self._is_stopped = False

    async def run(self) -> None:
        """Be the sender, or wait to become it; begin anew whenever the database was away.

        The pause grows when it cannot even begin: what is sent and not recorded is sent again.
        """
        pause = _AWAY_SECONDS
        while True:
            began = self._now()
            try:
                async with only_one(self._services.db.url, Only.SENDER) as lost:
                    began = self._now()
                    await self._send_until(lost)
            except DATABASE_AWAY as why:
                log.warning("sender_interrupted", why=type(why).__name__)
            is_stable = self._now() - began > _STABLE_SECONDS
            pause = _AWAY_SECONDS if is_stable else min(pause * 1.5, _LONGEST_PAUSE_SECONDS)
            await asyncio.sleep(pause)

    async def _send_until(self, lost: asyncio.Event) -> None:
        self._begin()
        in_doubt = await recover_leased(self._services.db, at=self._services.clock())
        log.info("sender_is_up", in_doubt=len(in_doubt))
        db = self._services.db
        async with open_window(db) as self._window, db.bells.hung(OUTBOX_CHANNEL) as self._nudge:
            try:
                while not lost.is_set():
                    await self._look()
                    await self._record()
                    if self._is_stopped:
                        await self._wait_for_acceptance(lost)
                        continue
                    await self._send_ready()
                    await self._rest()
            finally:
                await self._let_go()

    async def _wait_for_acceptance(self, lost: asyncio.Event) -> None:
        """Ask who we are until Telegram knows it again."""
        await self._land()
        pause = _FIRST_ASK_SECONDS
        while not lost.is_set():
            reply = await self._wire.call("getMe", {})
            note_answer(self._services.troubles, reply.code, reply.description)
            if reply.code == _OK:
                self._is_stopped = False
                return
            for work in self._work.values():
                work.stops = 0  # it was not the row
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await lost.wait()
            pause = min(pause * 2, _LONGEST_ASK_SECONDS)

    async def _look(self) -> None:
        """Take up what is new; what matters and the background apart, each in portions."""
        is_due = self._now() - self._looked_at >= _LOOK_SECONDS
        if not (self._nudge.take() or is_due or self._may_have_more):
            return
        self._looked_at = self._now()
        what_matters = self._room_for(is_background=False)
        background = self._room_for(is_background=True)
        due_by = self._services.clock() + _SOON
        rows = await self._window.queued_rows(what_matters, background, due_by=due_by)
        more = sum(row.urgency > Urgency.LINKLINE for row in rows)
        self._may_have_more = background.is_filled_by(more)
        self._may_have_more |= what_matters.is_filled_by(len(rows) - more)
        for row in rows:
            self._take_up(row)
        IN_HAND.set(len(self._work))

    def _room_for(self, *, is_background: bool) -> Look:
        known = [
            row_id
            for row_id, work in self._work.items()
            if work.item.is_background is is_background
        ]
        room = _MOST_IN_HAND - len(known)
        return Look(known, room if room >= _LEAST_ROOM else 0)

    def _take_up(self, row: Queued) -> None:
        delay = 0.0
        if row.not_before is not None:
            delay = (row.not_before - self._services.clock()).total_seconds()
        item = Item(
            row_id=row.id,
            chat=lane_of(row),
            urgency=row.urgency,
            cost=cost_of(row),
            not_before=self._now() + max(0.0, delay),
        )
        self._work[row.id] = _Work(row, item)
        if row.is_blocked:
            self._outcomes.append(replace(unreachable(row), is_unreachable=False, is_assumed=True))
        else:
            self._schedule.add(item, self._now())

    async def _record(self) -> None:
        """Commit what has come to an end, or back."""
        outcomes, self._outcomes = self._outcomes, []
        if not outcomes:
            return
        await record_outcomes(
            self._services.db, outcomes, at=self._services.clock(), also=self._fates_in(outcomes)
        )
        over = [
            one.row_id
            for one in outcomes
            if one.state in (OutboxState.SENT, OutboxState.DROPPED)
            and self._work[one.row_id].row.is_addressed
        ]
        if over:
            await drop_rows(self._services.db, over)
        for one in outcomes:
            OUTCOMES.labels(one.state.value).inc()
            if one.state is OutboxState.DEAD:
                await self._alarm(one)
            if one.state is not OutboxState.QUEUED or one.moved_to is not None:
                self._work.pop(one.row_id, None)

    def _fates_in(self, outcomes: list[Outcome]) -> Also | None:
        """Find what is to be noted of copies of what people said, in the same transaction."""
        ended = [
            Ended(one.row_id, one.state, one.message_ids, one.error, self._corrected_by(one))
            for one in outcomes
            if self._work[one.row_id].row.urgency is Urgency.LINKLINE
        ]
        parked = [one.row_id for one in outcomes if one.state is OutboxState.PARKED]
        return partial(self._note_fates, ended=ended, parked=parked) if ended or parked else None

    def _corrected_by(self, one: Outcome) -> int | None:
        """Find what could not be changed, where another message says so instead."""
        changed: int | None = self._work[one.row_id].row.content.get(CHANGES) or None
        return None if one.message_id in {None, changed} else changed

    async def _note_fates(
        self, session: AsyncSession, *, ended: list[Ended], parked: list[int]
    ) -> None:
        at = self._services.clock()
        if ended:
            await note_fates(session, ended)
            await note_ticket_fates(session, ended, at=at)
        if parked:
            await forward_parked(session, parked, at=at)

    async def _alarm(self, outcome: Outcome) -> None:
        """Tell the operators of a row that is dead, which is always a bug of ours."""
        row = self._work[outcome.row_id].row
        what = row.method or row.notice
        log.error("row_is_dead", what=what, why=outcome.error, request_id=row.request_id)
        chat = self._services.settings.telegram_operators_chat
        if chat is None or row.address == str(chat):
            return
        facts = {"method": what, "error": outcome.error, "request": row.request_id}
        async with self._services.db.begin() as session:
            await tell_operators(
                session, str(chat), "operators-undeliverable", facts, at=self._services.clock()
            )

    async def _send_ready(self) -> None:
        """Lease a handful, commit, then let each fly."""
        ready: list[_Work] = []
        while len(self._flying) + len(ready) < _MOST_IN_FLIGHT:
            item = self._schedule.next(self._now())
            if item is None:
                break
            work = self._work[item.row_id]
            if work.row.expires_at is not None and work.row.expires_at < self._services.clock():
                self._outcomes.append(Outcome(item.row_id, OutboxState.EXPIRED))
                self._schedule.skipped(item)
            else:
                ready.append(work)
        if not ready:
            return
        leased = await self._window.lease_rows([work.row.id for work in ready])
        for work in ready:
            if work.row.id in leased:
                content = leased[work.row.id]
                if content is not None:
                    work.row = replace(work.row, content=content)
                flight = asyncio.create_task(self._fly(work))
                self._flying.add(flight)
                flight.add_done_callback(self._landed)
            else:  # superseded, or forgotten with its Peer, in the meantime
                self._schedule.skipped(work.item)
                del self._work[work.row.id]

    async def _fly(self, work: _Work) -> None:
        delivery = await self._carry(work.row)
        settled = settle(work.row, delivery, failures=work.failures, stops=work.stops)
        self._outcomes.append(settled.outcome)
        if settled.outcome.is_ambiguous:
            work.row = replace(work.row, is_in_doubt=True)
        if delivery.verdict is Verdict.STOP:
            self._is_stopped = True
            work.stops += 1
        else:
            work.failures += 1
            work.stops = 0
        if settled.outcome.state is not OutboxState.QUEUED or settled.outcome.moved_to is not None:
            self._schedule.done(work.item)
        elif delivery.verdict is Verdict.WAIT:
            self._schedule.refused(work.item, retry_after=settled.pause, now=self._now())
        else:
            self._schedule.again(work.item, at=self._now() + settled.pause)

    async def _carry(self, row: Queued) -> Delivery:
        """Carry it; what fails before Telegram is asked must not hold up its chat for good."""
        try:
            return await self._courier.carry(row)
        except DATABASE_AWAY as why:
            return Delivery(Verdict.AGAIN, Reply(0, description=type(why).__name__))
        except Exception as error:
            # The outermost loop of one row: that it cannot be worded is a bug, and its own alone.
            log.exception("row_cannot_be_carried", outbox_id=row.id, request_id=row.request_id)
            return Delivery(Verdict.BUG, Reply(0, description=repr(error)))

    def _landed(self, flight: asyncio.Task[None]) -> None:
        self._flying.discard(flight)
        self._nudge.nudge()
        if not flight.cancelled() and (error := flight.exception()) is not None:
            log.error("flight_failed", exc_info=error)

    async def _rest(self) -> None:
        """Sleep until something lands, something is new, or something's time has come."""
        if self._outcomes or self._may_have_more:
            await asyncio.sleep(0)
            return
        now = self._now()
        next_at = self._schedule.next_at()
        until = self._looked_at + _LOOK_SECONDS
        if next_at is not None and len(self._flying) < _MOST_IN_FLIGHT:
            until = min(until, next_at)
        await self._nudge.wait(max(0.0, until - now))

    async def _let_go(self) -> None:
        with suppress(*DATABASE_AWAY):
            await self._land()

    async def _land(self) -> None:
        """Wait for what is under way and record it, so that little is in doubt."""
        if self._flying:
            await asyncio.wait(self._flying, timeout=_LANDING_SECONDS)
        await self._record()
