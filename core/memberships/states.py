"""What Clerk tells of people, as far as it is used here. Pure.

The forms are those of Clerk's webhooks: an envelope with `type`, `timestamp` in milliseconds and
`data`. Nothing is kept of anybody but what Clerk calls him and his role.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

_MOST_MILLISECONDS = 253_402_300_799_000
_LONGEST = 255


class News(StrEnum):
    """What can be told."""

    MEMBER = "member"
    """He is of the organisation, with a role."""
    NO_MEMBER = "no_member"
    USER = "user"
    """His account is there, and not banned."""
    NO_USER = "no_user"
    DISSOLVED = "dissolved"
    """The organisation itself is no more."""


class NotAsWritten(Exception):
    """It is no event as Clerk writes them; names what is wrong in it."""


@dataclass(frozen=True, slots=True)
class ToldNews:
    """`subject` is empty when all are meant, `code` the role at Clerk of a member."""

    news: News
    subject: str
    code: str
    at: datetime

    def packed(self) -> dict[str, Any]:
        return {
            "news": self.news.value,
            "subject": self.subject,
            "code": self.code,
            "at": self.at.isoformat(),
        }


_MEMBERS = {
    "organizationMembership.created": News.MEMBER,
    "organizationMembership.updated": News.MEMBER,
    "organizationMembership.deleted": News.NO_MEMBER,
}
_USERS = {
    "user.created": News.USER,
    "user.updated": News.USER,
    "user.deleted": News.NO_USER,
}


def unpacked(payload: Mapping[str, Any]) -> ToldNews:
    at = datetime.fromisoformat(payload["at"])
    return ToldNews(News(payload["news"]), payload["subject"], payload["code"], at)


def told_in(event: object, *, organisation: str) -> ToldNews | None:
    """Read an event; none for one that means nothing here, or is of another organisation.

    Raises `NotAsWritten`.
    """
    if not isinstance(event, dict):
        raise NotAsWritten("event")
    kind, given = event.get("type"), event.get("data")
    if not isinstance(kind, str):
        raise NotAsWritten("type")
    known = kind in _MEMBERS or kind in _USERS or kind == "organization.deleted"
    if not known:
        return None
    if not isinstance(given, dict):
        raise NotAsWritten("data")
    at = _moment(event, given)
    if kind in _MEMBERS:
        if _text(given, "organization", "id") != organisation:
            return None
        subject = _text(given, "public_user_data", "user_id")
        return ToldNews(_MEMBERS[kind], subject, _text(given, "role"), at)
    if kind in _USERS:
        is_out = given.get("banned") is True
        news = News.NO_USER if is_out else _USERS[kind]
        return ToldNews(news, _text(given, "id"), "", at)
    return ToldNews(News.DISSOLVED, "", "", at) if _text(given, "id") == organisation else None


def _moment(event: Mapping[str, Any], given: Mapping[str, Any]) -> datetime:
    milliseconds = event.get("timestamp", given.get("updated_at"))
    if not isinstance(milliseconds, int) or isinstance(milliseconds, bool):
        raise NotAsWritten("timestamp")
    if not 0 < milliseconds < _MOST_MILLISECONDS:
        raise NotAsWritten("timestamp")
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _text(given: Mapping[str, Any], *path: str) -> str:
    found: object = given
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    if not isinstance(found, str) or not 0 < len(found) <= _LONGEST or "\0" in found:
        raise NotAsWritten(".".join(path))
    return found


def is_newer(at: datetime, known: datetime | None, *, is_out: bool) -> bool:
    """Tell whether news is to be taken: newer than what is known, or as new and an end."""
    return known is None or at > known or (at == known and is_out)
