"""Acting on updates: in order per person, side by side over persons, and never twice."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiogram import Dispatcher
from aiogram.types import TelegramObject, Update
from prometheus_client import REGISTRY
from sqlalchemy import func, select, text

from bot.dispatcher import build_dispatcher
from bot.worker import InboxWorker
from core.clock import utc_now
from core.dead_letters import list_letters, replay_letters
from core.inbox.models import InboxItem
from core.inbox.service import INBOX_CHANNEL, Told, keep_told
from core.inbox.states import MOST_ATTEMPTS, InboxSource, InboxState, telegram_lane
from core.outbox.models import OutboxRow
from core.peers.models import Peer
from core.settings import CargoEnv, Settings
from core.wiring import Services
from tests.sandboxes import TOKEN

pytestmark = pytest.mark.fresh_db

OPERATORS = -100
WAITED_COUNT = "peercargo_update_wait_seconds_count"


class MovableClock:
    """The real time, and as much more as the test says."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.ahead


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def its_services(services: Services, clock: MovableClock) -> Services:
    settings = Settings(
        cargo_env=CargoEnv.TEST, telegram_bot_token=TOKEN, telegram_operators_chat=OPERATORS
    )
    return replace(services, settings=settings, clock=clock)


class Faulty:
    """A dispatcher whose handlers fail on the word "boom", and that notes what it was fed."""

    def __init__(self, services: Services) -> None:
        self.dispatcher: Dispatcher = build_dispatcher(services)
        self.fed: list[str] = []
        self.is_mended = False
        self.dispatcher.update.outer_middleware(self._fail)

    async def _fail(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        assert isinstance(event, Update)
        assert event.message is not None
        said = event.message.text or ""
        self.fed.append(said)
        if said == "boom" and not self.is_mended:
            raise ValueError(said)
        return await handler(event, data)


@asynccontextmanager
async def working(services: Services, dispatcher: Dispatcher) -> AsyncIterator[None]:
    running = asyncio.create_task(InboxWorker(services, dispatcher).run())
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


def _update(number: int, person: int, said: str) -> dict[str, Any]:
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1,
            "chat": {"id": person, "type": "private"},
            "from": {"id": person, "is_bot": False, "first_name": f"Person {person}"},
            "text": said,
        },
    }


async def _hear(services: Services, *updates: dict[str, Any]) -> None:
    told = [
        Told(str(one["update_id"]), telegram_lane(one), one, request_id=f"request-{number}")
        for number, one in enumerate(updates)
    ]
    async with services.db.begin() as session:
        await keep_told(session, InboxSource.TELEGRAM, told, at=services.clock())


async def _states(services: Services) -> Counter[InboxState]:
    async with services.db.begin() as session:
        return Counter(await session.scalars(select(InboxItem.state)))


async def _until(services: Services, wanted: dict[InboxState, int], *, clock: MovableClock) -> None:
    """Wait for these states while time flies and somebody keeps ringing."""
    async with asyncio.timeout(20):
        while await _states(services) != wanted:
            clock.ahead += timedelta(seconds=30)
            async with services.db.begin() as session:
                await session.execute(text(f"SELECT pg_notify('{INBOX_CHANNEL}', '')"))
            await asyncio.sleep(0.02)


async def test_five_failures_put_an_update_aside_and_the_next_ones_pass(
    its_services: Services, clock: MovableClock
) -> None:
    faulty = Faulty(its_services)
    await _hear(its_services, _update(1, 7, "boom"), _update(2, 7, "after"))
    async with working(its_services, faulty.dispatcher):
        await _until(its_services, {InboxState.QUARANTINED: 1, InboxState.DONE: 1}, clock=clock)
    assert faulty.fed.count("after") == 1
    assert faulty.fed.index("after") > MOST_ATTEMPTS - 1
    async with its_services.db.begin() as session:
        item = (
            await session.scalars(
                select(InboxItem).where(InboxItem.state == InboxState.QUARANTINED)
            )
        ).one()
        notices = list(
            await session.execute(
                select(OutboxRow.notice, OutboxRow.address).where(OutboxRow.notice.is_not(None))
            )
        )
    assert item.attempts == MOST_ATTEMPTS
    assert item.error is not None
    assert item.error.startswith("ValueError in test_worker.py:"), "and none of the person's words"
    assert item.payload is not None
    assert ("operators-quarantine", str(OPERATORS)) in [tuple(row) for row in notices]


async def test_an_update_that_is_put_back_is_acted_on_in_the_ordinary_way(
    its_services: Services, clock: MovableClock
) -> None:
    faulty = Faulty(its_services)
    await _hear(its_services, _update(1, 7, "boom"))
    async with working(its_services, faulty.dispatcher):
        await _until(its_services, {InboxState.QUARANTINED: 1}, clock=clock)
        faulty.is_mended = True
        faulty.fed.clear()
        async with its_services.db.begin() as session:
            [letter] = await list_letters(session)
            await replay_letters(session, [letter.id], at=its_services.clock())
        await _until(its_services, {InboxState.DONE: 1}, clock=clock)
    assert faulty.fed == ["boom"]


async def test_one_persons_failure_holds_up_nobody_else(
    its_services: Services, clock: MovableClock
) -> None:
    faulty = Faulty(its_services)
    others = [_update(number, number, "hello") for number in range(10, 20)]
    await _hear(its_services, _update(1, 7, "boom"), *others)
    async with working(its_services, faulty.dispatcher):
        async with asyncio.timeout(10):
            while True:
                states = await _states(its_services)
                if states[InboxState.DONE] == len(others):
                    break
                await asyncio.sleep(0.01)
    assert states[InboxState.WAITING] == 1


async def test_one_persons_updates_are_acted_on_in_order(
    its_services: Services, clock: MovableClock
) -> None:
    faulty = Faulty(its_services)
    said = [str(number) for number in range(20)]
    await _hear(its_services, *(_update(int(one) + 1, 7, one) for one in said))
    async with working(its_services, faulty.dispatcher), working(its_services, faulty.dispatcher):
        await _until(its_services, {InboxState.DONE: len(said)}, clock=clock)
    assert faulty.fed == said


async def test_a_failure_leaves_no_trace_of_what_it_had_begun(
    its_services: Services, clock: MovableClock
) -> None:
    """The failing update shares its transaction with others at first; they are not undone."""
    faulty = Faulty(its_services)
    await _hear(its_services, _update(1, 7, "hello"), _update(2, 8, "boom"), _update(3, 9, "hello"))
    async with working(its_services, faulty.dispatcher):
        await _until(its_services, {InboxState.QUARANTINED: 1, InboxState.DONE: 2}, clock=clock)
    async with its_services.db.begin() as session:
        assert await session.scalar(select(func.count()).select_from(Peer)) == 2
        answers = await session.scalar(
            select(func.count()).select_from(OutboxRow).where(OutboxRow.method == "sendMessage")
        )
    assert answers == 2


async def test_an_update_that_is_told_again_is_acted_on_once(
    its_services: Services, clock: MovableClock
) -> None:
    faulty = Faulty(its_services)
    async with working(its_services, faulty.dispatcher):
        for _ in range(3):
            await _hear(its_services, _update(1, 7, "hello"))
        await _until(its_services, {InboxState.DONE: 1}, clock=clock)
        await _hear(its_services, _update(1, 7, "hello"), _update(2, 7, "more"))
        await _until(its_services, {InboxState.DONE: 2}, clock=clock)
    assert faulty.fed == ["hello", "more"]


async def test_what_is_done_keeps_nothing_of_the_person(
    its_services: Services, clock: MovableClock
) -> None:
    faulty = Faulty(its_services)
    await _hear(its_services, _update(1, 7, "a secret"))
    async with working(its_services, faulty.dispatcher):
        await _until(its_services, {InboxState.DONE: 1}, clock=clock)
    async with its_services.db.begin() as session:
        item = (await session.scalars(select(InboxItem))).one()
    assert (item.payload, item.lane) == (None, 0)


def _counted(outcome: str) -> float:
    return REGISTRY.get_sample_value("peercargo_updates_total", {"outcome": outcome}) or 0.0


_FAIL_TWICE = """
    CREATE FUNCTION fail_twice() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('attempt') <= 2 THEN RAISE 'not now'; END IF;
        RETURN NULL;
    END $$
"""
_AT_THE_COMMIT = """
    CREATE CONSTRAINT TRIGGER fail_twice AFTER UPDATE ON inbox_item
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.state = 'done')
    EXECUTE FUNCTION fail_twice()
"""


async def test_what_is_undone_is_not_counted(its_services: Services, clock: MovableClock) -> None:
    """The commit fails twice, after everything was written; the third time counts."""
    faulty = Faulty(its_services)
    async with its_services.db.begin() as session:
        for statement in ("CREATE SEQUENCE attempt", _FAIL_TWICE, _AT_THE_COMMIT):
            await session.execute(text(statement))
    done, waited = _counted("done"), REGISTRY.get_sample_value(WAITED_COUNT) or 0.0
    await _hear(its_services, _update(1, 7, "hello"))
    async with working(its_services, faulty.dispatcher):
        await _until(its_services, {InboxState.DONE: 1}, clock=clock)
        async with asyncio.timeout(5):
            while _counted("done") == done:  # noqa: ASYNC110  (a counter sets no event)
                await asyncio.sleep(0.01)
    assert len(faulty.fed) == 3
    assert _counted("done") == done + 1
    assert REGISTRY.get_sample_value(WAITED_COUNT) == waited + 1


class Colliding(Faulty):
    """Its database finds a deadlock at each person's first attempts, whoever else is there."""

    def __init__(self, services: Services, *, times: int) -> None:
        super().__init__(services)
        self._left = times
        self.dispatcher.update.outer_middleware(self._collide)

    async def _collide(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        if self._left:
            self._left -= 1
            deadlock = "DO $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END $$"
            await data["session"].execute(text(deadlock))
        return await handler(event, data)


@pytest.mark.parametrize("times", [1, 3])
async def test_a_deadlock_undoes_a_batch_and_counts_as_nobodys_failure(
    its_services: Services, clock: MovableClock, times: int
) -> None:
    """Several people's updates share a transaction; afterwards each has one of its own."""
    colliding = Colliding(its_services, times=times)
    await _hear(its_services, *(_update(number, number, "hello") for number in (1, 2, 3)))
    async with working(its_services, colliding.dispatcher):
        await _until(its_services, {InboxState.DONE: 3}, clock=clock)
    async with its_services.db.begin() as session:
        assert set(await session.scalars(select(InboxItem.attempts))) == {0}
        assert await session.scalar(select(func.count()).select_from(Peer)) == 3
        answers = await session.scalar(
            select(func.count()).select_from(OutboxRow).where(OutboxRow.method == "sendMessage")
        )
    assert answers == 3
