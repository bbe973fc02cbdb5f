"""Wishing for something, and noting what came of it, inside the caller's transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from core.commands.models import StripeCommand
from core.commands.states import (
    LEASE,
    LIVE,
    CommandKind,
    CommandState,
    may_be_sent_again,
    pause_after,
)
from core.ids import new_id

COMMANDS_CHANNEL = "stripe_commands"
"""Rung when there is a new wish."""

_ERROR_LENGTH = 500


class AlreadyWished(Exception):
    """The same decision is under way or done; `op_key` names it. A fault of the caller."""

    def __init__(self, op_key: str) -> None:
        super().__init__(op_key)
        self.op_key = op_key


async def wish(
    session: AsyncSession,
    kind: CommandKind,
    op_key: str,
    about: UUID,
    params: dict[str, Any],
    *,
    at: datetime,
    not_before: datetime | None = None,
) -> StripeCommand:
    """Write down what Stripe is to do. A decision that was rejected may be wished for anew."""
    past = await session.scalars(select(StripeCommand).where(StripeCommand.op_key == op_key))
    attempts = past.all()
    if any(one.state is not CommandState.REJECTED for one in attempts):
        raise AlreadyWished(op_key)
    command = StripeCommand(
        id=new_id(at),
        kind=kind,
        op_key=op_key,
        attempt=len(attempts) + 1,
        about=about,
        params=params,
        state=CommandState.WAITING,
        tries=0,
        made_at=at,
        next_at=not_before or at,
    )
    session.add(command)
    await session.flush()
    await session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": COMMANDS_CHANNEL})
    return command


async def due_commands(session: AsyncSession, *, at: datetime, limit: int) -> list[UUID]:
    """Name the commands that are to be looked at now, the longest due first. Locks none."""
    is_over = or_(StripeCommand.lease_until.is_(None), StripeCommand.lease_until <= at)
    query = (
        select(StripeCommand.id)
        .where(StripeCommand.state.in_(LIVE), StripeCommand.next_at <= at, is_over)
        .order_by(StripeCommand.next_at, StripeCommand.id)
        .limit(limit)
    )
    return list(await session.scalars(query))


async def seconds_until_due(session: AsyncSession, *, at: datetime) -> float | None:
    """Tell how long until a command is due; none when there is none."""
    due = await session.scalar(
        select(func.min(func.greatest(StripeCommand.next_at, StripeCommand.lease_until))).where(
            StripeCommand.state.in_(LIVE)
        )
    )
    return None if due is None else max(0.0, (due - at).total_seconds())


async def claim(session: AsyncSession, command_id: UUID, *, at: datetime) -> StripeCommand | None:
    """Take a command for as long as the lease; none when somebody else has it or it is over.

    One whose lease has run out is `UNKNOWN` from here on, whoever had it: it is not `SENT` anew
    before a look has shown that nothing was done (see `take_again`).
    """
    query = select(StripeCommand).where(StripeCommand.id == command_id)
    command: StripeCommand | None = await session.scalar(
        query.with_for_update(skip_locked=True).execution_options(populate_existing=True)
    )
    if command is None or command.state not in LIVE or command.next_at > at:
        return None
    if command.lease_until is not None and command.lease_until > at:
        return None
    if command.state is CommandState.WAITING:
        _send(command, at=at)
    else:
        command.state, command.lease_until = CommandState.UNKNOWN, None
        command.next_at = at + LEASE
    return command


async def take_again(session: AsyncSession, command_id: UUID, *, at: datetime) -> bool:
    """Send what a look has not found again, with its old key; it is dead when that is too late."""
    command = await session.get_one(
        StripeCommand, command_id, with_for_update=True, populate_existing=True
    )
    if command.state is not CommandState.UNKNOWN:
        return False
    if not may_be_sent_again(command.first_sent_at, at=at):
        command.state = CommandState.DEAD
        return False
    _send(command, at=at)
    return True


def _send(command: StripeCommand, *, at: datetime) -> None:
    command.state, command.lease_until = CommandState.SENT, at + LEASE
    command.first_sent_at = command.first_sent_at or at
    command.tries += 1


async def note_done(session: AsyncSession, command: StripeCommand, stripe_id: str) -> bool:
    """Note what Stripe made of it; false when that was known."""
    if command.state is CommandState.SUCCEEDED:
        return False
    command.state, command.stripe_id, command.lease_until = CommandState.SUCCEEDED, stripe_id, None
    command.error = None
    await session.flush()
    return True


def note_unknown(command: StripeCommand, error: str, *, at: datetime) -> None:
    """Note that the answer was lost: it may have been done, so somebody looks before it is sent."""
    _put_back(command, CommandState.UNKNOWN, error, at=at)


def note_undone(command: StripeCommand, error: str, *, at: datetime) -> None:
    """Note that Stripe has done nothing, and may do it later."""
    _put_back(command, CommandState.WAITING, error, at=at)


def put_off(command: StripeCommand, why: str, *, at: datetime) -> None:
    """Leave a locked command as it is for a while; nobody is asked meanwhile."""
    _put_back(command, command.state, why, at=at)


def note_rejected(command: StripeCommand, error: str) -> None:
    """Note that Stripe has refused it for good, and that a look has found nothing done."""
    command.state, command.lease_until = CommandState.REJECTED, None
    command.error = error[:_ERROR_LENGTH]


def take_back(command: StripeCommand) -> bool:
    """Wish no more for what nobody has been asked yet; false when that is too late."""
    if command.state is not CommandState.WAITING or command.first_sent_at is not None:
        return False
    command.state, command.error = CommandState.REJECTED, "taken back"
    return True


def take_back_undone(command: StripeCommand, why: str) -> bool:
    """Wish no more for what nobody is asked just now and was not done; false while somebody is."""
    if command.state is CommandState.WAITING:
        note_rejected(command, why)
    return command.state not in LIVE


def _put_back(command: StripeCommand, state: CommandState, error: str, *, at: datetime) -> None:
    if command.state not in LIVE:
        return
    command.state, command.lease_until = state, None
    command.error = error[:_ERROR_LENGTH]
    command.next_at = at + pause_after(command.tries)
