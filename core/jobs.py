"""What returns by the clock, and when: the one list of jobs.

A job is a plain function of its noun; here it is given its name and its time.
"""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from core.addresses.service import drop_old_claims
from core.aftercare.service import drop_old_tickets, tend_tickets
from core.articles.service import drop_old_misses
from core.audit.service import drop_old_months, make_months_ahead
from core.bars.service import drop_bars_over
from core.broadcasts.service import tell_more
from core.broadcasts.states import EVERY_SECONDS
from core.chargebacks.service import warn_of_deadlines
from core.clockwork.service import Job, drop_old_slots
from core.clockwork.states import Schedule
from core.disputes.service import end_claims
from core.drafts.service import drop_stale_drafts
from core.events.service import forget_seen
from core.glidepaths.service import expire_glidepaths, open_due_dates
from core.idempotency.service import drop_old_answers
from core.idempotency.states import KEPT
from core.inbox.service import drop_done_items, drop_old_presses
from core.letters.service import drop_old_letters
from core.market.service import rank_again
from core.outbox.service import drop_ended_rows
from core.parcels.service import expire_parcels
from core.parking.service import drop_parked
from core.passages.service import turn_passage_months
from core.presence.service import note_paces
from core.ratings.service import show_due
from core.reminding.service import remind_of_today
from core.sanctions.service import end_over
from core.settings import Settings
from core.settlement.service import end_unpaid, give_up_silent, release_due
from core.signons.service import tidy_sign_ons
from core.sittings.service import tidy_sittings
from core.tallies.service import measure_levels
from core.tending.service import expire_offers, remind_of_offers
from core.tokens.service import wipe_shown_tokens
from core.transcripts.service import drop_weeks, end_lines, make_weeks_ahead
from core.verdicts.service import close_due, remind_of_late

_DRAFT_DAYS = 30
"""A form that was left for a month is begun anew."""

_INBOX_DAYS = 14
"""Telegram delivers an update again for a day; the rest is for an operator who looks into it."""

_PRESS_DAYS = 2
"""A phone sends a press again when it reconnects; Telegram lets one live for minutes."""

_OUTBOX_DAYS = 14
"""Long enough to see what somebody was told who complains about last week."""

_MISS_DAYS = 90
"""Long enough to see what help lacks."""

_SEEN_DAYS = 30
"""Four times as long as Kafka keeps an event unless it is told otherwise: a week."""

_PARKED_DAYS = 1
"""What was written to nobody and is not sent by the day after is of no use any more."""

_SITTING_DAYS = 30
"""The audit log knows longer who came and went."""

_SIGN_ON_DAYS = 1
"""Who has not come back from the provider by then does not come back."""

_TALKED_WITHIN = timedelta(hours=3)
"""Habits are looked at each hour of who has talked lately; a slot or two may be missed."""

_SLOT_DAYS = 30
"""Far longer than a process can be behind the others; shows an operator a month of the clock."""


async def make_audit_months(session: AsyncSession, slot: datetime) -> None:
    await make_months_ahead(session, at=slot)


async def make_passage_months(session: AsyncSession, slot: datetime) -> None:
    await turn_passage_months(session, at=slot)


async def broadcast(session: AsyncSession, slot: datetime) -> None:
    await tell_more(session, at=slot)


async def measure(session: AsyncSession, slot: datetime) -> None:
    await measure_levels(session, at=slot)


async def tidy_drafts(session: AsyncSession, slot: datetime) -> None:
    await drop_stale_drafts(session, before=slot - timedelta(days=_DRAFT_DAYS))


async def tidy_inbox(session: AsyncSession, slot: datetime) -> None:
    await drop_done_items(session, before=slot - timedelta(days=_INBOX_DAYS))
    await drop_old_presses(session, before=slot - timedelta(days=_PRESS_DAYS))


async def tidy_outbox(session: AsyncSession, slot: datetime) -> None:
    await drop_ended_rows(session, before=slot - timedelta(days=_OUTBOX_DAYS))
    await drop_old_letters(session, before=slot - timedelta(days=_OUTBOX_DAYS))
    await drop_old_claims(session, before=slot)
    await drop_old_misses(session, before=(slot - timedelta(days=_MISS_DAYS)).date())


async def tidy_seen(session: AsyncSession, slot: datetime) -> None:
    await forget_seen(session, before=slot - timedelta(days=_SEEN_DAYS))


async def tidy_slots(session: AsyncSession, slot: datetime) -> None:
    await drop_old_slots(session, before=slot - timedelta(days=_SLOT_DAYS))


async def end_suspensions(session: AsyncSession, slot: datetime) -> None:
    await end_over(session, at=slot)
    await drop_bars_over(session, at=slot)


async def tidy_operators_sittings(session: AsyncSession, slot: datetime) -> None:
    await tidy_sittings(session, before=slot - timedelta(days=_SITTING_DAYS))
    await tidy_sign_ons(session, before=slot - timedelta(days=_SIGN_ON_DAYS))


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


async def tidy_parked(session: AsyncSession, slot: datetime) -> None:
    await drop_parked(session, before=slot - timedelta(days=_PARKED_DAYS))


async def drop_link_weeks(session: AsyncSession, slot: datetime) -> None:
    await drop_weeks(session, at=slot)


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
    Job("end-suspensions", _MINUTELY, end_suspensions),
    Job("tidy-sittings", _daily(3, 55), tidy_operators_sittings),
    Job("tidy-parked", Schedule(every=timedelta(hours=1)), tidy_parked),
    Job("drop-link-weeks", _daily(3, 25), drop_link_weeks),
    Job("close-posts", Schedule(every=timedelta(minutes=5)), close_old_posts),
    Job("tidy-answers", Schedule(every=timedelta(hours=1)), tidy_answers),
    Job("broadcasts", Schedule(every=timedelta(seconds=EVERY_SECONDS)), broadcast),
    Job("measure-levels", Schedule(every=timedelta(seconds=15)), measure),
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

    async def end_old_lines(session: AsyncSession, slot: datetime) -> None:
        await end_lines(session, rules=settings, at=slot)

    async def make_link_weeks(session: AsyncSession, slot: datetime) -> None:
        await make_weeks_ahead(session, rules=settings, at=slot)

    async def note_habits(session: AsyncSession, slot: datetime) -> None:
        await note_paces(session, since=slot - _TALKED_WITHIN, rules=settings, at=slot)

    async def warn_of_banks(session: AsyncSession, slot: datetime) -> None:
        if settings.telegram_operators_chat is not None:
            chat = str(settings.telegram_operators_chat)
            await warn_of_deadlines(session, operators=chat, at=slot)

    async def tend(session: AsyncSession, slot: datetime) -> None:
        await tend_tickets(session, desk=settings.desk, rules=settings, at=slot)

    async def drop_tickets(session: AsyncSession, slot: datetime) -> None:
        await drop_old_tickets(session, rules=settings, at=slot)

    async def remind_today(session: AsyncSession, slot: datetime) -> None:
        await remind_of_today(session, rules=settings, at=slot)

    jobs: tuple[Job, ...] = (
        *JOBS,
        Job("remind-today", Schedule(every=timedelta(minutes=10)), remind_today),
        Job("tend-tickets", _MINUTELY, tend),
        Job("drop-tickets", _daily(3, 45), drop_tickets),
        Job("carry-out", _MINUTELY, carry_out),
        Job("end-lines", Schedule(every=timedelta(minutes=5)), end_old_lines),
        Job("link-weeks", _daily(3, 15), make_link_weeks),
        Job("note-paces", _HOURLY, note_habits),
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
