"""Each command begins by itself as well: other tests fork it from what has imported everything."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL

import pytest

from core.db import Db
from tests.nursery import ROOT
from tests.servers import TestServers

pytestmark = pytest.mark.fresh_db

COMMANDS = ("dead", "dispute", "line", "operator")


async def test_every_list_for_operators_comes_from_a_process_that_has_just_begun(
    db: Db, servers: TestServers
) -> None:
    environment = {
        **os.environ,  # noqa: TID251  (a child like this process)
        "DATABASE_URL": db.url,
        "REDIS_URL": servers.redis_url,
    }

    async def listed(command: str) -> int | None:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, str(ROOT / "cli.py"), command, "list"),
            env=environment,
            stdout=DEVNULL,
        )
        await process.wait()
        return process.returncode

    codes = await asyncio.gather(*(listed(one) for one in COMMANDS))
    assert dict(zip(COMMANDS, codes, strict=True)) == dict.fromkeys(COMMANDS, 0)
