"""The code that the recipient holds, and how often a wrong one may be given. Pure."""

import secrets
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from core.errors import Refused

CODE_DIGITS = 6
MOST_TRIES = 5
"""A guess is right once in 200,000 codes (AirWayBill, HitchHiker and uShip ask for as many)."""

_BETWEEN = frozenset(" \t\n-\u00a0\u202f")
"""How people part digits."""


class ProvedBy(StrEnum):
    """What says that the parcel has changed hands."""

    CODE = "code"
    PHOTO = "photo"
    """A photo and the Carrier's word."""


class NotACode(Refused):
    """What was given does not look like a code, so it is not counted as a wrong one."""


class CodeIsLocked(Refused):
    """Too many wrong codes were given: an operator looks at it first."""


@dataclass(frozen=True, slots=True)
class Tried:
    """Whether the code was right, and how often a wrong one may still be given."""

    is_right: bool
    left: int


def new_code() -> str:
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def code_in(typed: str) -> str:
    """Read a code in the digits of any script; refuse `NotACode`."""
    signs = [sign for sign in typed if sign not in _BETWEEN]
    digits = "".join(str(unicodedata.decimal(sign)) for sign in signs if sign.isdecimal())
    if len(digits) != CODE_DIGITS or len(signs) != CODE_DIGITS:
        raise NotACode
    return digits
