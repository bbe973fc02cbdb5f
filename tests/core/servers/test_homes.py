"""Where the servers live and as whom: any user, any directory, closed to everybody else."""

import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.servers.embedded import EmbeddedServers
from core.servers.errors import ServersUnavailable
from core.servers.sockets import socket_directory
from tests.core.servers.looking import all_gone, ask, eventually, owners_of_all_in
from tests.core.servers.owners import (
    AS_NOBODY,
    NOBODY,
    Owner,
    make_for_nobody,
    needs_proc,
    needs_root,
)

pytestmark = needs_proc

OwnerOf = Callable[..., Owner]
CRAMPED = Path(__file__).with_name("cramped.py")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_the_database_is_there_and_knows_every_script(directory: Path) -> None:
    async with EmbeddedServers(directory, valkey=False, fsync=False) as servers:
        assert await ask(servers.database_url, "SELECT current_database()") == "peercargo"
        assert await ask(servers.database_url, "SELECT lower('МУМБАИ')") == "мумбаи"
        assert await ask(servers.database_url, "SHOW listen_addresses") == ""
        assert await ask(servers.database_url, "SHOW timezone") == "UTC"
        for extension in ("pg_trgm", "btree_gist"):
            await ask(servers.database_url, f"CREATE EXTENSION {extension}")


async def test_directory_and_sockets_are_closed_to_other_users(directory: Path) -> None:
    async with EmbeddedServers(directory, fsync=False):
        for path in (
            directory,
            directory / "postgres-18",
            directory / "valkey",
            socket_directory(directory, "postgres"),
            socket_directory(directory, "valkey"),
        ):
            assert mode(path) == 0o700, path


@pytest.mark.parametrize("name", ["long" * 40, "with space, comma: and ünïcödé"])
async def test_any_directory_will_do(directory: Path, name: str) -> None:
    async with EmbeddedServers(directory / name, fsync=False) as servers:
        assert await ask(servers.database_url, "SELECT 1") == 1
        sockets = socket_directory(directory / name, "postgres")
        assert sockets.parent == Path("/tmp")  # noqa: S108  (that is the claim)
    assert not sockets.exists()


async def test_somebody_elses_socket_directory_is_refused(directory: Path) -> None:
    far = directory / ("long" * 40)
    trap = socket_directory(far, "valkey")
    trap.symlink_to("/")
    try:
        with pytest.raises(ServersUnavailable, match="belongs to somebody else"):
            async with EmbeddedServers(far, postgres=False):
                pass
    finally:
        trap.unlink()


async def test_the_environment_of_the_caller_changes_nothing(
    directory: Path, owner_of: OwnerOf
) -> None:
    strange = {"PGPORT": "1", "PGDATA": "/nowhere", "PGHOST": "/nowhere", "LC_ALL": "xx_YY"}
    assert await ask(owner_of(directory, env=strange).database_url, "SELECT 1") == 1


async def test_an_ordinary_user_can_run_the_servers(
    directory: Path, owner_of: OwnerOf, python_of_nobody: str
) -> None:
    make_for_nobody(directory)
    owner = owner_of(directory, python=python_of_nobody, **AS_NOBODY)
    assert await ask(owner.database_url, "SELECT 1") == 1
    assert (directory / "postgres-18").stat().st_uid == NOBODY


async def test_root_serves_a_users_directory_as_that_user(
    directory: Path, owner_of: OwnerOf, python_of_nobody: str
) -> None:
    make_for_nobody(directory)
    async with EmbeddedServers(directory, fsync=False) as servers:
        assert await ask(servers.database_url, "SELECT 1") == 1
    assert owners_of_all_in(directory) == {NOBODY}

    owner = owner_of(directory, python=python_of_nobody, **AS_NOBODY)
    assert await ask(owner.database_url, "SELECT 1") == 1


@needs_root
async def test_root_becomes_nobody_where_namespaces_are_forbidden(
    directory: Path, owner_of: OwnerOf
) -> None:
    directory.parent.chmod(0o755)
    owner = owner_of(directory, sys.executable, str(CRAMPED))
    assert await ask(owner.database_url, "SELECT 1") == 1
    assert (directory / "postgres-18").stat().st_uid == NOBODY
    pids = owner.pid_of("postgres"), owner.pid_of("valkey")
    owner.kill()
    assert eventually(lambda: all_gone(*pids), within=1.0)


@needs_root
def test_root_is_told_what_to_do_where_nobody_cannot_work(
    directory: Path, owner_of: OwnerOf
) -> None:
    assert mode(directory.parent) == 0o700
    owner = owner_of(directory, sys.executable, str(CRAMPED))
    refused = owner.line_with("reason")
    assert "Permission denied" in refused["reason"]
    assert "ordinary user" in refused["what_to_do"]
    assert directory.stat().st_uid == 0


def test_another_users_directory_is_refused(
    directory: Path, owner_of: OwnerOf, python_of_nobody: str
) -> None:
    directory.parent.chmod(0o755)
    directory.mkdir(mode=0o700)
    owner = owner_of(directory, python=python_of_nobody, **AS_NOBODY)
    assert "not permitted" in owner.line_with("reason")["reason"]


async def test_a_missing_binary_is_named(directory: Path) -> None:
    with pytest.raises(ServersUnavailable, match="postgres"):
        async with EmbeddedServers(directory, valkey=False, postgres_bin=directory / "nowhere"):
            pass


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x7fELF for another machine", "another processor"),
        (b"#!/bin/sh\necho 'No space left on device' >&2; exit 1\n", "no space left"),
        (b"#!/bin/sh\necho 'out of luck' >&2; exit 1\n", "out of luck"),
    ],
)
async def test_a_server_that_cannot_run_says_why(
    directory: Path, content: bytes, reason: str
) -> None:
    directory.parent.chmod(0o755)
    broken = directory.parent / "valkey-server"
    broken.write_bytes(content)
    broken.chmod(0o755)
    with pytest.raises(ServersUnavailable, match=reason):
        async with EmbeddedServers(directory, postgres=False, valkey_bin=broken):
            pass


async def test_files_of_a_removed_directory_are_made_anew(directory: Path) -> None:
    for _ in range(2):
        async with EmbeddedServers(directory, valkey=False, fsync=False) as servers:
            assert await ask(servers.database_url, "SELECT 1") == 1
        shutil.rmtree(directory)
