"""What operators are and may do, and the secrets by which they prove that it is they. Pure."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import pyotp

from core.seals import derive

LINK_LIVES = timedelta(hours=24)
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
LONGEST_EMAIL = 200
LONGEST_OPERATOR_NAME = 60
RECOVERY_CODES = 10
SALT_BYTES = 20
STEP_SECONDS = 30
"""RFC 6238, 5.2. A code of the step before or after is taken as well, for clocks that are off."""

_ISSUER = "Peer-Cargo"
_PURPOSE = b"second factor"
_LINK_BYTES = 32
_CODE_BYTES = 10
_GROUP = 4


class Role(StrEnum):
    VIEWER = "viewer"
    SUPPORT = "support"
    MODERATOR = "moderator"
    FINANCE = "finance"
    OWNER = "owner"


class Way(StrEnum):
    """By whose word something was done to an operator that no operator has done."""

    ORGANISATION = "organisation"


class Permission(StrEnum):
    """What a page may ask for. A page names one, and who has it is said below, nowhere else."""

    LOOK = "look"
    SEE_PEOPLE = "see_people"
    EXPORT = "export"
    HELP_PEERS = "help_peers"
    MODERATE = "moderate"
    MOVE_MONEY = "move_money"
    READ_AUDIT = "read_audit"
    RUN_HOUSE = "run_house"


_SUPPORT = frozenset(
    {Permission.LOOK, Permission.SEE_PEOPLE, Permission.EXPORT, Permission.HELP_PEERS}
)
PERMISSIONS: Final[Mapping[Role, frozenset[Permission]]] = MappingProxyType(
    {
        Role.VIEWER: frozenset({Permission.LOOK}),
        Role.SUPPORT: _SUPPORT,
        Role.MODERATOR: _SUPPORT | {Permission.MODERATE, Permission.READ_AUDIT},
        Role.FINANCE: _SUPPORT | {Permission.MOVE_MONEY, Permission.READ_AUDIT},
        Role.OWNER: frozenset(Permission),
    }
)


class NotLetIn(Exception):
    """Who wants to be let in is not, or not so. `why` says no more than he may know.

    No `Refused`: a Peer never meets it. `admin/templates` words it for operators.
    """

    def __init__(self, why: "Turned", *, wait: timedelta | None = None) -> None:
        super().__init__(why.value)
        self.why = why
        self.wait = wait


class Turned(StrEnum):
    """Why somebody is turned away."""

    WRONG = "wrong"
    TOO_OFTEN = "too_often"
    CODE_WRONG = "code_wrong"
    CODE_USED = "code_used"
    LINK_OVER = "link_over"
    PASSWORD_SHORT = "password_short"  # noqa: S105  (the name of a refusal)
    PASSWORD_KNOWN = "password_known"  # noqa: S105


class OperatorMissing(Exception):
    """No operator has this address or id."""


class OperatorIsThere(Exception):
    """The address belongs to an operator already."""


class LastOwner(Exception):
    """Without him nobody could let others in."""


def may(role: Role, permission: Permission) -> bool:
    return permission in PERMISSIONS[role]


def plain_email(text: str) -> str:
    """Write an address as it is kept and compared."""
    return text.strip().lower()[:LONGEST_EMAIL]


def check_password(password: str, *, email: str) -> None:
    """Refuse `NotLetIn` for what is guessed first (NIST SP 800-63B-4: length, not signs)."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise NotLetIn(Turned.PASSWORD_SHORT)
    low = password.lower()
    if len(set(low)) <= _GROUP or low in email or email.partition("@")[0] == low:
        raise NotLetIn(Turned.PASSWORD_KNOWN)
    if any(known in low for known in ("password", "peercargo", "peer-cargo", "123456", "qwerty")):
        raise NotLetIn(Turned.PASSWORD_KNOWN)


def new_link() -> str:
    return secrets.token_urlsafe(_LINK_BYTES)


def hash_of(secret: str) -> str:
    """Give what is kept of a secret that chance made; nobody guesses 80 bits or more."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_recovery_code() -> str:
    """Make one of 80 bits, in groups that are copied by hand without mistakes."""
    sign = base64.b32encode(secrets.token_bytes(_CODE_BYTES)).decode().lower()
    return "-".join(sign[start : start + _GROUP] for start in range(0, len(sign), _GROUP))


def plain_recovery_code(text: str) -> str:
    return text.strip().lower().replace(" ", "")


def factor_key(salt: bytes, *, secret: str) -> str:
    """Derive the secret of a second factor (base32), which is kept nowhere.

    Whoever reads the database alone has the salt, and no code.
    """
    return base64.b32encode(derive(salt, purpose=_PURPOSE, secret=secret)[:SALT_BYTES]).decode()


def factor_link(key: str, *, email: str) -> str:
    """Give the address that an authenticator reads from a QR code."""
    return pyotp.TOTP(key).provisioning_uri(name=email, issuer_name=_ISSUER)


def step_of(key: str, code: str, *, at: datetime) -> int | None:
    """Find the step for which this is the code; none if it is for none near this moment."""
    typed = code.strip().replace(" ", "")
    now = int(at.timestamp()) // STEP_SECONDS
    codes = pyotp.TOTP(key)
    found = None
    for step in (now - 1, now, now + 1):
        # All three are compared, however early one fits.
        if hmac.compare_digest(codes.generate_otp(step).encode(), typed.encode()):
            found = step
    return found
