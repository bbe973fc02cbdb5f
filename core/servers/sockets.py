"""The directory of a server's socket: short, and closed to other users.

Short, because the kernel allows a socket's path 104 to 108 bytes. Closed, because whoever reaches
the socket is the database's superuser.
"""

import hashlib
import os
import re
import shutil
import stat
from pathlib import Path

from core.servers.errors import ServersUnavailable
from core.servers.identity import Identity

_LONGEST_DIRECTORY_BYTES = 85  # leaves room for the longest name in it, `.s.PGSQL.5432`
# Postgres splits a list of directories at commas, SQLAlchemy takes a colon for a port.
_UNDERSTOOD_EVERYWHERE = re.compile(r"[A-Za-z0-9/._-]+")


def socket_directory(directory: Path, name: str) -> Path:
    """Choose the same place in every process, so that all find it.

    Each server has a directory to itself, so that one may remove its own while another starts.
    """
    inside = directory / f"{name}-socket"
    text = str(inside)
    if len(text) <= _LONGEST_DIRECTORY_BYTES and _UNDERSTOOD_EVERYWHERE.fullmatch(text):
        return inside
    mark = hashlib.sha256(str(directory).encode(errors="surrogateescape")).hexdigest()[:16]
    return Path("/tmp", f"peercargo-{mark}-{name}")  # noqa: S108  (checked by open_socket_directory)


def open_socket_directory(path: Path, identity: Identity) -> None:
    """Make the directory, or make sure that the one there is ours and nobody else's."""
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        if not is_trusted(path, identity):
            raise ServersUnavailable(
                f"{path} belongs to somebody else", "remove it, or choose a shorter directory"
            ) from None
        path.chmod(0o700)
    identity.give(path)


def is_trusted(path: Path, identity: Identity) -> bool:
    """Whether a real directory of ours stands there, and not what another user has put there.

    Once it is ours it stays ours: in /tmp, which is sticky, nobody else can replace it.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid in (os.geteuid(), identity.owner[0])


def remove_socket_directory(path: Path) -> None:
    """For after the server's end. What a killed server left in it goes too."""
    shutil.rmtree(path, ignore_errors=True)
