"""A whole crowd trades with the real bot; workers are killed while it does."""

import asyncio
from pathlib import Path
from random import Random  # noqa: TID251  (the same moments in every run)

import pytest

from core.db import connect
from tests.chaos.crowd import (
    CARDS_FOR_ALL,
    Traded,
    check_everybody_knows,
    check_no_overbooking,
    check_one_winner_each,
    living_crowd,
    traded,
    until_crowd_rests,
)
from tests.chaos.town import Town, open_town
from tests.phones import Phones
from tests.sandboxes import USERNAME
from tests.servers import TestServers, cloned_database

ROBOTS = 16
SEED = 140
KILLS = 6

pytestmark = pytest.mark.timeout(240)


async def _trade(servers: TestServers, directory: Path, *, kills: int) -> Traded:
    """Let a crowd trade until it rests, and hold what has come of it to what is promised."""
    async with cloned_database(servers) as url:
        environment = {"DATABASE_URL": url, "REDIS_URL": servers.redis_url, **CARDS_FOR_ALL}
        async with (
            open_town(directory, workers=1, environment=environment) as town,
            Phones.at(town.sandbox_url, bot=USERNAME) as phones,
        ):
            db = connect(url, pool_size=2)
            async with living_crowd(town.sandbox_url, count=ROBOTS, seed=SEED) as crowd:
                await _kill_now_and_then(town, kills=kills)
                await until_crowd_rests(db, crowd, count=ROBOTS, seconds=180)
            async with db.begin() as session:
                await check_one_winner_each(session)
                await check_no_overbooking(session)
                await check_everybody_knows(session, phones)
                result = await traded(session)
            await db.close()
    return result


async def _kill_now_and_then(town: Town, *, kills: int) -> None:
    dice = Random(SEED)  # noqa: S311  (chance of a test)
    for _ in range(kills):
        await asyncio.sleep(dice.uniform(3.0, 6.0))
        town.kill_worker(0)


async def test_a_crowd_joins_posts_and_agrees(servers: TestServers, tmp_path: Path) -> None:
    done = await _trade(servers, tmp_path, kills=0)
    assert done.posts == ROBOTS
    assert done.quests > 0
    # Whether anybody bargains before another takes it is a matter of who is faster.
    assert done.steps["accept"] == done.quests


async def test_a_crowd_trades_on_while_the_worker_is_killed_again_and_again(
    servers: TestServers, tmp_path: Path
) -> None:
    done = await _trade(servers, tmp_path, kills=KILLS)
    assert done.posts == ROBOTS
    assert done.quests > 0
