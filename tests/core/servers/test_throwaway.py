"""Servers for one run: nothing is left of them, nor of runs that were killed."""

import os
import subprocess
import sys
from pathlib import Path

from core.servers.lock import try_lock
from core.servers.throwaway import throwaway_servers
from tests.core.servers.looking import all_gone, ask, eventually
from tests.core.servers.owners import ROOT, needs_proc

pytestmark = needs_proc

# What `launch` does where the kernel does not tell a child of its parent's death.
WATCHED = """
import os, sys
sys.path.insert(0, sys.argv[1])
from core.servers.launch import watch_over
child = os.fork()
if child == 0:
    watch_over(os.getppid(), 9)
    print(os.getpid(), flush=True)
    os.execv("/bin/sleep", ["sleep", "600"])
sys.stdin.read()
"""


def directory_of(url: str) -> Path:
    return Path(url.removeprefix("unix://")).parents[1]


async def test_a_throwaway_server_leaves_nothing() -> None:
    async with throwaway_servers(postgres=False) as servers:
        directory = directory_of(servers.redis_url)
    assert not any(path == directory for path in directory.parent.iterdir())


async def test_throwaway_servers_are_ready_to_use() -> None:
    async with throwaway_servers(valkey=False) as servers:
        assert await ask(servers.database_url, "SELECT 1") == 1


async def test_what_a_killed_run_left_goes_with_a_later_one_and_what_lives_stays() -> None:
    async with throwaway_servers(postgres=False) as servers:
        parent = directory_of(servers.redis_url).parent
        dead, alive = (parent / f"peercargo-throwaway-{name}-{os.getpid()}" for name in "da")
        for path in (dead, alive):
            path.mkdir()
        held = try_lock(alive / "valkey.lock")
        for path in (dead, alive):
            os.utime(path, (0, 0))
        async with throwaway_servers(postgres=False):
            assert [path.exists() for path in (dead, alive)] == [False, True]
    assert held is not None
    held.release()
    os.utime(alive, (0, 0))
    async with throwaway_servers(postgres=False):
        assert not alive.exists()


def test_a_watched_server_dies_with_its_killed_parent() -> None:
    parent = subprocess.Popen(  # noqa: S603  (our own script)
        [sys.executable, "-c", WATCHED, str(ROOT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    assert parent.stdin is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    assert eventually(lambda: all_gone(child), within=5)
    parent.stdin.close()
    parent.stdout.close()
