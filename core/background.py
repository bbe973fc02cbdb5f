"""What the worker does unasked: who hears which events, and what returns by the clock.

This is the one list of both. A handler or a job is a plain function of its noun; here it is given
its name and its time.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count

import structlog
from sqlalchemy.ext.asyncio import AsyncSession
from stripe import StripeClient, StripeError

from core.alerts.service import sound_alerts
from core.audit.service import drop_old_months, keep_entry, make_months_ahead
from core.cashier.flows import Cashier
from core.chargebacks.service import warn_of_deadlines
from core.clearance.service import ask_again
from core.clock import Clock, utc_now
from core.clockwork.flows import run_clock
from core.clockwork.service import Job, drop_old_slots
from core.clockwork.states import Schedule
from core.commands.service import COMMANDS_CHANNEL, seconds_until_due
from core.db import Db
from core.disputes.service import end_claims
from core.drafts.service import drop_stale_drafts
from core.events.flows import run_consumers, run_through_broker
from core.events.service import Group, forget_seen
from core.events.states import Event, EventName
from core.glidepaths.service import expire_glidepaths, open_due_dates
from core.idempotency.service import drop_old_answers
from core.idempotency.states import KEPT
from core.inbox.service import INBOX_CHANNEL, drop_done_items, drop_old_presses
from core.market.service import MOVING, hear_market, rank_again
from core.outbox.service import drop_ended_rows
from core.parcels.service import expire_parcels, report_held
from core.passages.service import turn_passage_months
from core.proofs.service import report_locked
from core.ratings.service import show_due
from core.reconciliation.flows import Reconciler
from core.settings import Settings
from core.settlement.service import end_unpaid, give_up_silent, release_due
from core.tending.service import expire_offers, remind_of_offers
from core.tokens.service import wipe_shown_tokens
from core.transports.broker import Lines, opener_of
from core.verdicts.service import close_due, remind_of_late, report_complaint
from core.wakeups import Wakeup, wakeups
from core.waking.flows import stay_awake
from core.wiring import Services

log = structlog.get_logger(__name__)

AUDIT = Group("audit", dict.fromkeys(EventName, keep_entry))


def groups_of(settings: Settings, *, clock: Clock = utc_now) -> tuple[Group, ...]:
    """Name who hears events, by the rules of this installation."""

    async def trade(session: AsyncSession, event: Event) -> None:
        await hear_market(session, event, rules=settings, at=clock())

    async def sound(session: AsyncSession, event: Event) -> None:
        await sound_alerts(session, event, rules=settings)

    async def ask_writers(session: AsyncSession, event: Event) -> None:
        await ask_again(session, event, rules=settings, at=clock())

    groups = (
        AUDIT,
        Group("market", dict.fromkeys(MOVING, trade)),
        Group("alerts", {EventName.GLIDEPATH_POSTED: sound}),
        Group("lines", {EventName.QUEST_FUNDED: ask_writers}),
    )
    operators = settings.telegram_operators_chat
    if operators is None:
        return groups

    async def report(session: AsyncSession, event: Event) -> None:
        await report_held(session, event, operators=str(operators))

    async def report_code(session: AsyncSession, event: Event) -> None:
        await report_locked(session, event, operators=str(operators))

    async def report_case(session: AsyncSession, event: Event) -> None:
        await report_complaint(session, event, operators=str(operators))

    heard = {
        EventName.PARCEL_HELD: report,
        EventName.HAND_OVER_LOCKED: report_code,
        EventName.QUEST_DISPUTED: report_case,
        EventName.COMPLAINT_ANSWERED: report_case,
        EventName.COMPLAINT_APPEALED: report_case,
    }
    return (*groups, Group("operators", heard))


_LINES = Lines()

_LOOK_SECONDS = 30.0
_LEAST_SECONDS = 0.2
"""The inbox rings for Telegram too, so the cashier looks no more often than this."""

_SWEEP_SECONDS = 300.0
_SWEEPS_AN_HOUR = 12

_DRAFT_DAYS = 30
"""A form that was left for a month is begun anew."""

_INBOX_DAYS = 14
"""Telegram delivers an update again for a day; the rest is for an operator who looks into it."""

_PRESS_DAYS = 2
"""A phone sends a press again when it reconnects; Telegram lets one live for minutes."""

_OUTBOX_DAYS = 14
"""Long enough to see what somebody was told who complains about last week."""

_SEEN_DAYS = 30
"""Four times as long as Kafka keeps an event unless it is told otherwise: a week."""

_SLOT_DAYS = 30
"""Far longer than a process can be behind the others; shows an operator a month of the clock."""


async def make_audit_months(session: AsyncSession, slot: datetime) -> None:
    await make_months_ahead(session, at=slot)


async def make_passage_months(session: AsyncSession, slot: datetime) -> None:
    await turn_passage_months(session, at=slot)


async def tidy_drafts(session: AsyncSession, slot: datetime) -> None:
    await drop_stale_drafts(session, before=slot - timedelta(days=_DRAFT_DAYS))


async def tidy_inbox(session: AsyncSession, slot: datetime) -> None:
    await drop_done_items(session, before=slot - timedelta(days=_INBOX_DAYS))
    await drop_old_presses(session, before=slot - timedelta(days=_PRESS_DAYS))


async def tidy_outbox(session: AsyncSession, slot: datetime) -> None:
    await drop_ended_rows(session, before=slot - timedelta(days=_OUTBOX_DAYS))


async def tidy_seen(session: AsyncSession, slot: datetime) -> None:
    await forget_seen(session, before=slot - timedelta(days=_SEEN_DAYS))


async def tidy_slots(session: AsyncSession, slot: datetime) -> None:
    await drop_old_slots(session, before=slot - timedelta(days=_SLOT_DAYS))


async def tidy_answers(session: AsyncSession, slot: datetime) -> None:
    await drop_old_answers(session, before=slot - KEPT)


async def wipe_tokens(session: AsyncSession, slot: datetime) -> None:
    await wipe_shown_tokens(session)


async def close_old_posts(session: AsyncSession, slot: datetime) -> None:
    await expire_glidepaths(session, at=slot)
    await expire_parcels(session, at=slot)


async def close_links(session: AsyncSession, slot: datetime) -> None:
    await end_unpaid(session, at=slot)


async def release_money(session: AsyncSession, slot: datetime) -> None:
    await release_due(session, at=slot)


async def close_claims(session: AsyncSession, slot: datetime) -> None:
    await end_claims(session, at=slot)


async def show_ratings(session: AsyncSession, slot: datetime) -> None:
    await show_due(session, at=slot)


def _daily(hour: int, minute: int) -> Schedule:
    return Schedule(every=timedelta(days=1), offset=timedelta(hours=hour, minutes=minute))


_HOURLY = Schedule(every=timedelta(hours=1), offset=timedelta(minutes=2))
"""A day begins in some zone at every hour."""

_MINUTELY = Schedule(every=timedelta(minutes=1))

JOBS = (
    Job("audit-months", _daily(3, 0), make_audit_months),
    Job("passage-months", _daily(3, 5), make_passage_months),
    Job("tidy-drafts", _daily(3, 10), tidy_drafts),
    Job("tidy-inbox", _daily(3, 20), tidy_inbox),
    Job("tidy-outbox", _daily(3, 30), tidy_outbox),
    Job("tidy-seen", _daily(3, 40), tidy_seen),
    Job("tidy-slots", _daily(3, 50), tidy_slots),
    Job("close-posts", Schedule(every=timedelta(minutes=5)), close_old_posts),
    Job("tidy-answers", Schedule(every=timedelta(hours=1)), tidy_answers),
    Job("close-links", _MINUTELY, close_links),
    Job("release-money", _MINUTELY, release_money),
    Job("close-claims", Schedule(every=timedelta(minutes=5)), close_claims),
    Job("show-ratings", Schedule(every=timedelta(minutes=5)), show_ratings),
    Job("wipe-tokens", Schedule(every=timedelta(minutes=5)), wipe_tokens),
)
"""The small hours of UTC are the quiet ones of Europe and Africa; none of it takes long."""


def jobs_of(settings: Settings) -> tuple[Job, ...]:
    """Find the jobs of this installation: the log is only shortened where that is asked for."""

    async def open_weekly_dates(session: AsyncSession, slot: datetime) -> None:
        await open_due_dates(session, rules=settings, at=slot)

    async def tend_offers(session: AsyncSession, slot: datetime) -> None:
        await expire_offers(session, rules=settings, at=slot)
        await remind_of_offers(session, at=slot)

    async def look_again(session: AsyncSession, slot: datetime) -> None:
        await rank_again(session, rules=settings, at=slot)

    async def give_up(session: AsyncSession, slot: datetime) -> None:
        await give_up_silent(session, rules=settings, at=slot)

    async def carry_out(session: AsyncSession, slot: datetime) -> None:
        await close_due(session, rules=settings, at=slot)

    async def warn_of_banks(session: AsyncSession, slot: datetime) -> None:
        if settings.telegram_operators_chat is not None:
            chat = str(settings.telegram_operators_chat)
            await warn_of_deadlines(session, operators=chat, at=slot)

    jobs: tuple[Job, ...] = (
        *JOBS,
        Job("carry-out", _MINUTELY, carry_out),
        Job("warn-of-banks", _HOURLY, warn_of_banks),
        Job("give-up", _HOURLY, give_up),
        Job("weekly-dates", _HOURLY, open_weekly_dates),
        Job("tend-offers", _MINUTELY, tend_offers),
        Job("rank-again", _MINUTELY, look_again),
    )
    operators = settings.telegram_operators_chat
    if operators is not None:

        async def remind(session: AsyncSession, slot: datetime) -> None:
            await remind_of_late(session, operators=str(operators), at=slot)

        jobs = (*jobs, Job("late-complaints", _HOURLY, remind))
    keep = settings.audit_keep_months
    if keep is None:
        return jobs

    async def drop_audit_months(session: AsyncSession, slot: datetime) -> None:
        await drop_old_months(session, keep=keep, at=slot)

    return (*jobs, Job("drop-audit-months", _daily(4, 0), drop_audit_months))


async def run_background(services: Services) -> None:
    """Run until cancelled: who hears events, the clock, and the cashier where one can pay.

    Events travel over the broker if one is named.
    """
    jobs = jobs_of(services.settings)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(stay_awake(services.db, clock=services.clock))
        tasks.create_task(run_clock(services.db, jobs, clock=services.clock))
        tasks.create_task(run_events(services, groups_of(services.settings, clock=services.clock)))
        if services.stripe is not None:
            cashier = cashier_of(services, services.stripe)
            reconciler = reconciler_of(services, services.stripe, cashier)
            tasks.create_task(
                run_cashier(services.db, cashier, clock=services.clock, reconciler=reconciler)
            )


def cashier_of(services: Services, client: StripeClient) -> Cashier:
    operators = services.settings.telegram_operators_chat
    return Cashier(services.db, client, clock=services.clock, operators=operators)


def reconciler_of(services: Services, client: StripeClient, cashier: Cashier) -> Reconciler:
    operators = services.settings.telegram_operators_chat
    return Reconciler(
        services.db, client, cashier.look_into, clock=services.clock, operators=operators
    )


async def run_cashier(
    db: Db, cashier: Cashier, *, clock: Clock, reconciler: Reconciler | None = None
) -> None:
    """Have Stripe do what is due, hear what it tells, and hold the books, until cancelled.

    Any number of processes may do so: what one has claimed, the others leave alone.
    """
    wakeup = Wakeup()
    async with (
        wakeups(db.url, COMMANDS_CHANNEL, wakeup),
        wakeups(db.url, INBOX_CHANNEL, wakeup),
        asyncio.TaskGroup() as group,
    ):
        group.create_task(_sweep_for_ever(cashier))
        if reconciler is not None:
            group.create_task(_reconcile_for_ever(reconciler))
        while True:
            try:
                await cashier.settle_due()
                await cashier.hear_events()
                async with db.begin() as session:
                    due = await seconds_until_due(session, at=clock())
                await wakeup.wait(_LOOK_SECONDS if due is None else min(_LOOK_SECONDS, due))
            except Exception:
                # The outermost loop: the database may be away, and comes back.
                log.exception("cashier_interrupted")
            await asyncio.sleep(_LEAST_SECONDS)


async def _sweep_for_ever(cashier: Cashier) -> None:
    for turn in count():
        try:
            await cashier.sweep(is_thorough=turn % _SWEEPS_AN_HOUR == 0)
        except Exception:  # the outermost loop of looking by oneself
            log.exception("sweep_interrupted")
        await asyncio.sleep(_SWEEP_SECONDS)


async def _reconcile_for_ever(reconciler: Reconciler) -> None:
    while True:
        try:
            await reconciler.hear_missed()
            await reconciler.run_if_due()
        except StripeError as error:
            log.warning("stripe_is_away", error=type(error).__name__)
        except Exception:  # the outermost loop of the books
            log.exception("books_interrupted")
        await asyncio.sleep(_SWEEP_SECONDS)


async def run_events(services: Services, groups: Sequence[Group], *, lines: Lines = _LINES) -> None:
    """Let every group hear every event, until cancelled."""
    url = services.settings.broker_url
    if url is None:
        await run_consumers(services.db, groups, clock=services.clock)
    else:
        open_broker = opener_of(url.get_secret_value(), lines=lines)
        await run_through_broker(services.db, groups, open_broker, clock=services.clock)
