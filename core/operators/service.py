"""Letting operators in for the first time, and out for good, inside the caller's transaction.

`by` is the operator who does it, or none at the terminal of the machine and where `way` says by
whose word it is done.
"""

import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.service import note_act
from core.audit.states import Act
from core.events.states import Fact
from core.ids import new_id
from core.operators.models import Operator, RecoveryCode
from core.operators.queries import operator_at, operator_for, owners_left
from core.operators.states import (
    LINK_LIVES,
    LONGEST_OPERATOR_NAME,
    RECOVERY_CODES,
    SALT_BYTES,
    LastOwner,
    NotLetIn,
    OperatorIsThere,
    Role,
    Turned,
    Way,
    factor_key,
    hash_of,
    new_link,
    new_recovery_code,
    plain_email,
    plain_recovery_code,
    step_of,
)


async def add_operator(
    session: AsyncSession,
    *,
    email: str,
    name: str,
    role: Role,
    by: UUID | None,
    why: str | None = None,
    at: datetime,
) -> tuple[Operator, str]:
    """Let somebody become an operator; answer him and the link by which he comes in.

    Refuses `OperatorIsThere`.
    """
    if await operator_at(session, email) is not None:
        raise OperatorIsThere
    link = new_link()
    operator = Operator(
        id=new_id(at),
        email=plain_email(email),
        name=" ".join(name.split())[:LONGEST_OPERATOR_NAME],
        role=role,
        factor_salt=secrets.token_bytes(SALT_BYTES),
        link_hash=hash_of(link),
        link_until=at + LINK_LIVES,
        made_at=at,
    )
    session.add(operator)
    await session.flush()
    after = {"role": role}
    await note_act(session, Act.OPERATOR_ADDED, operator.id, by=by, why=why, at=at, after=after)
    return operator, link


async def reset_operator(
    session: AsyncSession, operator_id: UUID, *, by: UUID | None, why: str, at: datetime
) -> str:
    """Take back password, second factor and codes, and answer a new link.

    The caller shuts him out (`core.mandates`).
    """
    operator = await operator_for(session, operator_id, lock=True)
    link = new_link()
    operator.password_hash = operator.enrolled_at = operator.last_step = None
    operator.factor_salt = secrets.token_bytes(SALT_BYTES)
    operator.link_hash, operator.link_until = hash_of(link), at + LINK_LIVES
    await session.execute(delete(RecoveryCode).where(RecoveryCode.operator_id == operator.id))
    await note_act(session, Act.OPERATOR_RESET, operator.id, by=by, why=why, at=at)
    return link


async def disable_operator(
    session: AsyncSession,
    operator_id: UUID,
    *,
    by: UUID | None,
    why: str | None,
    at: datetime,
    way: Way | None = None,
) -> None:
    """Let somebody in no more. Refuses `LastOwner`. The caller shuts him out.

    Whom an operator has let out, the organisation does not let back, also when it was first.
    """
    operator = await operator_for(session, operator_id, lock=True)
    if operator.disabled_at is not None:
        operator.is_out_there = operator.is_out_there and way is not None
        return
    await _refuse_last_owner(session, operator)
    operator.disabled_at, operator.is_out_there = at, way is not None
    operator.link_hash = operator.link_until = None
    facts = _by_way(way)
    await note_act(session, Act.OPERATOR_DISABLED, operator.id, by=by, why=why, at=at, facts=facts)


async def let_back(
    session: AsyncSession,
    operator_id: UUID,
    *,
    by: UUID | None,
    why: str | None,
    at: datetime,
    way: Way | None = None,
) -> None:
    """Let somebody in again who was let out."""
    operator = await operator_for(session, operator_id, lock=True)
    if operator.disabled_at is None:
        return
    operator.disabled_at, operator.is_out_there = None, False
    facts = _by_way(way)
    await note_act(session, Act.OPERATOR_LET_BACK, operator.id, by=by, why=why, at=at, facts=facts)


async def give_role(
    session: AsyncSession,
    operator_id: UUID,
    role: Role,
    *,
    by: UUID | None,
    why: str | None,
    at: datetime,
    way: Way | None = None,
) -> None:
    """Let an operator do more or less from now on. Refuses `LastOwner`."""
    operator = await operator_for(session, operator_id, lock=True)
    if operator.role is role:
        return
    await _refuse_last_owner(session, operator)
    before = {"role": operator.role}
    operator.role = role
    await note_act(
        session,
        Act.OPERATOR_ROLE_GIVEN,
        operator.id,
        by=by,
        why=why,
        before=before,
        after={"role": role},
        facts=_by_way(way),
        at=at,
    )


def _by_way(way: Way | None) -> dict[str, Fact] | None:
    return None if way is None else {"way": way}


async def _refuse_last_owner(session: AsyncSession, operator: Operator) -> None:
    is_owner = operator.role is Role.OWNER and operator.disabled_at is None
    if is_owner and not await owners_left(session, besides=operator.id):
        raise LastOwner


async def prove_with_code(
    session: AsyncSession, operator_id: UUID, code: str, *, secret: str, at: datetime
) -> Operator:
    """Take the code of an authenticator, each at most once.

    Refuses `NotLetIn` for one that is wrong, or was used.
    """
    operator = await operator_for(session, operator_id, lock=True)
    step = step_of(factor_key(operator.factor_salt, secret=secret), code, at=at)
    if step is None:
        raise NotLetIn(Turned.CODE_WRONG)
    if operator.last_step is not None and step <= operator.last_step:
        raise NotLetIn(Turned.CODE_USED)
    operator.last_step = step
    return operator


async def prove_with_recovery_code(
    session: AsyncSession, operator_id: UUID, code: str, *, at: datetime
) -> Operator:
    """Take one of those that were shown once. Refuses `NotLetIn`."""
    operator = await operator_for(session, operator_id, lock=True)
    used = await session.scalar(
        update(RecoveryCode)
        .where(
            RecoveryCode.operator_id == operator.id,
            RecoveryCode.code_hash == hash_of(plain_recovery_code(code)),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=at)
        .returning(RecoveryCode.code_hash)
    )
    if used is None:
        raise NotLetIn(Turned.CODE_WRONG)
    await note_act(session, Act.OPERATOR_RECOVERED, operator.id, by=operator.id, at=at)
    return operator


async def make_recovery_codes(
    session: AsyncSession, operator: Operator, *, at: datetime
) -> list[str]:
    """Make new ones instead of the old, and answer them: nobody can read them again."""
    await session.execute(delete(RecoveryCode).where(RecoveryCode.operator_id == operator.id))
    codes = [new_recovery_code() for _ in range(RECOVERY_CODES)]
    session.add_all(RecoveryCode(operator_id=operator.id, code_hash=hash_of(one)) for one in codes)
    await session.flush()
    await note_act(session, Act.OPERATOR_CODES_MADE, operator.id, by=operator.id, at=at)
    return codes
