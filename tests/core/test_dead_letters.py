"""Events, updates and messages that were given up: in one list, opened, and put back."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.dead_letters import (
    LetterId,
    LetterKind,
    NotALetterId,
    brief,
    list_letters,
    open_letter,
    replay_letters,
)
from core.events.models import EventDelivery, EventRow
from core.inbox.models import InboxItem
from core.inbox.service import (
    FIRST_TURN,
    Told,
    claim_items,
    keep_poison,
    keep_told,
    note_failure,
)
from core.inbox.states import MOST_ATTEMPTS, InboxSource, InboxState
from core.outbox.models import OutboxRow
from core.outbox.states import OutboxState, Urgency
from core.peers.models import Channel
from core.peers.service import meet
from core.peers.states import ChannelKind
from tests.conftest import NOON

HOUR = timedelta(hours=1)
SECRET_WORDS = "my door code is 4711"


async def _channel(session: AsyncSession) -> Channel:
    _, channel = await meet(
        session,
        kind=ChannelKind.TELEGRAM,
        address="7",
        name="Maya",
        language_tag="en",
        at=NOON,
    )
    return channel


async def _dead_event(session: AsyncSession) -> EventDelivery:
    letter = EventDelivery(
        group="scribe",
        event_id=uuid4(),
        name="peer_joined",
        about=uuid4(),
        at=NOON,
        facts={"number": 5},
        attempts=6,
        error="Traceback …\nValueError: no ink\n",
        died_at=NOON,
    )
    session.add(letter)
    await session.flush()
    return letter


def _told(number: int) -> Told:
    payload = {"update_id": number, "message": {"text": SECRET_WORDS}}
    return Told(str(number), lane=7, payload=payload, request_id="")


async def _put_aside(session: AsyncSession, number: int = 1) -> InboxItem:
    """Keep an item and fail with it until it is put aside."""
    await keep_told(session, InboxSource.TELEGRAM, [_told(number)], at=NOON)
    item = (
        await session.scalars(select(InboxItem).where(InboxItem.outside_id == str(number)))
    ).one()
    for _ in range(MOST_ATTEMPTS):
        await note_failure(session, item.id, f"ValueError({SECRET_WORDS!r})", at=NOON + HOUR)
    assert item.state is InboxState.QUARANTINED
    return item


async def _dead_row(session: AsyncSession, **values: object) -> OutboxRow:
    channel = await _channel(session)
    row = OutboxRow(
        **{
            "channel_id": channel.id,
            "urgency": int(Urgency.REPLY),
            "method": "sendMessage",
            "content": {"text": SECRET_WORDS},
            "state": OutboxState.DEAD,
            "attempts": 3,
            "error": f'Bad Request: can\'t parse entities: unsupported tag "{SECRET_WORDS}"',
            "request_id": "",
            "created_at": NOON,
            "ended_at": NOON + 2 * HOUR,
            **values,
        }
    )
    session.add(row)
    await session.flush()
    return row


def _id(row: EventDelivery | InboxItem | OutboxRow) -> LetterId:
    kinds = {
        "event_delivery": LetterKind.EVENT,
        "inbox_item": LetterKind.INBOX,
        "outbox_row": LetterKind.OUTBOX,
    }
    return LetterId(kinds[row.__tablename__], row.id)


async def test_what_died_anywhere_stands_in_one_list_the_newest_first(
    session: AsyncSession,
) -> None:
    event, item, row = (
        await _dead_event(session),
        await _put_aside(session),
        await _dead_row(session),
    )
    letters = await list_letters(session)
    assert [(one.id, one.what, one.died_at, one.why) for one in letters] == [
        (_id(row), "sendMessage", NOON + 2 * HOUR, "Bad Request: can't parse entities"),
        (_id(item), "telegram message", NOON + HOUR, "ValueError"),
        (_id(event), "scribe: peer_joined", NOON, "ValueError"),
    ]
    assert SECRET_WORDS not in repr(letters)
    assert len(await list_letters(session, most=2)) == 2
    assert [one.id for one in await list_letters(session, kind=LetterKind.INBOX)] == [_id(item)]
    assert [one.id for one in await list_letters(session, group="scribe")] == [_id(event)]


async def test_an_opened_letter_shows_what_it_holds(session: AsyncSession) -> None:
    item, row = await _put_aside(session), await _dead_row(session)
    opened = await open_letter(session, _id(item))
    assert opened is not None
    assert opened["payload"]["message"]["text"] == SECRET_WORDS
    opened = await open_letter(session, _id(row))
    assert opened is not None
    assert opened["content"] == {"text": SECRET_WORDS}
    assert await open_letter(session, LetterId(LetterKind.OUTBOX, 999_999)) is None


async def test_an_update_that_is_put_back_takes_its_old_place_and_has_all_its_attempts(
    session: AsyncSession,
) -> None:
    item = await _put_aside(session)
    await keep_told(session, InboxSource.TELEGRAM, [_told(2)], at=NOON)
    replayed = await replay_letters(session, [_id(item)], at=NOON + HOUR)
    assert replayed.put_back == [_id(item)]
    session.expire_all()
    waiting = list(await session.scalars(select(InboxItem).order_by(InboxItem.id)))
    assert [(one.outside_id, one.state) for one in waiting] == [
        ("1", InboxState.WAITING),
        ("2", InboxState.WAITING),
    ]
    assert (waiting[0].attempts, waiting[0].error, waiting[0].acted_at) == (0, None, None)
    claimed = await claim_items(
        session, InboxSource.TELEGRAM, after=FIRST_TURN, at=NOON + HOUR, limit=5
    )
    assert [one.outside_id for one in claimed] == ["1"]


async def test_a_message_that_is_put_back_lives_as_long_as_it_would_have_lived(
    session: AsyncSession,
) -> None:
    short = await _dead_row(session, expires_at=NOON + timedelta(minutes=5), not_before=NOON)
    endless = await _dead_row(session)
    later = NOON + 24 * HOUR
    replayed = await replay_letters(session, [_id(short), _id(endless)], at=later)
    assert replayed.put_back == [_id(short), _id(endless)]
    for row in (short, endless):
        await session.refresh(row)
        assert (row.state, row.attempts, row.ended_at) == (OutboxState.QUEUED, 0, None)
    assert short.expires_at == later + timedelta(minutes=5)
    assert endless.expires_at is None


async def test_an_old_state_of_a_thing_is_not_told_after_a_newer_one(
    session: AsyncSession,
) -> None:
    old = await _dead_row(session, coalesce_key="card")
    await _dead_row(session, coalesce_key="card", state=OutboxState.SENT)
    replayed = await replay_letters(session, [_id(old)], at=NOON)
    assert (replayed.put_back, replayed.kept) == ([], [_id(old)])


async def test_an_update_whose_content_could_not_be_stored_is_listed_and_stays(
    session: AsyncSession,
) -> None:
    unreadable = replace(_told(1), payload={"bytes": 12})
    await keep_poison(session, InboxSource.TELEGRAM, unreadable, "DataError", at=NOON)
    [letter] = await list_letters(session)
    assert (letter.what, letter.why) == ("telegram", "DataError")
    replayed = await replay_letters(session, [letter.id], at=NOON)
    assert replayed.kept == [letter.id]


async def test_each_replay_is_told_to_the_audit_log_and_found_again(
    session: AsyncSession,
) -> None:
    event, item, row = (
        await _dead_event(session),
        await _put_aside(session),
        await _dead_row(session),
    )
    ids = [_id(event), _id(item), _id(row)]
    missing = LetterId(LetterKind.INBOX, 999_999)
    replayed = await replay_letters(session, [*ids, missing], at=NOON)
    assert (replayed.put_back, replayed.missing) == (sorted(ids), [missing])
    told = list(await session.scalars(select(EventRow).order_by(EventRow.position)))
    assert {one.name for one in told} == {"dead_letter_replayed"}
    assert [(one.facts["kind"], one.facts["number"]) for one in told] == [
        (one.kind, one.number) for one in sorted(ids)
    ]
    assert told[0].about == event.event_id

    again = await _again(session, row)
    await replay_letters(session, [again], at=NOON)
    abouts = select(func.count(EventRow.about.distinct()))
    assert await session.scalar(abouts) == 3


async def _again(session: AsyncSession, row: OutboxRow) -> LetterId:
    """Let a row die once more."""
    await session.refresh(row)
    row.state, row.ended_at = OutboxState.DEAD, NOON
    await session.flush()
    return _id(row)


async def test_what_waits_or_was_sent_is_no_dead_letter(session: AsyncSession) -> None:
    await keep_told(session, InboxSource.TELEGRAM, [_told(1)], at=NOON)
    sent = await _dead_row(session, state=OutboxState.SENT)
    assert await list_letters(session) == []
    assert (await replay_letters(session, [_id(sent)], at=NOON)).missing == [_id(sent)]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (None, ""),
        ("KeyError('Maya')", "KeyError"),
        ("Traceback\n  File …\ncore.errors.Refused: Maya\n", "core.errors.Refused"),
        ("1 validation error for Update\nmessage.text\n  Input 'x' [type=str]", "Input …"),
        ("Bad Request: BUTTON_DATA_INVALID", "Bad Request: BUTTON_DATA_INVALID"),
        ("Bad Request: button URL 'tg://x' is invalid: no", "Bad Request: button URL …"),
    ],
)
def test_the_reason_in_the_list_quotes_nothing(error: str | None, told: str) -> None:
    assert brief(error) == told


@pytest.mark.parametrize(
    "written", ["", "1", "letter:1", "inbox:", "inbox:x", "inbox:-1", "inbox:²"]
)
def test_what_is_no_id_is_refused(written: str) -> None:
    with pytest.raises(NotALetterId):
        LetterId.read(written)


def test_an_id_is_read_as_it_is_written() -> None:
    letter_id = LetterId(LetterKind.OUTBOX, 17)
    assert LetterId.read(str(letter_id)) == letter_id
