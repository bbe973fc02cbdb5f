"""What is asked of a listing, and where in it a page begins. Pure."""

import base64
import binascii
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

PAGE_ROWS = 50
MOST_ROWS = 200
COUNTED_ROWS = 10_000
"""Up to this many are counted, beyond it the planner's estimate is told."""

EXPORTED_ROWS = 500_000
LONGEST_SEARCH = 100
NUL = "\0"
"""The one sign that PostgreSQL cannot hold, so that nothing is found by it."""

_LONGEST_NUMBER, _NUMBERS_END = 20, 2**63
_LAST_DAY = date(9998, 12, 31)
_TAIL = re.compile(r"[0-9a-f]{8}")


class Kind(StrEnum):
    """What a column holds, which says how it is written, filtered and sorted."""

    ID = "id"
    TEXT = "text"
    CODE = "code"
    MOMENT = "moment"
    NUMBER = "number"
    MONEY = "money"
    FLAG = "flag"


@dataclass(frozen=True)
class Place:
    """A row behind which a page begins: what it is sorted by, and its key."""

    sorted_by: str
    key: str

    def packed(self) -> str:
        raw = json.dumps([self.sorted_by, self.key]).encode()
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass(frozen=True)
class Wish:
    """What somebody wants to see.

    `filters` are by column: a code, "yes" or "no", or for moments and numbers `least..most`.
    """

    search: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    is_descending: bool = True
    after: Place | None = None
    before: Place | None = None
    shown: Sequence[str] = ()
    rows: int = PAGE_ROWS


@dataclass(frozen=True)
class Count:
    rows: int
    is_estimate: bool


def place_in(text: str) -> Place | None:
    """Read where a page begins; none for what is none of ours."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        sorted_by, key = json.loads(raw)
    except (ValueError, binascii.Error, TypeError):
        return None
    if not isinstance(sorted_by, str) or not isinstance(key, str):
        return None
    return Place(sorted_by, key)


def as_text(value: object) -> str:
    """Write a value so that `as_value` reads it again."""
    return value.isoformat() if isinstance(value, datetime) else str(value)


def as_value(text: str, kind: type) -> object:
    """Read a value of a column's own type; raise `ValueError` for what is none."""
    if kind is datetime:
        return _aware(datetime.fromisoformat(text))
    if kind is int:
        number = number_in(text)
        if number is None:
            raise ValueError(text)
        return number
    if kind is UUID:
        return UUID(text)
    if kind is float:
        return float(text)
    if NUL in text:
        raise ValueError(text)
    return text


def moment_in(text: str) -> datetime | None:
    """Read a day or a moment as it is typed into a filter, UTC."""
    try:
        found = _aware(datetime.fromisoformat(text)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if found.date() <= _LAST_DAY else None


def day_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def number_in(text: str) -> int | None:
    """Read a whole number, as far as the database has any."""
    if len(text) > _LONGEST_NUMBER:
        return None
    try:
        number = int(text)
    except ValueError:
        return None
    return number if abs(number) < _NUMBERS_END else None


def id_in(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None


def tail_in(text: str) -> str | None:
    """Read the end of an id, which is what tables show of it."""
    tail = text.strip().lower()
    return tail if _TAIL.fullmatch(tail) else None


def looks_like_id(text: str) -> bool:
    """Tell whether it is an id or the end of one, and hardly a word or a name."""
    tail = tail_in(text)
    return id_in(text) is not None or (tail is not None and not tail.isalpha())


def _aware(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at
