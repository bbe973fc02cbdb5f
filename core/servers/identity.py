"""As whom the servers run. Postgres refuses root, so root must become somebody else.

An ordinary user stays himself. For root, the owner of the directory decides: a directory that
belongs to a user is served as that user. Root's own directory is served from a user namespace,
where root is nobody and yet keeps its files; where the machine forbids namespaces (a container's
default rules do), the directory, and nothing else, is given to the user `nobody`.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from core.servers.launch import NOBODY


@dataclass(frozen=True)
class Identity:
    """`text` is how `launch` is told; `owner` is who must own the files, as the kernel sees it."""

    text: str
    owner: tuple[int, int]

    def give(self, path: Path) -> None:
        """Make the path the servers' own. Only root can, and only root needs to."""
        if os.geteuid() == 0:
            os.chown(path, *self.owner, follow_symlinks=False)


def of_user(uid: int, gid: int) -> Identity:
    return Identity(f"{uid}:{gid}", (uid, gid))


def of_this_process() -> Identity:
    return Identity("same", (os.geteuid(), os.getegid()))


IN_NAMESPACE = Identity("namespace", (0, 0))
AS_NOBODY = of_user(NOBODY, NOBODY)


def give_all(directory: Path, identity: Identity) -> None:
    identity.give(directory)
    for parent, directories, files in os.walk(directory):
        for name in (*directories, *files):
            identity.give(Path(parent, name))
