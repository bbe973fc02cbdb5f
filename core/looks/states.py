"""What a look into a picture or a file may find, and when it is tried again. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from core.enclosures.states import Enclosure, Unfit
from core.leakguard.states import leaks_in
from core.linkline.states import Phase
from core.messages.states import Content

MOST_LOOKS = 5
"""How often a file is looked into that does not come, or whose looker does not come back."""

_SHORTEST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=1), timedelta(minutes=1)

_IDENTIFIER = re.compile(r"[A-Z0-9][A-Z0-9 ./-]{0,47}")


class Flaw(StrEnum):
    """Why something may not pass after all."""

    GONE = "gone"
    LARGE = "large"
    OVER = "over"
    KIND = Unfit.KIND.value
    LOCKED = Unfit.LOCKED.value
    BROKEN = Unfit.BROKEN.value


@dataclass(frozen=True, slots=True)
class Look:
    """One look into the file of a message, or of a change to it.

    Whoever has begun it may end it until `lease_until`, unless the message is changed meanwhile.
    `earlier` and `homes` are what the leak guard takes.
    """

    message_id: UUID
    writer_id: UUID
    content: Content
    phase: Phase
    said_at: datetime
    lease_until: datetime
    looks: int
    earlier: tuple[str, ...]
    homes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a look has found; nothing at all is the best. `enclosure` is what may go instead."""

    flaw: Flaw | None = None
    has_code: bool = False
    enclosure: Enclosure | None = None


def tells_contact(codes: Sequence[str], *, earlier: Sequence[str], homes: Collection[str]) -> bool:
    """Tell whether the codes of one picture may lead to somebody.

    Innocent is only what looks like a number on a label: capitals, digits and what parts them, most
    of it digits, and no telephone number, also not together with the other codes or with what was
    written before. A link to anywhere counts, because a page may say anything.
    """
    if not all(_is_identifier(code) for code in codes):
        return True
    texts = [*codes, " ".join(codes)]
    return any(leaks_in(one, earlier=earlier, homes=homes) for one in texts)


def _is_identifier(code: str) -> bool:
    signs = [sign for sign in code if sign.isalnum()]
    digits = sum(sign.isdigit() for sign in signs)
    return _IDENTIFIER.fullmatch(code) is not None and 2 * digits > len(signs)


def pause_before_next(waited: timedelta) -> timedelta:
    """Say when to look again after one has looked in vain: the longer it took, the later."""
    return min(max(waited, _SHORTEST_PAUSE), _LONGEST_PAUSE)
