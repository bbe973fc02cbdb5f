"""What every storage can do, whatever it keeps files in. Pure."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

LONGEST_LINK = timedelta(days=7)
"""S3 signs no address for longer."""

_KEY = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)+\.[a-z0-9]{1,8}")
_LONGEST_KEY = 200


class FileMissing(LookupError):
    """Nothing is kept under this key."""


@dataclass(frozen=True, slots=True)
class Kept:
    content: bytes
    media_type: str


class Storage(Protocol):
    """Keeps whole files. To keep one again under its key replaces it, all of it or nothing.

    A key is folders and a name with an ending, in small letters, digits and hyphens; any other
    raises `ValueError`.
    """

    async def put(self, key: str, content: bytes, *, media_type: str) -> None: ...

    async def get(self, key: str) -> Kept:
        """Raise `FileMissing` when there is none."""
        ...

    async def drop(self, key: str) -> None:
        """Forget a file; one that is not there is forgotten already."""
        ...

    async def url_of(self, key: str, *, lives: timedelta) -> str:
        """Sign an address at which a browser reads the file for so long, a week at most.

        Whether the file is there shows when somebody goes there.
        """
        ...


def checked_key(key: str) -> str:
    if len(key) > _LONGEST_KEY or _KEY.fullmatch(key) is None:
        raise ValueError(f"no key of a file: {key!r}")
    return key


def checked_life(lives: timedelta) -> timedelta:
    if not timedelta(0) < lives <= LONGEST_LINK:
        raise ValueError(f"no link lives for {lives}")
    return lives


def name_in(key: str) -> str:
    """Give the name under which a browser saves the file."""
    return key.rpartition("/")[2]
