"""Reading commands."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.commands.models import StripeCommand
from core.commands.states import LIVE


async def commands_about(session: AsyncSession, about: UUID) -> list[StripeCommand]:
    query = select(StripeCommand).where(StripeCommand.about == about)
    return list(await session.scalars(query.order_by(StripeCommand.made_at, StripeCommand.id)))


async def live_command(session: AsyncSession, op_key: str) -> StripeCommand | None:
    query = select(StripeCommand).where(
        StripeCommand.op_key == op_key, StripeCommand.state.in_(LIVE)
    )
    command: StripeCommand | None = await session.scalar(query)
    return command


async def newest_command(session: AsyncSession, op_key: str) -> StripeCommand | None:
    """Find the last attempt at a decision, however it stands."""
    query = select(StripeCommand).where(StripeCommand.op_key == op_key)
    command: StripeCommand | None = await session.scalar(
        query.order_by(StripeCommand.attempt.desc()).limit(1)
    )
    return command
