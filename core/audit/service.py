"""Writing the log and laying down its months, inside the caller's transaction."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.models import AuditEntry
from core.audit.states import LONGEST_REASON, MONTHS_AHEAD, Act, month_of
from core.events.states import Event, Fact, plain_facts
from core.ids import new_id

BY_MANDATE = "by mandate"
"""Where in `AsyncSession.info` the id of the token stands by which a program acts."""


async def keep_entry(session: AsyncSession, event: Event) -> None:
    """Write an event down. A missing month is made, as for a letter that is replayed late."""
    await session.execute(select(func.make_audit_month(event.at)))
    await session.execute(
        insert(AuditEntry).values(
            at=event.at,
            event_id=event.id,
            name=event.name,
            about=event.about,
            by_peer_id=event.by_peer_id,
            facts=event.facts,
            is_act=False,
        )
    )


async def note_act(
    session: AsyncSession,
    act: Act,
    about: UUID,
    *,
    by: UUID | None,
    at: datetime,
    why: str | None = None,
    before: Mapping[str, Fact] | None = None,
    after: Mapping[str, Fact] | None = None,
    facts: Mapping[str, Fact] | None = None,
) -> None:
    """Write down what an operator does, in the transaction in which he does it.

    `by` is none at the machine's own terminal. By which token of his an operator does it says the
    session, under `BY_MANDATE`: whoever opened the transaction knows, and nobody in between need.
    `before`, `after` and `facts` carry what an event may carry, so no words of a Peer.
    """
    await session.execute(select(func.make_audit_month(at)))
    await session.execute(
        insert(AuditEntry).values(
            at=at,
            event_id=new_id(at),
            name=act.value,
            about=about,
            by_peer_id=None,
            facts=plain_facts(facts or {}),
            is_act=True,
            by_operator_id=by,
            by_mandate_id=session.info.get(BY_MANDATE),
            why=why.strip()[:LONGEST_REASON] if why and why.strip() else None,
            before=None if before is None else plain_facts(before),
            after=None if after is None else plain_facts(after),
        )
    )


async def make_months_ahead(session: AsyncSession, *, at: datetime) -> None:
    """Make this month and the next ones, so that no entry has to wait for its own."""
    for later in range(MONTHS_AHEAD + 1):
        await session.execute(select(func.make_audit_month(month_of(at, later=later))))


async def drop_old_months(session: AsyncSession, *, keep: int, at: datetime) -> int:
    """Drop whole months, so that `keep` full ones and the present one stay; answer how many."""
    dropped = select(func.drop_audit_months_before(month_of(at, later=-keep)))
    return await session.scalar(dropped) or 0
