"""What the worker does unasked: who hears which events, what returns by the clock, the cashier.

This is the one list of who hears what. A handler is a plain function of its noun.
"""

import asyncio
from collections.abc import Sequence
from itertools import count

import structlog
from sqlalchemy.ext.asyncio import AsyncSession
from stripe import StripeClient, StripeError

from core.alerts.service import sound_alerts
from core.audit.service import keep_entry
from core.cashier.flows import Cashier
from core.clearance.service import ask_again
from core.clock import Clock, utc_now
from core.clockwork.flows import run_clock
from core.commands.service import COMMANDS_CHANNEL, seconds_until_due
from core.db import Db
from core.events.flows import run_consumers, run_through_broker
from core.events.service import Group
from core.events.states import Event, EventName
from core.inbox.service import INBOX_CHANNEL
from core.jobs import jobs_of
from core.live.service import ENDING, hear_ending
from core.market.service import MOVING, hear_market
from core.memberships.flows import run_memberships
from core.parcels.service import report_held
from core.proofs.service import report_locked
from core.reconciliation.flows import Reconciler
from core.settings import Settings
from core.tallies.service import COUNTED, count_event
from core.transcripts.service import report_line
from core.transports.broker import Lines, opener_of
from core.turns.service import TURNS, hear_turn
from core.verdicts.service import report_complaint
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

    async def end_live(session: AsyncSession, event: Event) -> None:
        await hear_ending(session, event, at=clock())

    groups = (
        AUDIT,
        Group("market", dict.fromkeys(MOVING, trade)),
        Group("alerts", {EventName.GLIDEPATH_POSTED: sound}),
        Group("lines", {EventName.QUEST_FUNDED: ask_writers}),
        Group("live", dict.fromkeys(ENDING, end_live)),
        Group("tallies", dict.fromkeys(COUNTED, count_event)),
        Group("turns", dict.fromkeys(TURNS, hear_turn)),
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

    async def report_talk(session: AsyncSession, event: Event) -> None:
        await report_line(session, event, operators=str(operators))

    heard = {
        EventName.PARCEL_HELD: report,
        EventName.HAND_OVER_LOCKED: report_code,
        EventName.QUEST_DISPUTED: report_case,
        EventName.COMPLAINT_ANSWERED: report_case,
        EventName.COMPLAINT_APPEALED: report_case,
        EventName.LINE_REPORTED: report_talk,
    }
    return (*groups, Group("operators", heard))


_LINES = Lines()

_LOOK_SECONDS = 30.0
_LEAST_SECONDS = 0.2
"""The inbox rings for Telegram too, so the cashier looks no more often than this."""

_SWEEP_SECONDS = 300.0
_SWEEPS_AN_HOUR = 12


async def run_background(services: Services) -> None:
    """Run until cancelled: who hears events, the clock, the cashier where one can pay.

    Events travel over the broker if one is named.
    """
    jobs = jobs_of(services.settings)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(stay_awake(services.db, clock=services.clock))
        tasks.create_task(run_clock(services.db, jobs, clock=services.clock))
        tasks.create_task(run_events(services, groups_of(services.settings, clock=services.clock)))
        if services.settings.clerk_webhook_secret is not None:
            settings, clock = services.settings, services.clock
            tasks.create_task(run_memberships(services.db, settings, clock=clock))
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
    async with (
        db.bells.hung(COMMANDS_CHANNEL, INBOX_CHANNEL) as wakeup,
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
