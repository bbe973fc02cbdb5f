"""An operator at a terminal."""

import asyncio
import os
import sys
from dataclasses import dataclass

from core.db import Db
from tests.house.sources import ROOT
from tests.servers import TestServers


@dataclass(frozen=True)
class Terminal:
    """Types into one command of `peercargo`."""

    db: Db
    servers: TestServers
    command: str

    async def types(self, *words: str) -> tuple[int, str]:
        """Answer the exit code, and what the screen shows."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, str(ROOT / "cli.py"), self.command, *words),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env={
                **os.environ,  # noqa: TID251  (a child like this process)
                "DATABASE_URL": self.db.url,
                "REDIS_URL": self.servers.redis_url,
                "COLUMNS": "200",
            },
        )
        shown, _ = await process.communicate()
        return process.returncode or 0, shown.decode()
