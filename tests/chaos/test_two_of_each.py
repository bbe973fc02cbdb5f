"""Two web processes and two workers against one database: everybody is answered once."""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import cycle
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import select

from core.db import connect
from core.inbox.models import InboxItem
from core.inbox.states import InboxState
from tests.chaos.town import open_town
from tests.killing import free_port
from tests.phones import Phones, words
from tests.sandboxes import USERNAME
from tests.servers import TestServers, cloned_database

PEOPLE = 8
TEXTS_EACH = 3

pytestmark = pytest.mark.timeout(180)


@asynccontextmanager
async def _balancer(ports: list[int]) -> AsyncIterator[int]:
    """Hand each new connection to the next web process, as a proxy in front of them would."""
    turns = cycle(ports)

    async def serve(reader: StreamReader, writer: StreamWriter) -> None:
        with suppress(OSError):
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", next(turns))
            await asyncio.gather(_pump(reader, inner_writer), _pump(inner_reader, writer))

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield int(server.sockets[0].getsockname()[1])


async def _pump(reader: StreamReader, writer: StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


async def _until_ready(port: int) -> None:
    async with asyncio.timeout(60), httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        while True:
            with suppress(httpx.TransportError):
                if (await http.get("/readyz")).status_code == 200:
                    return
            await asyncio.sleep(0.05)


async def _metrics(port: int) -> dict[tuple[str, str], float]:
    """Read a process's samples, each by its name and its one label."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        said = (await http.get("/metrics")).text
    return {
        (sample.name, next(iter(sample.labels.values()), "")): sample.value
        for family in text_string_to_metric_families(said)
        for sample in family.samples
    }


async def test_everybody_is_answered_once_by_two_of_each(
    servers: TestServers, tmp_path: Path
) -> None:
    ports = [free_port(), free_port()]
    worker_ports = {2: free_port(), 3: free_port()}
    async with cloned_database(servers) as url, _balancer(ports) as front:
        common = {
            "DATABASE_URL": url,
            "REDIS_URL": servers.redis_url,
            "TELEGRAM_MODE": "webhook",
            "TELEGRAM_WEBHOOK_SECRET": "a-secret-of-the-webhook",
            "PUBLIC_URL": f"http://127.0.0.1:{front}",
        }
        async with (
            open_town(tmp_path, environment=common) as town,
            Phones.at(town.sandbox_url, bot=USERNAME) as phones,
        ):
            for number, port in enumerate(ports):
                town.employ(number, "web", PORT=str(port))
                await _until_ready(port)
            for number, port in worker_ports.items():
                town.employ(number, "worker", WORKER_PORT=str(port))
                await _until_ready(port)
            people = [await phones.person(f"Person {number}") for number in range(PEOPLE)]
            await asyncio.gather(*(person.start() for person in people))
            await asyncio.gather(*(person.hears("Welcome", seconds=40) for person in people))
            for _ in range(TEXTS_EACH):
                await asyncio.gather(*(person.text("Hello?") for person in people))
                await asyncio.gather(
                    *(person.hears("did not understand", seconds=40) for person in people)
                )
            db = connect(url)
            async with db.begin() as session:
                states = Counter(await session.scalars(select(InboxItem.state)))
            await db.close()
            answers = [one for one in await phones.requests("sendMessage") if one["status"] == 200]
            metrics = [await _metrics(port) for port in worker_ports.values()]
            screens = [words((await person.messages())[-1]) for person in people]
    assert states == {InboxState.DONE: PEOPLE * (TEXTS_EACH + 1)}
    assert len(answers) == PEOPLE * (TEXTS_EACH + 1)
    assert all("did not understand" in screen for screen in screens)
    assert sum(one["peercargo_updates_total", "done"] for one in metrics) == len(answers)
    assert all(one["peercargo_waiting_rows", "inbox"] == 0 for one in metrics)
    webs = [(tmp_path / f"worker-{number}.log").read_text() for number in (0, 1)]
    assert all("Traceback" not in log for log in webs)
