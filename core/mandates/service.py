"""Making, using and ending mandates, inside the caller's transaction."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.service import note_act
from core.audit.states import Act
from core.events.states import Fact
from core.ids import new_id
from core.mandates.models import Mandate
from core.mandates.queries import live_mandates
from core.mandates.states import (
    LONGEST_NAME,
    SHOWN_SIGNS,
    MandateMissing,
    MandateNameMissing,
    TooManyMandates,
    check_days,
    check_scopes,
    new_secret,
)
from core.mandates.states import MOST_MANDATES as MOST
from core.operators.queries import operator_for
from core.operators.states import hash_of
from core.sittings.service import end_sittings_of

_USE_IS_NOTED_EVERY = timedelta(minutes=1)


async def make_mandate(
    session: AsyncSession,
    operator_id: UUID,
    *,
    name: str,
    scopes: Iterable[str],
    days: int,
    at: datetime,
) -> tuple[Mandate, str]:
    """Make a mandate and answer it with its token, which nobody can read again.

    Refuses `MandateNameMissing`, `ScopeMissing`, `BeyondTheRole`, `LivesTooLong`,
    `TooManyMandates`.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise MandateNameMissing
    until = at + check_days(days)
    # Two presses in one moment must not both make the last that is allowed.
    operator = await operator_for(session, operator_id, lock=True)
    kept = check_scopes(scopes, role=operator.role)
    if len(await live_mandates(session, operator.id, at=at)) >= MOST:
        raise TooManyMandates
    secret = new_secret()
    mandate = Mandate(
        id=new_id(at),
        operator_id=operator.id,
        name=name,
        begins=secret[:SHOWN_SIGNS],
        secret_hash=hash_of(secret),
        scopes=kept,
        made_at=at,
        until=until,
    )
    session.add(mandate)
    await session.flush()
    facts: dict[str, Fact] = {"mandate": mandate.id, "until": until}
    await note_act(session, Act.MANDATE_MADE, operator.id, by=operator.id, at=at, facts=facts)
    return mandate, secret


async def end_mandate(
    session: AsyncSession, operator_id: UUID, mandate_id: UUID, *, at: datetime
) -> None:
    """End one of one's own, at once. Refuses `MandateMissing`."""
    ended = await session.scalar(
        update(Mandate)
        .where(
            Mandate.id == mandate_id,
            Mandate.operator_id == operator_id,
            Mandate.ended_at.is_(None),
        )
        .values(ended_at=at)
        .returning(Mandate.id)
    )
    if ended is None:
        raise MandateMissing
    facts = {"mandate": mandate_id}
    await note_act(session, Act.MANDATE_ENDED, operator_id, by=operator_id, at=at, facts=facts)


async def shut_out(session: AsyncSession, operator_id: UUID, *, at: datetime) -> None:
    """End whatever an operator came in by: all his sittings, and all his mandates."""
    await end_sittings_of(session, operator_id, at=at)
    await session.execute(
        update(Mandate)
        .where(Mandate.operator_id == operator_id, Mandate.ended_at.is_(None))
        .values(ended_at=at)
        .execution_options(synchronize_session=False)
    )


async def note_mandate_used(session: AsyncSession, mandate: Mandate, *, at: datetime) -> None:
    """Note when a mandate was used last, to the minute."""
    if mandate.used_at is None or mandate.used_at < at - _USE_IS_NOTED_EVERY:
        is_stale = or_(Mandate.used_at.is_(None), Mandate.used_at < at - _USE_IS_NOTED_EVERY)
        await session.execute(
            update(Mandate)
            .where(Mandate.id == mandate.id, is_stale)
            .values(used_at=at)
            .execution_options(synchronize_session=False)
        )
