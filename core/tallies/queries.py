"""Reading tallies and levels, and measuring what there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Date, DateTime, bindparam, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.queries import count_waiting
from core.inbox.queries import count_items
from core.outbox.queries import count_rows
from core.tallies.models import DayTally, LevelNow
from core.tallies.states import Balance, Level, Span, Tally

_MOST_WAYS = 10

_THERE_IS = text("""
    SELECT 'peers', '', count(*) FROM peer WHERE state = 'active'
    UNION ALL SELECT 'trips', '', count(*) FROM glide_path WHERE state = 'open'
    UNION ALL SELECT 'parcels', '', count(*) FROM drop_parcel WHERE state = 'open'
    UNION ALL SELECT 'offers', '', count(*) FROM offer WHERE state = 'open'
    UNION ALL SELECT 'quests', '', count(*) FROM quest WHERE ended_at IS NULL
    UNION ALL SELECT 'disputes', '', count(*) FROM complaint WHERE ended_at IS NULL
    UNION ALL SELECT 'held', currency, -sum(balance) FROM ledger_account
        WHERE kind = 'quest_hold' AND balance <> 0 GROUP BY currency
    UNION ALL SELECT 'outbox_age', '',
        coalesce(extract(epoch FROM :at - min(created_at)), 0)::bigint
        FROM outbox_row WHERE state = 'queued' AND (not_before IS NULL OR not_before <= :at)
""").bindparams(bindparam("at", type_=DateTime(timezone=True)))
"""All of it by partial indexes, but for the Peers."""

_WAYS = text("""
    SELECT key, wanted, there FROM (
        SELECT key, coalesce(sum(count) FILTER (WHERE tally = 'way_wanted'), 0) AS wanted,
            coalesce(sum(count) FILTER (WHERE tally = 'way_taken'), 0) AS there
        FROM day_tally
        WHERE day BETWEEN :first AND :last AND tally IN ('way_wanted', 'way_taken')
        GROUP BY key
    ) AS way
    ORDER BY wanted - there DESC, wanted DESC, key
    LIMIT :most
""").bindparams(bindparam("first", type_=Date), bindparam("last", type_=Date))


@dataclass(frozen=True, slots=True)
class Measured:
    """The levels as they were measured, and when; none before the first time."""

    values: Mapping[tuple[Level, str], int]
    at: datetime | None

    def of(self, level: Level) -> int:
        return self.values.get((level, ""), 0)

    def by_key(self, level: Level) -> dict[str, int]:
        return {key: value for (one, key), value in sorted(self.values.items()) if one is level}


@dataclass(frozen=True, slots=True)
class Sums:
    """What happened in a span."""

    counts: Mapping[Tally, int]
    totals: Mapping[Tally, int]

    def share(self, of: Tally, among: Tally) -> float | None:
        """Give how many of those came so far; none when there were none."""
        all_of_them = self.counts.get(among, 0)
        return self.counts.get(of, 0) / all_of_them if all_of_them else None

    def mean(self, tally: Tally) -> float | None:
        count = self.counts.get(tally, 0)
        return self.totals.get(tally, 0) / count if count else None


async def measured(session: AsyncSession, *, at: datetime) -> dict[tuple[Level, str], int]:
    """Look how much there is of everything at this moment."""
    rows = (await session.execute(_THERE_IS, {"at": at})).all()
    found = {(Level(name), str(key)): int(value) for name, key, value in rows}
    inbox, outbox = await count_items(session), await count_rows(session)
    events = (await count_waiting(session)).values()
    found[Level.INBOX, ""] = inbox.waiting
    found[Level.OUTBOX, ""] = outbox.live
    found[Level.EVENTS, ""] = sum(waiting for waiting, _ in events)
    found[Level.DEAD, ""] = inbox.quarantined + outbox.dead + sum(dead for _, dead in events)
    return found


async def levels(session: AsyncSession) -> Measured:
    rows = (await session.scalars(select(LevelNow))).all()
    at = max((row.at for row in rows), default=None)
    return Measured({(row.level, row.key): row.value for row in rows}, at)


async def sums(session: AsyncSession, span: Span) -> Sums:
    """Add up the days of a span."""
    rows = await session.execute(
        select(DayTally.tally, func.sum(DayTally.count), func.sum(DayTally.total))
        .where(DayTally.day.between(span.first, span.last))
        .group_by(DayTally.tally)
    )
    found = rows.all()
    return Sums(
        {tally: int(count) for tally, count, _ in found},
        {tally: int(total) for tally, _, total in found},
    )


async def by_day(
    session: AsyncSession, span: Span, tallies: Sequence[Tally]
) -> dict[Tally, list[int]]:
    """Give each day of a span, those on which nothing happened as well."""
    rows = await session.execute(
        select(DayTally.tally, DayTally.day, DayTally.count).where(
            DayTally.day.between(span.first, span.last), DayTally.tally.in_(tallies)
        )
    )
    found = {(tally, day): count for tally, day, count in rows.all()}
    days = _days(span)
    return {tally: [found.get((tally, day), 0) for day in days] for tally in tallies}


async def balances(
    session: AsyncSession, span: Span, *, wanted: Tally, there: Tally
) -> list[Balance]:
    """Hold what is wanted against what there is, by key; the most wanted first."""
    rows = await session.execute(
        select(DayTally.key, DayTally.tally, func.sum(DayTally.count))
        .where(DayTally.day.between(span.first, span.last), DayTally.tally.in_((wanted, there)))
        .group_by(DayTally.key, DayTally.tally)
    )
    found = {(key, tally): int(count) for key, tally, count in rows.all()}
    keys = {key for key, _ in found}
    all_of_them = [
        Balance(key, found.get((key, wanted), 0), found.get((key, there), 0)) for key in keys
    ]
    return sorted(all_of_them, key=lambda one: (-one.wanted, -one.there, one.key))


async def unmet_ways(session: AsyncSession, span: Span, *, most: int = _MOST_WAYS) -> list[Balance]:
    """Find the ways on which most parcels found no Carrier."""
    asked = {"first": span.first, "last": span.last, "most": most}
    rows = (await session.execute(_WAYS, asked)).all()
    found = [Balance(key, int(wanted), int(there)) for key, wanted, there in rows]
    return [one for one in found if one.unmet]


def _days(span: Span) -> list[date]:
    return [span.first + timedelta(days=one) for one in range((span.last - span.first).days + 1)]
