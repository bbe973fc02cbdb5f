"""How long a newcomer waits: from `peercargo demo` to the first answered /start, cold and warm.

Cold is an empty data directory: the servers are made, the schema and the places loaded. Warm is the
next start on the same data. The memory is that of every process of the demo, seconds after its
first answer, when nobody does anything; the bar is 350 MB.
"""

import asyncio
import time
from pathlib import Path

from bench.demo import Demo, empty_directory
from bench.figures import Figure
from bench.memory import tree_megabytes
from bench.phone import new_phone

_REST_SECONDS = 5.0


async def measure_start() -> list[Figure]:
    with empty_directory() as data:
        cold, _ = await _start(data)
        warm, megabytes = await _start(data)
    return [
        Figure("cold start to first answer", cold, "s"),
        Figure("warm start to first answer", warm, "s", rival=cold, against="cold"),
        Figure("memory at rest", megabytes, "MB"),
    ]


async def _start(data: Path) -> tuple[float, float]:
    """Seconds to the first answer, and megabytes at rest."""
    began = time.perf_counter()
    demo = await Demo.start(data)
    try:
        async with new_phone(await demo.ready(), "Ida") as phone:
            await phone.start()
            await phone.hears()
            seconds = time.perf_counter() - began
        await asyncio.sleep(_REST_SECONDS)
        return seconds, tree_megabytes(demo.process.pid)
    finally:
        await demo.stop()
