"""The lock that says whose server it is.

It is a lock on an open file which the owner shares with its server. The kernel frees it when the
last process that holds the file is gone, so it is free exactly when the owner *and* every process
of its server are gone. Whoever takes it may start the server again without meeting the old one.
"""

import fcntl
import os
from pathlib import Path


class ServerLock:
    """A lock that is held. `file` may be passed on to a child, which then holds it too."""

    def __init__(self, file: int) -> None:
        self.file = file

    def release(self) -> None:
        os.close(self.file)


def try_lock(path: Path) -> ServerLock | None:
    """Take the lock, or None while another process, or a server it left behind, holds it."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        if os.geteuid() == 0:
            # Root may come first; the directory's owner must be able to open the lock after it.
            owner = path.parent.stat()
            os.fchown(file, owner.st_uid, owner.st_gid)
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        return None
    except BaseException:
        os.close(file)
        raise
    return ServerLock(file)
