"""What every parse mode shares: the parsed text that grows, and how a mark becomes an entity."""

import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, urlsplit

from sandbox.text.utf16 import units
from sandbox.wire import Wire


class CannotParse(Exception):
    """Telegram's reason, without the "can't parse entities: " before it."""


@dataclass(slots=True)
class Parsed:
    """Text without its marks, and what the marks meant."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    entities: list[Wire] = field(default_factory=list)

    def add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += units(piece)

    def text_from(self, piece: int) -> str:
        return "".join(self.pieces[piece:])

    def mark(self, kind: str, start: int, **facts: object) -> None:
        """Add an entity from `start` to here; an empty one is none."""
        if self.length > start:
            self.entities.append(
                {"type": kind, "offset": start, "length": self.length - start, **facts}
            )

    def mark_link(self, start: int, url: str) -> None:
        if user_id := user_of_link(url):
            self.mark("text_mention", start, user={"id": user_id})
        elif checked := checked_url(url):
            self.mark("text_link", start, url=checked)


def parts_of(url: str) -> SplitResult | None:
    """Split an address; None when nothing can be made of it."""
    try:
        return urlsplit(url)
    except ValueError:
        return None


def user_of_link(url: str) -> int | None:
    found = _telegram_link(url, "user").get("id", "")
    return int(found) if found.isdigit() else None


def emoji_of_link(url: str) -> str | None:
    return _telegram_link(url, "emoji").get("id")


def time_of_link(url: str) -> tuple[int, str | None] | None:
    query = _telegram_link(url, "time")
    unix = query.get("unix", "")
    return (int(unix), query.get("format")) if unix.isdigit() else None


def checked_url(url: str) -> str | None:
    """Write an address as Telegram shows it back, or None when it is none."""
    url = url.strip()
    if re.match(r"(tg|ton|tonsite):", url):
        return url
    if not re.match(r"[a-z][a-z0-9+.-]*://", url, re.IGNORECASE):
        url = f"http://{url}"
    parts = parts_of(url)
    if parts is None or parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        return None
    if "." not in parts.hostname and parts.hostname != "localhost":
        return None
    return url if parts.path or parts.query or parts.fragment else f"{url}/"


def _telegram_link(url: str, kind: str) -> dict[str, str]:
    """Read the query of `tg://<kind>?…`; empty for any other address."""
    parts = parts_of(url)
    if parts is None or parts.scheme != "tg" or parts.netloc != kind:
        return {}
    return dict(parse_qsl(parts.query))
