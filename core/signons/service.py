"""Leaving for the provider, coming back, and who is let in then, in the caller's transaction."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from core.access import Access
from core.mandates.service import shut_out
from core.memberships.queries import standing_of
from core.memberships.service import follow
from core.operators.models import Operator
from core.operators.queries import operator_at, operator_for
from core.operators.service import add_operator, reset_operator
from core.operators.states import Role, hash_of
from core.providers.queries import identity_of
from core.providers.service import link_operator, unlink_operator
from core.providers.states import Doubt, NotVouchedFor, Vouched
from core.signons.models import SignOn

SIGN_ON_LIVES = timedelta(minutes=10)
LONGEST_WAY = 500
_STATE_BYTES = 32


async def begin_sign_on(session: AsyncSession, *, browser: str, after: str, at: datetime) -> str:
    """Remember that somebody leaves, and answer the `state` that he brings back."""
    state = secrets.token_urlsafe(_STATE_BYTES)
    session.add(
        SignOn(
            state_hash=hash_of(state),
            browser_hash=hash_of(browser),
            after=after[:LONGEST_WAY],
            made_at=at,
        )
    )
    return state


async def take_sign_on(session: AsyncSession, state: str, *, browser: str, at: datetime) -> str:
    """Use a sign-on up, and answer where he wanted to go.

    Refuses `NotVouchedFor` for one that was used, is too old, or was begun in another browser.
    """
    taken = await session.execute(
        delete(SignOn)
        .where(SignOn.state_hash == hash_of(state), SignOn.browser_hash == hash_of(browser))
        .returning(SignOn.after, SignOn.made_at)
    )
    row = taken.one_or_none()
    if row is None or row.made_at <= at - SIGN_ON_LIVES:
        raise NotVouchedFor(Doubt.LOST)
    after: str = row.after
    return after


async def operator_vouched_for(
    session: AsyncSession, vouched: Vouched, access: Access, *, at: datetime
) -> Operator:
    """Find who it is, or let him become an operator where a list or the organisation says so.

    Refuses `NotVouchedFor`.
    """
    roles = access.clerk_roles
    standing = await standing_of(session, vouched.issuer, vouched.subject, roles)
    if standing.is_out:
        raise NotVouchedFor(Doubt.SUSPENDED)
    known = await identity_of(session, vouched.issuer, vouched.subject)
    if known is not None:
        operator = await operator_for(session, known.operator_id, lock=True)
    else:
        operator = await _who_is_new(session, vouched, access, role=standing.role, at=at)
    await follow(session, vouched.issuer, vouched.subject, roles=roles, at=at)
    if operator.disabled_at is not None:
        raise NotVouchedFor(Doubt.SUSPENDED)
    return operator


async def _who_is_new(
    session: AsyncSession,
    vouched: Vouched,
    access: Access,
    *,
    role: Role | None,
    at: datetime,
) -> Operator:
    if vouched.email is None:
        raise NotVouchedFor(Doubt.UNVERIFIED)
    operator = await operator_at(session, vouched.email)
    if operator is not None and operator.disabled_at is not None:
        raise NotVouchedFor(Doubt.SUSPENDED)
    if operator is None:
        if role is None and not access.allows(vouched.email):
            raise NotVouchedFor(Doubt.NOT_LISTED)
        name = vouched.name or vouched.email.partition("@")[0]
        operator, _ = await add_operator(
            session, email=vouched.email, name=name, role=role or access.oidc_role, by=None, at=at
        )
    await link_operator(session, operator, vouched, at=at)
    return operator


async def begin_anew(
    session: AsyncSession, operator_id: UUID, *, by: UUID | None, why: str, at: datetime
) -> str:
    """Take back every way in that an operator has, and answer a link for a new one.

    From the provider he comes as for the first time: by his verified address.
    """
    link = await reset_operator(session, operator_id, by=by, why=why, at=at)
    await unlink_operator(session, operator_id)
    await shut_out(session, operator_id, at=at)
    return link


async def tidy_sign_ons(session: AsyncSession, *, before: datetime) -> None:
    """Forget those who have not come back."""
    await session.execute(delete(SignOn).where(SignOn.made_at < before))
