"""A program that becomes a server: it gives up root, ties its life to ours, and calls exec.

    python -I -S launch.py PARENT SIGNAL IDENTITY DIRECTORY COMMAND...

PARENT is the process that must not be outlived, SIGNAL what the server gets when PARENT dies.
IDENTITY is `same`, `namespace` (an ordinary user in a namespace of its own) or `UID:GID`.

It is a program and not a function called between fork and exec, because Python code there may
deadlock when the parent has threads. It imports nothing of ours and knows only the standard
library, so that it starts in about 15 ms. It exits with 126 when it cannot become the server.
"""

import ctypes
import os
import signal
import sys
import time
from typing import NoReturn

CANNOT_BECOME = 126
NOBODY = 65534

_CLONE_NEWUSER = 0x10000000  # linux/sched.h
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_WATCH_SECONDS = 0.2


def main(arguments: list[str]) -> NoReturn:
    parent, death_signal, identity, directory, *command = arguments
    try:
        take_identity(identity)
        # After the change of identity, because the kernel forgets the signal when the user changes.
        die_with(int(parent), int(death_signal))
        os.chdir(directory)
        if not os.access(directory, os.R_OK | os.W_OK | os.X_OK):
            raise PermissionError(1, "Permission denied", directory)
        os.execv(command[0], command)  # noqa: S606  (the command is ours, and no shell is wanted)
    except OSError as error:
        sys.stderr.write(f"{error.strerror or error}: {error.filename or identity}\n")
    sys.exit(CANNOT_BECOME)


def take_identity(identity: str) -> None:
    if identity == "same":
        return
    if identity == "namespace":
        _enter_namespace()
        return
    uid, gid = (int(part) for part in identity.split(":"))
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def _enter_namespace() -> None:
    """Root outside is `nobody` inside: it keeps its files and is not root to Postgres.

    Like `unshare --user --map-user=65534 --map-group=65534`, without needing util-linux.
    """
    uid, gid = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWUSER) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), "user namespace")
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{NOBODY} {uid} 1")
    _write("/proc/self/gid_map", f"{NOBODY} {gid} 1")


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="ascii") as file:  # noqa: PTH123  (pathlib doubles the start time)
        file.write(text)


def die_with(parent: int, death_signal: int) -> None:
    """From here on the death of `parent` sends `death_signal` to this process, whatever it runs."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
    else:
        watch_over(parent, death_signal)
    # The parent may have died before the kernel knew whom to tell.
    if os.getppid() != parent:
        sys.exit(CANNOT_BECOME)


def watch_over(parent: int, death_signal: int) -> None:
    """Where the kernel does not tell of a parent's death, a small process looks for it.

    It is born of a child that ends at once, so that the server never meets a child it did not make.
    """
    server = os.getpid()
    child = os.fork()
    if child != 0:
        os.waitpid(child, 0)
        return
    if os.fork() != 0:
        os._exit(0)
    os.setsid()
    # The lock is among the open files: it must not be held by the one who watches.
    os.closerange(0, 256)
    while _is_alive(server):
        if not _is_alive(parent):
            os.kill(server, death_signal)
            break
        time.sleep(_WATCH_SECONDS)
    os._exit(0)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    main(sys.argv[1:])
