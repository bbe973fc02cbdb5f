"""What the ledger refuses, whoever asks."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Db
from core.ids import new_id
from core.ledger.queries import balance_of, drifted_accounts, is_booked, sums_by_kind
from core.ledger.service import book
from core.ledger.states import AccountKind, Line, moved
from core.money import Money
from tests.conftest import NOON

STRIPE, HOLD, PAYABLE = (
    AccountKind.STRIPE_BALANCE,
    AccountKind.QUEST_HOLD,
    AccountKind.CARRIER_PAYABLE,
)
QUEST, CARRIER = new_id(NOON), new_id(NOON)


@asynccontextmanager
async def refused(session: AsyncSession, why: str) -> AsyncIterator[None]:
    """Expect that the database says this, at the end of the block if not before."""
    with pytest.raises(DBAPIError, match=why):  # noqa: PT012  (the statement is the caller's)
        async with session.begin_nested():
            yield
            await session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


async def _hold(session: AsyncSession, minor: int = 10_000, key: str = "capture:1") -> bool:
    lines = moved(Money(minor, "EUR"), HOLD, STRIPE, owner=QUEST)
    return await book(session, key, lines, currency="EUR", at=NOON)


async def _release(session: AsyncSession, minor: int, key: str) -> bool:
    lines = moved(Money(minor, "EUR"), PAYABLE, HOLD, owner=CARRIER, new_owner=QUEST)
    return await book(session, key, lines, currency="EUR", at=NOON)


async def test_a_booking_is_made_once(session: AsyncSession) -> None:
    assert [await _hold(session) for _ in range(3)] == [True, False, False]
    assert await is_booked(session, "capture:1")
    assert await balance_of(session, HOLD, "EUR", owner=QUEST) == -10_000
    assert await balance_of(session, STRIPE, "EUR") == 10_000
    assert await balance_of(session, STRIPE, "USD") == 0


async def test_what_is_held_can_be_given_away_once(session: AsyncSession) -> None:
    await _hold(session)
    await _release(session, 9_000, "release:1")
    async with refused(session, "never_above_zero"):
        await _release(session, 1_001, "release:2")


async def test_accounts_of_two_quests_are_apart(session: AsyncSession) -> None:
    await _hold(session)
    other = moved(Money(1, "EUR"), PAYABLE, HOLD, owner=CARRIER, new_owner=new_id(NOON))
    async with refused(session, "never_above_zero"):
        await book(session, "release:other", other, currency="EUR", at=NOON)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [Line(STRIPE, 0)],
        [Line(STRIPE, 5)],
        [Line(STRIPE, 5), Line(HOLD, -4, QUEST)],
        [Line(STRIPE, 5), Line(STRIPE, -5)],
    ],
)
async def test_what_does_not_add_up_is_not_booked(session: AsyncSession, lines: list[Line]) -> None:
    async with refused(session, "lines and adds up to"):
        await book(session, "odd", lines, currency="EUR", at=NOON)


async def test_a_line_has_the_currency_of_its_account(session: AsyncSession) -> None:
    await _hold(session)
    async with refused(session, "fk_ledger_entry"):
        await session.execute(
            text(
                "INSERT INTO ledger_entry (txn_id, account_id, currency, minor)"
                " SELECT txn_id, account_id, 'USD', 1 FROM ledger_entry LIMIT 1"
            )
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET minor = minor + 1",
        "DELETE FROM ledger_entry",
        "UPDATE ledger_txn SET at = now()",
        "DELETE FROM ledger_txn WHERE false",
        "TRUNCATE ledger_entry",
    ],
)
async def test_nobody_changes_what_is_booked(session: AsyncSession, statement: str) -> None:
    await _hold(session)
    await session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    async with refused(session, "never changed"):
        await session.execute(text(statement))


@pytest.mark.fresh_db
async def test_however_many_give_at_once_no_more_is_given_than_is_held(db: Db) -> None:
    async with db.begin() as session:
        await _hold(session)

    async def give(number: int) -> bool:
        try:
            async with db.begin() as session:
                return await _release(session, 700, f"release:{number}")
        except IntegrityError:
            return False

    given = await asyncio.gather(*(give(number) for number in range(40)))
    assert sum(given) == 14
    async with db.begin() as session:
        assert await balance_of(session, HOLD, "EUR", owner=QUEST) == -200
        assert await balance_of(session, PAYABLE, "EUR", owner=CARRIER) == -9_800
        assert sum((await sums_by_kind(session)).values()) == 0
        assert await drifted_accounts(session) == []


@given(st.integers(1, 10**12), st.sampled_from(AccountKind), st.sampled_from(AccountKind))
def test_what_moves_leaves_one_account_and_arrives_in_the_other(
    minor: int, out_of: AccountKind, into: AccountKind
) -> None:
    owner = UUID(int=1)
    lines = moved(Money(minor, "KWD"), out_of, into, owner=owner)
    assert sum(one.minor for one in lines) == 0
    assert [(one.kind, one.owner) for one in lines if one.minor < 0] == [(out_of, owner)]
