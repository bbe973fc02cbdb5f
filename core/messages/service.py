"""Numbering what happens to a message, on its locked line.

Each side counts by itself what it may know: from a gap one would learn that the other side has
written something that is held.
"""

from datetime import datetime

from core.linkline.models import LinkLine
from core.messages.models import LinkMessage
from core.messages.states import SHOWN
from core.offers.states import Side


def count(line: LinkLine, message: LinkMessage, *, at: datetime) -> None:
    """Give a change its number, by which programs learn of it, for each side that may see it."""
    message.changed_at = at
    count_for_writer(line, message)
    if message.state in SHOWN:
        _number(line, message, message.side.other)


def count_for_writer(line: LinkLine, message: LinkMessage) -> None:
    """Give a number to what is no news for the other side."""
    line.changes += 1
    _number(line, message, message.side)


def _number(line: LinkLine, message: LinkMessage, side: Side) -> None:
    if side is Side.CARRIER:
        line.carrier_changes += 1
        message.carrier_change = line.carrier_changes
    else:
        line.requester_changes += 1
        message.requester_change = line.requester_changes
