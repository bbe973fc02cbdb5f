"""Whatever is killed, in whatever order: the servers come back and no acknowledged row is lost."""

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from redis.asyncio import Redis

from core.servers.embedded import EmbeddedServers
from core.servers.supervisor import ServerChange, ServerEvent
from tests.core.servers.looking import all_gone, ask, eventually, in_time, sockets_in
from tests.core.servers.owners import Owner, needs_proc
from tests.soon import soon

pytestmark = needs_proc

LIFE_AFTER_DEATH = [ServerChange.STARTED, ServerChange.DIED, ServerChange.STARTED]
OwnerOf = Callable[..., Owner]


async def write_row(url: str) -> None:
    await ask(url, "CREATE TABLE kept (row int)")
    await ask(url, "INSERT INTO kept SELECT generate_series(1, 1000)")


async def count_rows(url: str) -> int:
    return int(await in_time(lambda: ask(url, "SELECT count(*) FROM kept")))


@pytest.mark.parametrize("name", ["postgres", "valkey"])
async def test_a_killed_server_is_back_before_long_with_all_it_had(
    directory: Path, name: str
) -> None:
    events: list[ServerEvent] = []
    is_back = asyncio.Event()

    def hear(event: ServerEvent) -> None:
        if event.server == name:
            events.append(event)
        if len(events) == len(LIFE_AFTER_DEATH):
            is_back.set()

    async with EmbeddedServers(directory, on_event=hear) as servers:
        await write_row(servers.database_url)
        redis = Redis.from_url(servers.redis_url)
        await redis.set("kept", "yes")

        os.kill(int(str(events[0].facts["pid"])), signal.SIGKILL)

        await soon(is_back.wait(), 20)
        assert [event.change for event in events] == LIFE_AFTER_DEATH
        assert await count_rows(servers.database_url) == 1000
        assert await redis.get("kept") == b"yes"
        await redis.aclose()


async def test_the_servers_die_with_a_killed_owner_and_the_next_start_has_every_row(
    directory: Path, owner_of: OwnerOf
) -> None:
    owner = owner_of(directory)
    await write_row(owner.database_url)
    pids = owner.pid_of("postgres"), owner.pid_of("valkey")

    owner.kill()
    assert eventually(lambda: all_gone(*pids), within=1.0)

    async with EmbeddedServers(directory) as servers:
        assert await count_rows(servers.database_url) == 1000


async def test_after_everything_was_killed_at_once_the_next_start_has_every_row(
    directory: Path, owner_of: OwnerOf
) -> None:
    owner = owner_of(directory)
    await write_row(owner.database_url)
    for pid in (owner.pid_of("valkey"), owner.pid_of("postgres")):
        os.kill(pid, signal.SIGKILL)
    owner.kill()

    async with EmbeddedServers(directory) as servers:
        assert await count_rows(servers.database_url) == 1000


async def test_a_second_process_shares_the_servers_and_takes_over_when_the_owner_is_killed(
    directory: Path, owner_of: OwnerOf
) -> None:
    owner = owner_of(directory)
    await write_row(owner.database_url)
    guest = owner_of(directory)
    assert guest.database_url == owner.database_url
    guest.line_with("event", "postgres attached")

    owner.kill()

    guest.line_with("event", "postgres started")
    guest.line_with("event", "valkey started")
    assert await count_rows(guest.database_url) == 1000


async def test_a_guest_takes_over_when_the_owner_stops(directory: Path, owner_of: OwnerOf) -> None:
    owner = owner_of(directory)
    await write_row(owner.database_url)
    guest = owner_of(directory)
    guest.line_with("event", "postgres attached")

    owner.stop()

    guest.line_with("event", "postgres started")
    assert await count_rows(guest.database_url) == 1000


async def test_of_many_processes_that_start_at_once_one_owns_the_servers(
    directory: Path, owner_of: OwnerOf
) -> None:
    owners = [owner_of(directory) for _ in range(4)]
    urls = {owner.database_url for owner in owners}
    changes = [line.get("event") for owner in owners for line in owner.lines]
    assert len(urls) == 1
    assert changes.count("postgres started") == 1
    assert changes.count("valkey started") == 1


@pytest.mark.parametrize("stranger", ["this test", "another Postgres"])
async def test_a_pid_file_that_names_a_living_stranger_keeps_nobody_out(
    directory: Path, owner_of: OwnerOf, stranger: str
) -> None:
    owner = owner_of(directory)
    await write_row(owner.database_url)
    owner.kill()
    eventually(lambda: all_gone(owner.pid_of("postgres")))
    pid = os.getpid()
    if stranger == "another Postgres":
        pid = owner_of(directory.with_name("other")).pid_of("postgres")
    files = directory / "postgres-18"
    (files / "postmaster.pid").write_text(f"{pid}\n{files}\n1\n5432\n\n\n1 1\nready   \n")

    async with EmbeddedServers(directory, valkey=False) as servers:
        assert await count_rows(servers.database_url) == 1000


async def test_a_killed_initdb_leaves_nothing_that_hurts(directory: Path) -> None:
    half_made = directory / "postgres-18.unfinished" / "base"
    half_made.mkdir(parents=True)
    async with EmbeddedServers(directory, valkey=False) as servers:
        assert await ask(servers.database_url, "SELECT current_database()") == "peercargo"
    assert not half_made.exists()


async def test_a_clean_stop_leaves_no_process_and_no_socket(
    directory: Path, owner_of: OwnerOf
) -> None:
    owner = owner_of(directory)
    pids = owner.pid_of("postgres"), owner.pid_of("valkey")
    sockets = sockets_in(directory)
    assert len(sockets) == 2

    owner.stop()

    assert all_gone(*pids)
    assert not any(path.exists() for path in sockets)
    assert not (directory / "postgres-18" / "postmaster.pid").exists()
