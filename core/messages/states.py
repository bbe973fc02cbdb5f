"""What may be relayed, and how far it has come. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

from core.errors import Refused
from core.leakguard.states import Leak, masked
from core.sphere import distance_km

LONGEST_TEXT = 4000
"""Telegram takes 4096 UTF-16 units; the rest is for the line on top that says who writes."""

LONGEST_CAPTION = 950
"""Likewise of 1024."""

MOST_IN_ALBUM = 10
LIVE_SECONDS, LIVE_METRES = 20, 30
"""How often, and how far apart, a live location is passed on. Our own choice: each is an edit."""

_KEPT = "kept:"

_ROUGH_DEGREES = 0.003
"""About 300 m: before anything is paid a meeting is agreed on roughly."""


class MessageKind(StrEnum):
    TEXT = "text"
    PHOTO = "photo"
    VIDEO = "video"
    ANIMATION = "animation"
    DOCUMENT = "document"
    AUDIO = "audio"
    VOICE = "voice"
    VIDEO_NOTE = "video_note"
    LOCATION = "location"
    LIVE = "live"
    VENUE = "venue"
    CONTACT = "contact"
    """One's own number, after a yes."""

    @property
    def has_words(self) -> bool:
        """Tell whether it has a caption, or is text itself."""
        return self not in _WORDLESS

    @property
    def shows_person(self) -> bool:
        """A voice or a face tells who somebody is."""
        return self in {MessageKind.VOICE, MessageKind.VIDEO_NOTE}

    @property
    def is_place(self) -> bool:
        return self in _PLACES


_PLACES = frozenset({MessageKind.LOCATION, MessageKind.LIVE, MessageKind.VENUE})
_WORDLESS = _PLACES | {MessageKind.VIDEO_NOTE, MessageKind.CONTACT}
_ALBUM = frozenset({MessageKind.PHOTO, MessageKind.VIDEO})
"""Files and music could stand in an album too. They are sent anew, and ten are too much at once."""


class MessageState(StrEnum):
    LOOKING = "looking"
    """Its picture or file is looked into first."""
    WAITING = "waiting"
    """One that the same side wrote before is looked into."""
    HELD = "held"
    """It tells a contact too early, or needs a yes: its writer decides."""
    SENT = "sent"
    DROPPED = "dropped"
    """Its writer has let it go, or it may not pass."""
    UNSENT = "unsent"


SHOWN = frozenset({MessageState.SENT, MessageState.UNSENT})
"""What the other side may see, or has seen."""


class HeldFor(StrEnum):
    """Why the writer is asked."""

    CONTACT = "contact"
    PLACE = "place"
    """Where somebody is, is told after a yes only."""
    NUMBER = "number"
    CODE = "code"
    """A code in a picture says where one may be met elsewhere."""
    PICTURE = "picture"
    """A picture came as a file, and may go as a photo."""


class MarkKind(StrEnum):
    """The looks that may pass: none of them leads anywhere."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKETHROUGH = "strikethrough"
    SPOILER = "spoiler"
    CODE = "code"
    PRE = "pre"
    BLOCKQUOTE = "blockquote"
    EXPANDABLE_BLOCKQUOTE = "expandable_blockquote"


_QUOTED = frozenset(
    {
        *(MarkKind.BOLD, MarkKind.ITALIC, MarkKind.UNDERLINE),
        *(MarkKind.STRIKETHROUGH, MarkKind.SPOILER),
    }
)
"""The looks that a quote keeps; Telegram finds a quote by its words and by these."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a part of a text looks; `start` and `end` count code points."""

    kind: MarkKind
    start: int
    end: int

    def packed(self) -> list[Any]:
        """Make it fit for JSON; `marks_in` gives several back."""
        return [self.kind.value, self.start, self.end]


def marks_in(packed: Sequence[Sequence[Any]]) -> tuple[Mark, ...]:
    return tuple(Mark(MarkKind(kind), start, end) for kind, start, end in packed)


@dataclass(frozen=True, slots=True)
class Content:
    """One message as it may be shown. Text is a caption where there is a file.

    `file` is how the channel it came by finds the file, or where we keep what was made of it.
    `facts` are plain numbers and texts that belong to the kind: `latitude` and `longitude` in
    degrees, `seconds` of a live location, `duration` in seconds, `width` and `height`, `title` and
    `address`, `is_spoiler`, and `unique`, which is the same for the same file.
    """

    kind: MessageKind
    text: str = ""
    marks: tuple[Mark, ...] = ()
    file: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kept_id(self) -> UUID | None:
        """Give the number of the enclosure, when it has one."""
        return UUID(self.file.removeprefix(_KEPT)) if self.file.startswith(_KEPT) else None

    def print(self) -> str:
        """Give what tells whether another one says the same."""
        packed = json.dumps(self.packed(), sort_keys=True)
        return sha256(packed.encode()).hexdigest()

    def packed(self) -> dict[str, Any]:
        """Make it fit for JSON; `unpacked` gives it back."""
        return {
            "kind": self.kind.value,
            "text": self.text,
            "marks": [mark.packed() for mark in self.marks],
            "file": self.file,
            "facts": dict(self.facts),
        }

    @staticmethod
    def unpacked(packed: Mapping[str, Any]) -> "Content":
        kind, marks = MessageKind(packed["kind"]), marks_in(packed["marks"])
        return Content(kind, packed["text"], marks, packed["file"], packed["facts"])


class MessageMissing(Refused):
    """There is no such message on this line, or it was not said by this Peer."""


class NotRelayed(Refused):
    """Messages of this kind are not passed on; `kind` is a group of them that has its own words."""


class FilesTooEarly(Refused):
    """A file may be sent once the quest is paid: nobody can see what is hidden in it."""


class NumberTooEarly(Refused):
    """A phone number may be told once the quest is paid."""


class MessageTooLong(Refused):
    """There is not so much room in one message; `most` tells how many characters there are."""

    field = "text"


class NothingSaid(Refused):
    """There is no text in it."""

    field = "text"


class HasNoWords(Refused):
    """A message of this kind has no text that could be changed."""

    field = "text"


class TooLateToTakeBack(Refused):
    """Telegram deletes nothing that is older than 48 hours."""


def kept_file(enclosure_id: UUID) -> str:
    """Name a file that we keep ourselves."""
    return f"{_KEPT}{enclosure_id}"


def check_room(content: Content) -> None:
    """Refuse `MessageTooLong` and `NothingSaid`."""
    most = LONGEST_TEXT if content.kind is MessageKind.TEXT else LONGEST_CAPTION
    if len(content.text.encode("utf-16-le")) // 2 > most:
        raise MessageTooLong(most=most)
    if content.kind is MessageKind.TEXT and not content.text.strip():
        raise NothingSaid


def without(content: Content, leaks: Sequence[Leak]) -> Content:
    """Mask what would tell too much; the looks of a text go with it, because they no longer fit."""
    return replace(content, text=masked(content.text, leaks), marks=())


def reworded(content: Content, text: str) -> Content:
    """Let it say this instead, without looks. Refuses `HasNoWords`."""
    if not content.kind.has_words:
        raise HasNoWords
    return replace(content, text=text, marks=())


def looks_of_quote(content: Content, words: str) -> tuple[Mark, ...] | None:
    """Give the looks of a part of a text; none when these words are no part of it."""
    start = content.text.find(words)
    if start < 0 or not words:
        return None
    end = start + len(words)
    return tuple(
        Mark(mark.kind, max(mark.start, start) - start, min(mark.end, end) - start)
        for mark in content.marks
        if mark.kind in _QUOTED and mark.start < end and mark.end > start
    )


def rough(content: Content) -> Content:
    """Round a place to about 300 m, and leave out what it is called."""
    facts = {
        name: round(round(content.facts[name] / _ROUGH_DEGREES) * _ROUGH_DEGREES, 6)
        for name in ("latitude", "longitude")
    }
    return Content(MessageKind.LOCATION, facts=facts)


def may_join(album: Sequence[Content], content: Content) -> bool:
    """Tell whether one more fits into an album."""
    kinds = {content.kind, *(one.kind for one in album)}
    return len(album) < MOST_IN_ALBUM and kinds <= _ALBUM


def has_moved(before: Content, after: Content) -> bool:
    """Tell whether a live location is so far from where it was that it is worth passing on."""
    one, other = ((place.facts["latitude"], place.facts["longitude"]) for place in (before, after))
    return distance_km(one, other) * 1000 > LIVE_METRES
