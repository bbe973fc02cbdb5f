"""What a person reads who looks into a dispute or a report. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.facts import PlaceLabel
from core.linkline.states import ReportReason
from core.messages.states import MessageKind
from core.offers.states import Side


@dataclass(frozen=True, slots=True)
class Said:
    """One message as the other side has read it; `before` is what it had said, and until when."""

    at: datetime
    by: Side
    kind: MessageKind
    text: str
    is_taken_back: bool
    before: Sequence[tuple[datetime, str]]


@dataclass(frozen=True, slots=True)
class Reported:
    at: datetime
    by: Side
    reason: ReportReason
    is_seen: bool


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said on a line, by pseudonym. Nothing in it leads to a person."""

    line_id: UUID
    aliases: Mapping[Side, str]
    route: tuple[PlaceLabel, PlaceLabel]
    opened_at: datetime
    ended_at: datetime | None
    reports: Sequence[Reported]
    said: Sequence[Said]
