"""The templates, and how they write moments, money, ids and codes. All of it is escaped."""

import hashlib
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from admin.shell import addresses
from admin.shell.navigation import NAVIGATION
from core.clock import utc_now
from core.money import Money

_FOLDER = Path(__file__).parents[1]
STATIC = _FOLDER / "static"
_SHORT_ID = 8
_TONES = {
    "is-good": "active verified settled released delivered accepted won funded held resolved",
    "is-calm": "open picked_up promised checkout_open releasing answered",
    "is-warn": "in_review disputed inquiry refunding reclaiming suspended appealed expiring",
    "is-bad": "refused lost banned shadowed charged_back stray mismatch dispute_loss suspense",
}


def _version() -> str:
    """Name the static files by what is in them, so that a browser may keep them for good."""
    found = hashlib.sha256()
    for file in sorted(STATIC.rglob("*")):
        if file.is_file():
            found.update(file.read_bytes())
    return found.hexdigest()[:12]


def moment(at: datetime | None) -> str:
    """Write a moment as operators compare them, in UTC."""
    return "" if at is None else f"{at:%Y-%m-%d %H:%M}"


def ago(at: datetime | None) -> str:
    if at is None:
        return ""
    passed = utc_now() - at
    if passed < timedelta(minutes=1):
        return "just now"
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if passed.total_seconds() >= length:
            return f"{int(passed.total_seconds() // length)} {unit} ago"
    return ""


def money(sum_: Money | None) -> str:
    return "" if sum_ is None else f"{sum_.amount()} {sum_.currency}"


def amount(minor: int, currency: str) -> str:
    """Write a sum without its currency, which stands beside it."""
    return str(Money(minor, currency).amount())


def thousands(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def tone(code: object) -> str:
    """Give a code its colour: what goes well, what waits, what went wrong, and all others none."""
    return next((name for name, codes in _TONES.items() if str(code) in codes.split()), "")


def short(id_: UUID | str | None) -> str:
    """Write the end of an id: those that were made one after the other differ there."""
    return "" if id_ is None else str(id_)[-_SHORT_ID:]


def plain(code: object) -> str:
    """Write a code as words: `late_cancel` as "late cancel"."""
    return "" if code is None else str(code).replace("_", " ")


def capitalize_first(text: str) -> str:
    """Begin a sentence with a name, and leave the rest of it as it is."""
    return text[:1].upper() + text[1:]


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(moment=moment, ago=ago, money=money, amount=amount, short=short)
    environment.filters.update(capitalize_first=capitalize_first)
    environment.filters.update(plain=plain, thousands=thousands, tone=tone)
    environment.globals.update(
        PEER=addresses.PEER,
        QUEST=addresses.QUEST,
        PARCEL=addresses.PARCEL,
        GLIDEPATH=addresses.GLIDEPATH,
    )
    environment.globals.update(asks_for=addresses.asks_for)
    environment.globals.update(NAVIGATION=NAVIGATION, VERSION=_version())
    return environment


TEMPLATES = _environment()
