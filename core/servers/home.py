"""The directory the servers live in, and as whom they live there."""

import os
from dataclasses import dataclass
from pathlib import Path

from core.servers.child import run_child
from core.servers.errors import ServersUnavailable, explain
from core.servers.identity import (
    AS_NOBODY,
    IN_NAMESPACE,
    Identity,
    give_all,
    of_this_process,
    of_user,
)
from core.servers.sockets import socket_directory


@dataclass(frozen=True)
class Home:
    directory: Path
    identity: Identity

    def sockets(self, name: str) -> Path:
        return socket_directory(self.directory, name)


async def open_home(directory: Path, *, program: Path) -> Home:
    """Make the directory where it is missing. `program` is one the servers' user must reach."""
    directory, owner, group = _make_directory(directory)
    if os.geteuid() != 0:
        return Home(directory, of_this_process())
    if owner != 0:
        return Home(directory, of_user(owner, group))
    return Home(directory, await _identity_of_root(directory, program))


def _make_directory(directory: Path) -> tuple[Path, int, int]:
    """Make it ours and closed to others. Returns its full path and whose it is: user, group."""
    directory = Path(os.path.abspath(directory))  # noqa: PTH100  (also takes `..` away)
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = directory.stat()
        if found.st_uid == os.geteuid():
            directory.chmod(0o700)
    except OSError as error:
        raise explain("the embedded server", directory, error.strerror or str(error)) from None
    if not os.access(directory, os.R_OK | os.W_OK | os.X_OK):
        raise explain("the embedded server", directory, "Permission denied")
    return directory, found.st_uid, found.st_gid


async def _identity_of_root(directory: Path, program: Path) -> Identity:
    if await _obstacle(IN_NAMESPACE, directory, program) is None:
        return IN_NAMESPACE
    if obstacle := await _obstacle(of_this_process(), directory, program):
        raise explain(program.name, directory, obstacle)
    give_all(directory, AS_NOBODY)
    obstacle = await _obstacle(AS_NOBODY, directory, program)
    if obstacle is None:
        return AS_NOBODY
    give_all(directory, of_user(0, 0))
    raise ServersUnavailable(
        "Postgres refuses to run as root, this machine forbids user namespaces, and the user "
        f"`nobody` cannot work there: {obstacle}",
        "run as an ordinary user, or keep the program and its data where every user may enter "
        "(not below /root)",
    )


async def _obstacle(identity: Identity, directory: Path, program: Path) -> str | None:
    """Try it out once: become that user in that directory and run the program's `--version`."""
    code, said = await run_child(
        [str(program), "--version"], identity=identity, directory=directory
    )
    return None if code == 0 else said.strip() or f"exit code {code}"
