"""Three hundred events, two groups, and consumers that are killed while they hear them."""

import asyncio
from collections import Counter
from contextlib import AbstractAsyncContextManager
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest

from core.db import Db
from core.events.queries import count_waiting, oldest_published
from core.wakeups import Wakeup
from tests.core.events.builders import (
    EFFECTS_CHANNEL,
    effects,
    make_effect_table,
    publish_numbers,
)
from tests.core.events.consumer import GROUPS
from tests.killing import killed_at_the_end
from tests.servers import TestServers

CONSUMER = Path(__file__).with_name("consumer.py")
EVENTS = 300
ROUNDS = 3
ABOUTS = 20
PATIENCE_SECONDS = 30
SENTINEL_ABOUT = UUID(int=99)
IN_ORDER = ("postgres", "kafka")
"""Where a killed consumer cannot bring the events about one row out of order."""


def _consumer(*arguments: str) -> AbstractAsyncContextManager[None]:
    """Run a consumer, and kill it at the end of the block."""
    return killed_at_the_end(str(CONSUMER), *arguments)


async def _until_effects(db: Db, wakeup: Wakeup, count: int) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while len(await effects(db)) < count:
            await wakeup.wait(1)


@pytest.mark.fresh_db
@pytest.mark.parametrize(
    ("broker_url", "kind"),
    [(kind, kind) for kind in ("postgres", "redis", "rabbit", "kafka")],
    indirect=["broker_url"],
    ids=["postgres", "redis", "rabbit", "kafka"],
)
async def test_every_group_hears_every_event_once_though_consumers_are_killed(
    db: Db, servers: TestServers, prefix: str, broker_url: str | None, kind: str
) -> None:
    await make_effect_table(db)
    arguments = [db.url, servers.redis_url, prefix, *([broker_url] if broker_url else [])]
    per_round = EVENTS // ROUNDS
    async with db.bells.hung(EFFECTS_CHANNEL) as wakeup:
        for first in range(0, EVENTS, per_round):
            published = first + per_round
            async with _consumer(*arguments), asyncio.TaskGroup() as tasks:
                numbers = range(first, published)
                tasks.create_task(publish_numbers(db, numbers, abouts=ABOUTS))
                almost_all = published * len(GROUPS) - per_round // 2
                tasks.create_task(_until_effects(db, wakeup, almost_all))
        async with _consumer(*arguments):
            # The last one is behind all the others, and behind what is delivered again.
            await publish_numbers(db, [EVENTS], start=SENTINEL_ABOUT)
            await _until_effects(db, wakeup, (EVENTS + 1) * len(GROUPS))

    done = await effects(db)
    counted = Counter((group, number) for group, _, number in done)
    assert counted == Counter((group, number) for group in GROUPS for number in range(EVENTS + 1))
    async with db.begin() as session:
        assert await oldest_published(session, most=1) == []
        assert await count_waiting(session) == {}
    if kind in IN_ORDER:
        assert _is_in_order(done)


def _is_in_order(done: list[tuple[str, UUID, int]]) -> bool:
    lanes: dict[tuple[str, UUID], list[int]] = {}
    for group, about, number in done:
        lanes.setdefault((group, about), []).append(number)
    return all(one < other for numbers in lanes.values() for one, other in pairwise(numbers))
