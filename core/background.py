"""What the worker does unasked: who hears which events, and what returns by the clock.

This is the one list of both. A handler or a job is a plain function of its noun; here it is given
its name and its time.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.service import drop_old_months, keep_entry, make_months_ahead
from core.clockwork.flows import run_clock
from core.clockwork.service import Job, drop_old_slots
from core.clockwork.states import Schedule
from core.drafts.service import drop_stale_drafts
from core.events.flows import run_consumers, run_through_broker
from core.events.service import Group, forget_seen
from core.events.states import EventName
from core.inbox.service import drop_done_items, drop_old_presses
from core.outbox.service import drop_ended_rows
from core.settings import Settings
from core.transports.broker import Lines, opener_of
from core.wiring import Services

GROUPS = (Group("audit", dict.fromkeys(EventName, keep_entry)),)

_LINES = Lines()

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


def _daily(hour: int, minute: int) -> Schedule:
    return Schedule(every=timedelta(days=1), offset=timedelta(hours=hour, minutes=minute))


JOBS = (
    Job("audit-months", _daily(3, 0), make_audit_months),
    Job("tidy-drafts", _daily(3, 10), tidy_drafts),
    Job("tidy-inbox", _daily(3, 20), tidy_inbox),
    Job("tidy-outbox", _daily(3, 30), tidy_outbox),
    Job("tidy-seen", _daily(3, 40), tidy_seen),
    Job("tidy-slots", _daily(3, 50), tidy_slots),
)
"""The small hours of UTC are the quiet ones of Europe and Africa; none of it takes long."""


def jobs_of(settings: Settings) -> tuple[Job, ...]:
    """Find the jobs of this installation: the log is only shortened where that is asked for."""
    keep = settings.audit_keep_months
    if keep is None:
        return JOBS

    async def drop_audit_months(session: AsyncSession, slot: datetime) -> None:
        await drop_old_months(session, keep=keep, at=slot)

    return (*JOBS, Job("drop-audit-months", _daily(4, 0), drop_audit_months))


async def run_background(services: Services) -> None:
    """Run until cancelled: who hears events, over the broker if one is named, and the clock."""
    jobs = jobs_of(services.settings)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(run_clock(services.db, jobs, clock=services.clock))
        tasks.create_task(run_events(services, GROUPS))


async def run_events(services: Services, groups: Sequence[Group], *, lines: Lines = _LINES) -> None:
    """Let every group hear every event, until cancelled."""
    url = services.settings.broker_url
    if url is None:
        await run_consumers(services.db, groups, clock=services.clock)
    else:
        open_broker = opener_of(url.get_secret_value(), lines=lines)
        await run_through_broker(services.db, groups, open_broker, clock=services.clock)
