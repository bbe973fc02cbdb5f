"""Numbering what happens to a message, on its locked line."""

from datetime import datetime

from core.linkline.models import LinkLine
from core.messages.models import LinkMessage


def count(line: LinkLine, message: LinkMessage, *, at: datetime) -> None:
    """Give a change its number on the locked line, by which programs learn of it."""
    line.changes += 1
    message.change, message.changed_at = line.changes, at
