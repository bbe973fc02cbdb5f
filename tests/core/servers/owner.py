"""A process that runs the servers of a directory and tells what happens to them, a line an event.

    python owner.py DIRECTORY

It prints the addresses as JSON when the servers are ready, and ends when its input ends.
"""

import asyncio
import json
import sys
from pathlib import Path

import structlog

from core.servers.embedded import EmbeddedServers
from core.servers.errors import ServersUnavailable
from core.servers.supervisor import ServerEvent


def tell(event: ServerEvent) -> None:
    say({"event": f"{event.server} {event.change.value}", **event.facts})


def say(facts: dict[str, object]) -> None:
    print(json.dumps(facts), flush=True)  # noqa: T201  (the test reads it)


async def own(directory: Path) -> None:
    try:
        async with EmbeddedServers(directory, on_event=tell) as servers:
            say({"database_url": servers.database_url, "redis_url": servers.redis_url})
            await asyncio.to_thread(sys.stdin.read)
    except ServersUnavailable as refused:
        say({"reason": refused.reason, "what_to_do": refused.what_to_do})


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    asyncio.run(own(Path(sys.argv[1])))
