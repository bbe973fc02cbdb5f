"""Beginning, keeping and ending sittings, inside the caller's transaction."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.service import note_act
from core.audit.states import Act
from core.ids import new_id
from core.operators.models import Operator
from core.operators.states import NotLetIn, Turned, hash_of
from core.sittings.models import SignInTry, Sitting
from core.sittings.states import SEEN_IS_NOTED_EVERY, WINDOW, Stage, new_token


async def begin_sitting(
    session: AsyncSession,
    operator: Operator,
    stage: Stage,
    *,
    browser: str,
    network: str,
    at: datetime,
) -> str:
    """Begin one, and answer the token for the browser."""
    token = new_token()
    sitting = Sitting(
        id=new_id(at),
        operator_id=operator.id,
        token_hash=hash_of(token),
        stage=stage,
        browser=browser,
        network=network,
        made_at=at,
        seen_at=at,
    )
    session.add(sitting)
    await session.flush()
    if stage is Stage.FULL:
        await note_act(session, Act.OPERATOR_SIGNED_IN, operator.id, by=operator.id, at=at)
    return token


async def complete_sitting(session: AsyncSession, halfway: Sitting, *, at: datetime) -> str:
    """End one that is halfway and begin a full one: a token from before proves nothing after.

    Refuses `NotLetIn` when it has ended meanwhile.
    """
    ended = await session.scalar(
        update(Sitting)
        .where(Sitting.id == halfway.id, Sitting.ended_at.is_(None))
        .values(ended_at=at)
        .returning(Sitting.id)
    )
    operator = await session.get_one(Operator, halfway.operator_id)
    if ended is None or operator.disabled_at is not None:
        raise NotLetIn(Turned.WRONG)
    return await begin_sitting(
        session, operator, Stage.FULL, browser=halfway.browser, network=halfway.network, at=at
    )


async def note_seen(session: AsyncSession, sitting: Sitting, *, at: datetime) -> None:
    """Let a sitting go on, to the minute."""
    if sitting.seen_at < at - SEEN_IS_NOTED_EVERY:
        await session.execute(update(Sitting).where(Sitting.id == sitting.id).values(seen_at=at))


async def end_sitting(
    session: AsyncSession, operator: Operator, sitting_id: UUID, *, at: datetime
) -> bool:
    """End one of one's own; answer whether there was one."""
    ended = await session.scalar(
        update(Sitting)
        .where(
            Sitting.id == sitting_id,
            Sitting.operator_id == operator.id,
            Sitting.ended_at.is_(None),
        )
        .values(ended_at=at)
        .returning(Sitting.id)
    )
    if ended is not None:
        await note_act(session, Act.OPERATOR_SIGNED_OUT, operator.id, by=operator.id, at=at)
    return ended is not None


async def end_sittings_of(
    session: AsyncSession, operator_id: UUID, *, at: datetime, besides: UUID | None = None
) -> None:
    """End all sittings of an operator, but for one."""
    query = update(Sitting).where(Sitting.operator_id == operator_id, Sitting.ended_at.is_(None))
    if besides is not None:
        query = query.where(Sitting.id != besides)
    await session.execute(query.values(ended_at=at))


async def count_try(
    session: AsyncSession, tried_by: str, *, most: int, at: datetime
) -> timedelta | None:
    """Count a try before it is judged; answer how long to wait once there were too many.

    Who goes on trying goes on waiting.
    """
    session.add(SignInTry(id=new_id(at), tried_by=tried_by, at=at))
    await session.flush()
    recent = select(func.count(), func.min(SignInTry.at)).where(
        SignInTry.tried_by == tried_by, SignInTry.at > at - WINDOW
    )
    tries, first = (await session.execute(recent)).one()
    return first + WINDOW - at if tries > most else None


async def forget_tries(session: AsyncSession, tried_by: str) -> None:
    """Begin to count anew, when a try was right."""
    await session.execute(delete(SignInTry).where(SignInTry.tried_by == tried_by))


async def tidy_sittings(session: AsyncSession, *, before: datetime) -> None:
    """Forget what was long ago; the audit log knows who came and went."""
    await session.execute(delete(SignInTry).where(SignInTry.at < before))
    await session.execute(
        delete(Sitting).where(or_(Sitting.ended_at < before, Sitting.seen_at < before))
    )
