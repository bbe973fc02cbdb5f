"""What was given up, wherever it was: events, updates and messages in one list for operators.

A dead letter is an event that a group could not hear, an update that was put aside, a message that
Telegram could not take, or an e-mail that did not go or may have. The list tells nothing that a
person wrote; an opened letter may.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import inspect
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Base
from core.events.models import EventDelivery
from core.events.queries import dead_letter as dead_event
from core.events.queries import dead_letters as dead_events
from core.events.service import publish
from core.events.service import replay as replay_events
from core.events.states import EventName
from core.inbox.models import InboxItem
from core.inbox.queries import quarantined_item, quarantined_items
from core.inbox.service import replay as replay_items
from core.letters.models import OutLetter
from core.letters.queries import dead_letter_out, dead_letters_out
from core.letters.service import replay_letter
from core.outbox.models import OutboxRow
from core.outbox.queries import dead_row, dead_rows
from core.outbox.service import replay as replay_rows

_LETTERS = UUID("6f1d3f0e-3a55-4d0c-9a57-0d2d1c5f7b11")
"""Names the letters that have a number and no UUID of their own. Never change it."""

_NUMBER = re.compile(r"[0-9]{1,18}")
_ERROR_CLASS = re.compile(r"[A-Za-z_][\w.]*(?=\(|: |$)")
_QUOTED = re.compile(r"(?<!\w)['\"«“].*")
_TOLD_PARTS = 2


class LetterKind(StrEnum):
    EVENT = "event"
    INBOX = "inbox"
    OUTBOX = "outbox"
    MAIL = "mail"


class NotALetterId(Exception):
    """What was written is not the id of any kind of letter."""


@dataclass(frozen=True, slots=True, order=True)
class LetterId:
    """Kind and number, written `inbox:17`."""

    kind: LetterKind
    number: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.number}"

    @classmethod
    def read(cls, written: str) -> "LetterId":
        """Raise `NotALetterId` when it is none."""
        kind, _, number = written.partition(":")
        if kind not in set(LetterKind) or not _NUMBER.fullmatch(number):
            raise NotALetterId(written)
        return cls(LetterKind(kind), int(number))


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A line of the list. `why` is the kind of the failure, without what it may quote."""

    id: LetterId
    what: str
    died_at: datetime
    why: str


@dataclass(slots=True)
class Replayed:
    """What became of each letter that was to be put back.

    `kept` are there and cannot be: an update whose content could not be stored, or a message in
    whose place something newer was told.
    """

    put_back: list[LetterId] = field(default_factory=list)
    kept: list[LetterId] = field(default_factory=list)
    missing: list[LetterId] = field(default_factory=list)


async def list_letters(
    session: AsyncSession,
    *,
    kind: LetterKind | None = None,
    group: str | None = None,
    most: int | None = None,
) -> list[DeadLetter]:
    """List dead letters, the newest first. Only events have a group."""
    if group is not None:
        kind = LetterKind.EVENT
    letters: list[DeadLetter] = []
    if kind in (None, LetterKind.EVENT):
        events = await dead_events(session, group=group, most=most)
        letters += [_listed(one) for one in events]
    if kind in (None, LetterKind.INBOX):
        letters += [_listed(one) for one in await quarantined_items(session, most=most)]
    if kind in (None, LetterKind.OUTBOX):
        letters += [_listed(one) for one in await dead_rows(session, most=most)]
    if kind in (None, LetterKind.MAIL):
        letters += [_listed(one) for one in await dead_letters_out(session, most=most)]
    letters.sort(key=lambda letter: letter.died_at, reverse=True)
    return letters[:most]


async def open_letter(session: AsyncSession, letter_id: LetterId) -> dict[str, Any] | None:
    """Read all there is about a letter, what a person wrote included; none if there is no such."""
    row: Base | None = await _row(session, letter_id)
    if row is None:
        return None
    columns = inspect(type(row)).column_attrs
    return {column.key: getattr(row, column.key) for column in columns}


async def replay_letters(
    session: AsyncSession,
    letter_ids: Sequence[LetterId],
    *,
    at: datetime,
    by_peer_id: UUID | None = None,
) -> Replayed:
    """Put letters back on their ordinary way, as if for the first time; each is audited."""
    replayed = Replayed()
    for letter_id in sorted(set(letter_ids)):
        row = await _row(session, letter_id)
        if row is None:
            replayed.missing.append(letter_id)
        elif await _replay(session, letter_id, at=at):
            replayed.put_back.append(letter_id)
            await publish(
                session,
                EventName.DEAD_LETTER_REPLAYED,
                _lasting_id(row),
                at=at,
                by_peer_id=by_peer_id,
                facts={"kind": letter_id.kind, "number": letter_id.number},
            )
        else:
            replayed.kept.append(letter_id)
    return replayed


async def _row(
    session: AsyncSession, letter_id: LetterId
) -> EventDelivery | InboxItem | OutboxRow | OutLetter | None:
    match letter_id.kind:
        case LetterKind.EVENT:
            return await dead_event(session, letter_id.number)
        case LetterKind.INBOX:
            return await quarantined_item(session, letter_id.number)
        case LetterKind.OUTBOX:
            return await dead_row(session, letter_id.number)
        case LetterKind.MAIL:
            return await dead_letter_out(session, letter_id.number)


async def _replay(session: AsyncSession, letter_id: LetterId, *, at: datetime) -> bool:
    match letter_id.kind:
        case LetterKind.EVENT:
            return bool(await replay_events(session, [letter_id.number]))
        case LetterKind.INBOX:
            return await replay_items(session, letter_id.number, at=at)
        case LetterKind.OUTBOX:
            return await replay_rows(session, letter_id.number, at=at)
        case LetterKind.MAIL:
            return await replay_letter(session, letter_id.number, at=at)


def _lasting_id(row: Base) -> UUID:
    """Name what was replayed, so that the audit log finds each replay of the same thing."""
    match row:
        case EventDelivery():
            return row.event_id
        case InboxItem():
            return uuid5(_LETTERS, f"inbox:{row.source}:{row.outside_id}")
        case OutboxRow():
            return uuid5(_LETTERS, f"outbox:{row.id}")
        case OutLetter():
            return uuid5(_LETTERS, f"mail:{row.id}")
        case _:
            raise TypeError(type(row).__name__)


def _listed(row: EventDelivery | InboxItem | OutboxRow | OutLetter) -> DeadLetter:
    match row:
        case EventDelivery():
            letter_id = LetterId(LetterKind.EVENT, row.id)
            return DeadLetter(
                letter_id, f"{row.group}: {row.name}", row.died_at or row.at, brief(row.error)
            )
        case InboxItem():
            letter_id = LetterId(LetterKind.INBOX, row.id)
            parts = [name for name in row.payload or {} if name != "update_id" and row.attempts]
            what = " ".join([row.source.value, *parts[:1]])
            return DeadLetter(letter_id, what, row.acted_at or row.received_at, brief(row.error))
        case OutboxRow():
            letter_id = LetterId(LetterKind.OUTBOX, row.id)
            what = row.method or row.notice or ""
            return DeadLetter(letter_id, what, row.ended_at or row.created_at, brief(row.error))
        case OutLetter():
            letter_id = LetterId(LetterKind.MAIL, row.id)
            at = row.ended_at or row.created_at
            return DeadLetter(letter_id, f"letter: {row.notice}", at, brief(row.error))


def brief(error: str | None) -> str:
    """Tell the kind of a failure: the error's class, or Telegram's words up to what they quote."""
    last = ((error or "").splitlines() or [""])[-1].strip()
    if found := _ERROR_CLASS.match(last):
        return found[0]
    return ": ".join(_QUOTED.sub("…", last).split(": ")[:_TOLD_PARTS])
