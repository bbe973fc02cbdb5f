"""Hearing what the organisation says of people, inside the caller's transaction.

What it says takes effect with that: a role that is given, sittings that end.
"""

from collections.abc import Mapping
from datetime import datetime

import structlog
from sqlalchemy import or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.mandates.service import shut_out
from core.memberships.models import Dissolved, Membership
from core.memberships.queries import hold_subject, standing_of
from core.memberships.states import News, ToldNews, is_newer
from core.operators.queries import operator_for
from core.operators.service import disable_operator, give_role, let_back
from core.operators.states import LastOwner, Role, Way
from core.providers.queries import identity_of

log = structlog.get_logger(__name__)
Roles = Mapping[str, Role]


async def hear_news(
    session: AsyncSession, told: ToldNews, *, issuer: str, roles: Roles, at: datetime
) -> None:
    """Take what is told, unless something later was told before, and let it take effect."""
    if told.news is News.DISSOLVED:
        for subject in await _dissolve(session, issuer, told.at):
            await follow(session, issuer, subject, roles=roles, at=at)
        return
    await hold_subject(session, issuer, told.subject)
    row = await _row_of(session, issuer, told.subject)
    if told.news in (News.MEMBER, News.NO_MEMBER):
        ended = await session.get(Dissolved, issuer)
        is_in = told.news is News.MEMBER and (ended is None or ended.at < told.at)
        if is_newer(told.at, row.member_at, is_out=not is_in):
            row.code, row.member_at = told.code if is_in else None, told.at
    else:
        is_gone = told.news is News.NO_USER
        if is_newer(told.at, row.user_at, is_out=is_gone):
            row.is_gone, row.user_at = is_gone, told.at
    await session.flush()
    await follow(session, issuer, told.subject, roles=roles, at=at)


async def follow(
    session: AsyncSession, issuer: str, subject: str, *, roles: Roles, at: datetime
) -> None:
    """Let an operator be what the organisation says, if it has said anything of him.

    The last owner stays one, so that the house is not without; he is out all the same until he
    comes in by a password of ours, or from the machine.
    """
    standing = await standing_of(session, issuer, subject, roles)
    known = await identity_of(session, issuer, subject)
    if known is None:
        return
    operator = await operator_for(session, known.operator_id, lock=True)
    way = Way.ORGANISATION
    try:
        if standing.is_out:
            await shut_out(session, operator.id, at=at)
            await disable_operator(session, operator.id, by=None, why=None, at=at, way=way)
            return
        if operator.is_out_there:
            await let_back(session, operator.id, by=None, why=None, at=at, way=way)
        if standing.role is not None:
            role = standing.role
            await give_role(session, operator.id, role, by=None, why=None, at=at, way=way)
    except LastOwner:
        log.warning("last_owner_is_kept", operator=str(operator.id))


async def _row_of(session: AsyncSession, issuer: str, subject: str) -> Membership:
    fresh = insert(Membership).values(issuer=issuer, subject=subject, is_gone=False)
    await session.execute(fresh.on_conflict_do_nothing())
    return await session.get_one(
        Membership, (issuer, subject), with_for_update=True, populate_existing=True
    )


async def _dissolve(session: AsyncSession, issuer: str, at: datetime) -> list[str]:
    """End every membership that was told of before; answer whose."""
    fresh = insert(Dissolved).values(issuer=issuer, at=at)
    later = fresh.on_conflict_do_update(
        index_elements=["issuer"], set_={"at": at}, where=Dissolved.at < at
    )
    await session.execute(later)
    told_before = (
        Membership.issuer == issuer,
        or_(Membership.member_at.is_(None), Membership.member_at <= at),
    )
    query = select(Membership.subject).where(*told_before).order_by(Membership.subject)
    subjects = list(await session.scalars(query))
    for subject in subjects:
        await hold_subject(session, issuer, subject)
    await session.execute(
        update(Membership)
        .where(*told_before)
        .values(code=None, member_at=at)
        .execution_options(synchronize_session=False)
    )
    return subjects
