"""Identifiers made in Python, because PostgreSQL 15 cannot make these."""

import secrets
from datetime import datetime
from uuid import UUID

_VERSION = 0x7
_VARIANT = 0b10


def new_id(at: datetime) -> UUID:
    """Make a version 7 UUID (RFC 9562, 5.7): 48 bits of Unix milliseconds, then 74 of chance.

    Rows made later sort later, so an index on the key grows at its end.
    """
    milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    chance = secrets.randbits(74)
    value = (
        milliseconds << 80
        | _VERSION << 76
        | (chance >> 62) << 64
        | _VARIANT << 62
        | chance & ((1 << 62) - 1)
    )
    return UUID(int=value)
