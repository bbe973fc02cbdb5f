"""An operator at a terminal."""

import asyncio
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from core.db import Db
from tests.nursery import ROOT, begin
from tests.servers import TestServers


@dataclass(frozen=True)
class Terminal:
    """Types into one command of `peercargo`."""

    db: Db
    servers: TestServers
    command: str

    async def types(self, *words: str) -> tuple[int, str]:
        """Answer the exit code, and what the screen shows."""
        environment = {
            **os.environ,  # noqa: TID251  (a child like this process)
            "DATABASE_URL": self.db.url,
            "REDIS_URL": self.servers.redis_url,
            "COLUMNS": "200",
        }
        with tempfile.TemporaryDirectory() as directory:
            shown = Path(directory) / "shown"
            command = (str(ROOT / "cli.py"), self.command, *words)
            process = await begin(*command, environment=environment, shown=shown)
            await asyncio.to_thread(process.join)
            code = process.exitcode
            process.close()
            return code or 0, shown.read_text()
