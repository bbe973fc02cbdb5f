"""Runs a program as root on a machine that forbids user namespaces, as many containers do.

    python cramped.py PROGRAM ARGUMENTS...

Root stays root, in a user namespace that has every user of this machine and allows no other.
"""

import ctypes
import os
import sys
from pathlib import Path

_CLONE_NEWUSER = 0x10000000
_EVERY_USER = "0 0 65536"


def main(command: list[str]) -> None:
    pid = os.getpid()
    inside_read, inside_write = os.pipe()
    mapped_read, mapped_write = os.pipe()
    if os.fork() == 0:
        # Only a process outside may map more than one user.
        os.read(inside_read, 1)
        for kind in ("uid_map", "gid_map"):
            Path(f"/proc/{pid}/{kind}").write_text(_EVERY_USER)
        os.write(mapped_write, b"!")
        os._exit(0)
    if ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    os.write(inside_write, b"!")
    os.read(mapped_read, 1)
    os.wait()
    Path("/proc/sys/user/max_user_namespaces").write_text("0")
    os.execv(command[0], command)  # noqa: S606  (our own test's command)


if __name__ == "__main__":
    main(sys.argv[1:])
