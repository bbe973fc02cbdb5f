"""A wish is done once, however often it is sent and whoever dies while sending it."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from core.commands.models import StripeCommand
from core.commands.queries import commands_about, live_command
from core.commands.service import (
    AlreadyWished,
    claim,
    due_commands,
    note_done,
    note_rejected,
    note_undone,
    note_unknown,
    seconds_until_due,
    take_again,
    take_back,
    wish,
)
from core.commands.states import LEASE, RESENDABLE, CommandKind, CommandState, pause_after
from core.ids import new_id
from tests.conftest import NOON

PAYMENT = new_id(NOON)
LATER = NOON + timedelta(hours=1)


async def _wish(session: AsyncSession) -> StripeCommand:
    return await wish(session, CommandKind.REFUND, "refund:1", PAYMENT, {"amount": 500}, at=NOON)


async def test_a_wish_is_taken_by_one_until_its_lease_is_over(session: AsyncSession) -> None:
    command = await _wish(session)
    assert await due_commands(session, at=NOON, limit=9) == [command.id]
    assert await claim(session, command.id, at=NOON) is command
    assert (command.state, command.tries, command.key) == (
        CommandState.SENT, 1, "pc1:refund:1:a1",
    )  # fmt: skip
    assert await due_commands(session, at=NOON, limit=9) == []
    assert await claim(session, command.id, at=NOON) is None
    assert await seconds_until_due(session, at=NOON) == LEASE.total_seconds()


async def test_what_died_while_it_was_sent_is_looked_for_before_it_is_sent_again(
    session: AsyncSession,
) -> None:
    command = await _wish(session)
    await claim(session, command.id, at=NOON)
    assert await due_commands(session, at=LATER, limit=9) == [command.id]
    assert await claim(session, command.id, at=LATER) is command
    assert command.state is CommandState.UNKNOWN
    assert await take_again(session, command.id, at=LATER)
    assert (command.state, command.tries, command.key) == (
        CommandState.SENT, 2, "pc1:refund:1:a1",
    )  # fmt: skip


async def test_what_stripe_may_have_forgotten_is_never_sent_again(session: AsyncSession) -> None:
    command = await _wish(session)
    await claim(session, command.id, at=NOON)
    note_unknown(command, "timeout", at=NOON)
    late = NOON + RESENDABLE
    assert await claim(session, command.id, at=late) is command
    assert not await take_again(session, command.id, at=late)
    assert command.state is CommandState.DEAD
    assert await due_commands(session, at=late + RESENDABLE, limit=9) == []


async def test_one_decision_is_wished_for_once(session: AsyncSession) -> None:
    command = await _wish(session)
    with pytest.raises(AlreadyWished):
        await _wish(session)
    await claim(session, command.id, at=NOON)
    await note_done(session, command, "re_1")
    with pytest.raises(AlreadyWished):
        await _wish(session)


async def test_what_was_refused_for_good_may_be_wished_for_with_a_new_key(
    session: AsyncSession,
) -> None:
    command = await _wish(session)
    await claim(session, command.id, at=NOON)
    note_rejected(command, "balance_insufficient")
    again = await _wish(session)
    assert again.key == "pc1:refund:1:a2"
    assert await live_command(session, "refund:1") is again
    assert await commands_about(session, PAYMENT) == [command, again]


async def test_what_was_not_done_waits_and_keeps_its_key(session: AsyncSession) -> None:
    command = await _wish(session)
    await claim(session, command.id, at=NOON)
    note_undone(command, "429", at=NOON)
    assert await claim(session, command.id, at=NOON) is None
    due = NOON + pause_after(1)
    assert await claim(session, command.id, at=due) is command
    assert (command.key, command.first_sent_at) == ("pc1:refund:1:a1", NOON)


async def test_only_what_nobody_was_asked_for_is_taken_back(session: AsyncSession) -> None:
    command = await _wish(session)
    await claim(session, command.id, at=NOON)
    note_undone(command, "429", at=NOON)
    assert not take_back(command)
    await note_done(session, command, "re_1")
    assert not await note_done(session, command, "re_1")
    other = await wish(session, CommandKind.EXPIRE, "expire:1", PAYMENT, {}, at=NOON)
    assert take_back(other)


def test_pauses_grow_up_to_half_an_hour() -> None:
    pauses = [pause_after(tries) for tries in range(1, 12)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(minutes=30)
