"""What is known of somebody's membership, and what he is here by it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.inbox.states import lane_of
from core.memberships.models import Membership
from core.operators.states import Role


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the organisation has let him out, and which role it gives him, if any."""

    is_out: bool
    role: Role | None


async def standing_of(
    session: AsyncSession, issuer: str, subject: str, roles: Mapping[str, Role]
) -> Standing:
    """Tell what somebody is by the organisation's word, as it stays for now.

    Nothing that is told of him meanwhile is heard before the transaction ends. Of whom nothing was
    told is neither in nor out.
    """
    await hold_subject(session, issuer, subject)
    found = await session.get(Membership, (issuer, subject), populate_existing=True)
    if found is None:
        return Standing(is_out=False, role=None)
    role = roles.get(found.code) if found.code is not None else None
    is_no_member = found.member_at is not None and role is None
    return Standing(is_out=found.is_gone or is_no_member, role=role)


async def hold_subject(session: AsyncSession, issuer: str, subject: str) -> None:
    """Let nobody else hear of him or let him in, until the transaction ends."""
    number = lane_of(f"membership {issuer} {subject}")
    await session.execute(select(func.pg_advisory_xact_lock(number)))
