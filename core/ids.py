"""Identifiers made in Python, because PostgreSQL 15 cannot make these."""

import secrets
from datetime import datetime
from uuid import UUID

_VERSION = 0x7
_VARIANT = 0b10


_SPAN = 74


class _Latest:
    """The last identifier of this process, so that the next one of the same moment is greater."""

    milliseconds = -1
    chance = 0


def new_id(at: datetime) -> UUID:
    """Make a version 7 UUID (RFC 9562, 5.7): 48 bits of Unix milliseconds, then 74 of chance.

    Rows made later sort later, so an index on the key grows at its end. Those that one process
    makes for the same moment, one after the other, keep their order too: chance only grows then
    (RFC 9562, 6.2, method 2).
    """
    milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    if milliseconds == _Latest.milliseconds:
        chance = _Latest.chance + 1 + secrets.randbits(32)
    else:
        # The first bit is room to grow.
        chance = secrets.randbits(_SPAN - 1)
    _Latest.milliseconds, _Latest.chance = milliseconds, chance
    value = (
        milliseconds << 80
        | _VERSION << 76
        | (chance >> 62) << 64
        | _VARIANT << 62
        | chance & ((1 << 62) - 1)
    )
    return UUID(int=value)
