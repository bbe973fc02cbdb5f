"""What a token looks like and what it may do. Pure."""

import hashlib
import secrets
from enum import StrEnum

from core.errors import Refused

PREFIX = "pc_"
"""Lets people, logs and scanners of secrets tell one when they see one."""

LONGEST_NAME = 40
_SECRET_BYTES = 32


class Scope(StrEnum):
    """`POST` may do what `READ` may."""

    READ = "read"
    POST = "post"


class TooManyTokens(Refused):
    """The Peer has as many tokens as he may."""


class TokenNameTooLong(Refused):
    """A token's name is a few words."""

    field = "name"


class TokenMissing(Refused):
    """There is no such token, or not of this Peer."""


def new_secret() -> str:
    return PREFIX + secrets.token_urlsafe(_SECRET_BYTES)


def hash_of(secret: str) -> str:
    """Give what is kept of a token.

    A plain SHA-256 is enough: nobody guesses 256 bits of chance, however fast a guess is.
    """
    return hashlib.sha256(secret.encode()).hexdigest()
