"""The same request gets the same answer; another one under its key is refused."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Db
from core.idempotency.models import AnsweredRequest
from core.idempotency.service import answer_before, drop_old_answers, keep_answer
from core.idempotency.states import KEPT, Answer, KeyInFlight, KeyReused, fingerprint
from core.privacy.service import export_everything, forget
from tests.conftest import NOON
from tests.posts import a_peer

ANSWER = Answer(201, '{"id": 1}', "/things/1")


async def test_an_answer_is_given_again_for_a_day(session: AsyncSession) -> None:
    noor = await a_peer(session)
    assert await answer_before(session, noor.id, "k", "same", at=NOON) is None
    await keep_answer(session, noor.id, "k", "same", ANSWER, at=NOON)
    almost = NOON + KEPT - timedelta(seconds=1)
    assert await answer_before(session, noor.id, "k", "same", at=almost) == ANSWER
    assert await answer_before(session, noor.id, "k", "same", at=NOON + KEPT) is None
    await keep_answer(session, noor.id, "k", "other", ANSWER, at=NOON + KEPT)


async def test_a_key_belongs_to_one_request_of_one_peer(session: AsyncSession) -> None:
    noor, omar = await a_peer(session), await a_peer(session, "Omar")
    await keep_answer(session, noor.id, "k", "same", ANSWER, at=NOON)
    with pytest.raises(KeyReused):
        await answer_before(session, noor.id, "k", "other", at=NOON)
    assert await answer_before(session, omar.id, "k", "other", at=NOON) is None


def test_parts_of_a_request_are_not_mixed_up() -> None:
    assert fingerprint("ab", "c") != fingerprint("a", "bc")


@pytest.mark.fresh_db
async def test_while_a_request_is_acted_on_its_twin_is_turned_away(db: Db) -> None:
    async with db.begin() as session:
        noor = await a_peer(session)
    holds, may_end = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with db.begin() as session:
            await answer_before(session, noor.id, "k", "same", at=NOON)
            holds.set()
            await may_end.wait()
            await keep_answer(session, noor.id, "k", "same", ANSWER, at=NOON)

    running = asyncio.create_task(first())
    await holds.wait()
    with pytest.raises(KeyInFlight):
        async with db.begin() as session:
            await answer_before(session, noor.id, "k", "same", at=NOON)
    may_end.set()
    await running
    async with db.begin() as session:
        assert await answer_before(session, noor.id, "k", "same", at=NOON) == ANSWER


async def test_old_answers_are_tidied_away(session: AsyncSession) -> None:
    noor = await a_peer(session)
    await keep_answer(session, noor.id, "old", "same", ANSWER, at=NOON - KEPT)
    await keep_answer(session, noor.id, "new", "same", ANSWER, at=NOON)
    await drop_old_answers(session, before=NOON - timedelta(minutes=1))
    kept = (await session.scalars(select(AnsweredRequest))).one()
    assert kept.key == "new"


async def test_answers_are_exported_and_forgotten_with_their_peer(session: AsyncSession) -> None:
    noor = await a_peer(session)
    await keep_answer(session, noor.id, "k", "same", ANSWER, at=NOON)
    everything = await export_everything(session, noor, at=NOON)
    assert [one["body"] for one in everything["api_answers"]] == [ANSWER.body]
    await forget(session, noor, secret="of the house", at=NOON)
    assert list(await session.scalars(select(AnsweredRequest))) == []
