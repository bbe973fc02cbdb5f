"""What an e-mail address and a mobile number are, and when a code is right. Pure."""

import re
import secrets
from contextlib import suppress
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest
from uuid import UUID

import idna
import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from core.errors import Refused
from core.numbering.states import PERSONAL

CODE_DIGITS = 6
CODE_LIVES = timedelta(minutes=30)
MOST_TRIES = 5
CODES_A_DAY = 5
"""For one Peer, and for one address, so that nobody fills somebody else's mailbox."""

A_DAY = timedelta(days=1)
_LONGEST_ADDRESS, _LONGEST_LOCAL = 254, 64
"""Octets (RFC 5321, 4.5.3.1)."""

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
"""A dot-atom (RFC 5322, 3.2.3): no blank, no quote, no line break can stand in it."""


class Tried(StrEnum):
    """What a code was."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


class NotAnEmail(Refused):
    """It is no e-mail address that mail servers of today take."""

    field = "email"


class NotAMobile(Refused):
    """It is no mobile number, as far as Google's metadata know."""

    field = "phone"


class TooManyCodes(Refused):
    """So many codes were asked for in a day that there is none more; `most` is how many."""


def read_email(typed: str) -> str:
    """Give an address as it is written to: its domain in small letters and ASCII (RFC 5891).

    Refuses `NotAnEmail`.
    """
    local, at, domain = typed.strip().removeprefix("mailto:").rpartition("@")
    try:
        known = idna.encode(domain.strip(".").lower(), uts46=True).decode()
    except idna.IDNAError:
        raise NotAnEmail from None
    is_local = len(local) <= _LONGEST_LOCAL and _LOCAL.fullmatch(local) is not None
    is_domain = "." in known and not known.rpartition(".")[2].isdecimal()
    address = f"{local}@{known}"
    if not (at and is_local and is_domain) or len(address) > _LONGEST_ADDRESS:
        raise NotAnEmail
    return address


def read_mobile(typed: str, *, country: str | None) -> str:
    """Give a mobile number in E.164; without a code it is dialed at home. Refuses `NotAMobile`."""
    try:
        number = phonenumbers.parse(typed, country)
    except NumberParseException:
        raise NotAMobile from None
    if phonenumbers.number_type(number) not in PERSONAL:
        raise NotAMobile
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def shown(address: str) -> str:
    """Show an address so that its holder knows it and nobody else reads it: `n…r@example.org`."""
    local, at, domain = address.partition("@")
    if not at:
        return f"{address[:3]}…{address[-2:]}"
    with suppress(idna.IDNAError):
        domain = idna.decode(domain)
    return f"{local[0]}…{local[-1] if len(local) > 1 else ''}@{domain}"


def new_code() -> str:
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def hash_of(code: str, claim_id: UUID) -> bytes:
    return sha256(claim_id.bytes + code.encode()).digest()


def is_code(typed: str, claim_id: UUID, code_hash: bytes) -> bool:
    """Tell whether this is the code, however it is spaced."""
    digits = "".join(sign for sign in typed if sign.isdecimal())
    return compare_digest(hash_of("".join(str(int(one)) for one in digits), claim_id), code_hash)
