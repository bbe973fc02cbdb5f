"""What is parked becomes a letter; a letter goes once, or is known not to have gone."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.addresses.queries import address_of
from core.addresses.service import claim_address, confirm_address, drop_address
from core.db import Db
from core.dead_letters import LetterKind, list_letters, open_letter, replay_letters
from core.letters.flows import (
    Due,
    claim_letters,
    note_carried,
    note_dead,
    note_nobody,
    note_not_taken,
)
from core.letters.models import OutLetter
from core.letters.queries import dead_letters_out
from core.letters.service import ask_for_code, forward_parked, replay_letter, write_once
from core.letters.states import BEFORE_IT_GOES, LEASE, MOST_AN_HOUR, LetterState, pause_after
from core.outbox.models import OutboxRow
from core.outbox.service import tell
from core.outbox.states import OutboxState, Urgency
from core.peers.models import Peer
from core.peers.states import ChannelKind
from tests.conftest import NOON
from tests.posts import a_peer

BOTH = (ChannelKind.EMAIL, ChannelKind.SMS)
WON = {"total": "€10", "from": "Delhi", "to": "Mumbai"}


@dataclass
class Mail:
    """Noor, who has blocked the bot and has confirmed an address."""

    db: Db
    noor: Peer
    at: datetime = NOON
    rows: list[int] = field(default_factory=list)

    async def parked(
        self, notice: str = "chargeback-won", key: str | None = None, **facts: Any
    ) -> int:
        """Let something be told that cannot be; answer its row."""
        async with self.db.begin() as session:
            (row_id,) = await tell(
                session, self.noor, notice, facts, urgency=Urgency.MONEY, coalesce_key=key,
                at=self.at,
            )  # fmt: skip
            await self._park(session, row_id)
        return row_id

    async def _park(self, session: AsyncSession, row_id: int) -> None:
        await session.execute(
            update(OutboxRow).where(OutboxRow.id == row_id).values(state=OutboxState.PARKED)
        )
        await forward_parked(session, [row_id], at=self.at)

    async def park_again(self, row_id: int) -> None:
        async with self.db.begin() as session:
            await self._park(session, row_id)

    async def letters(self) -> list[OutLetter]:
        async with self.db.begin() as session:
            query = select(OutLetter).where(OutLetter.channel_id.is_not(None))
            return list(await session.scalars(query.order_by(OutLetter.id)))

    async def due(self, *, after: timedelta = BEFORE_IT_GOES) -> list[Due]:
        self.at += after
        return await claim_letters(self.db, BOTH, at=self.at)

    async def states(self) -> list[LetterState]:
        return [one.state for one in await self.letters()]

    async def channel_id(self) -> UUID:
        async with self.db.begin() as session:
            channel = await address_of(session, self.noor, ChannelKind.EMAIL)
        assert channel is not None
        return channel.id


@pytest.fixture
async def mail(db: Db) -> Mail:
    async with db.begin() as session:
        noor = await a_peer(session)
        _, code = await claim_address(session, noor, ChannelKind.EMAIL, "noor@example.org", at=NOON)
        await confirm_address(session, noor, ChannelKind.EMAIL, code, at=NOON)
    return Mail(db, noor)


async def test_what_matters_is_written_and_goes_a_little_later(mail: Mail) -> None:
    await mail.parked(**WON)
    assert await mail.due(after=timedelta(0)) == []
    (due,) = await mail.due()
    assert (due.address, due.notice) == ("noor@example.org", "chargeback-won")
    assert due.content == WON
    await note_carried(mail.db, due.id, at=mail.at)
    (letter,) = await mail.letters()
    assert (letter.state, letter.content) == (LetterState.SENT, {})
    assert await mail.due() == []


@pytest.mark.parametrize(
    ("notice", "facts"),
    [("offer", {}), ("line-message", {}), ("quest", {"edits": 1}), ("quest", {"changes": 1})],
)
async def test_what_is_no_news_or_does_not_matter_is_not_written(
    mail: Mail, notice: str, facts: dict[str, Any]
) -> None:
    await mail.parked(notice, **facts)
    assert await mail.letters() == []


async def test_who_has_no_address_gets_no_letter(mail: Mail) -> None:
    async with mail.db.begin() as session:
        await drop_address(session, mail.noor, ChannelKind.EMAIL)
    await mail.parked(**WON)
    assert await mail.letters() == []


async def test_a_row_is_written_once_however_often_it_is_parked(mail: Mail) -> None:
    row_id = await mail.parked(**WON)
    await mail.park_again(row_id)
    assert len(await mail.letters()) == 1


async def test_of_one_thing_only_the_newest_state_is_told(mail: Mail) -> None:
    await mail.parked("quest", key="card 1", state="funded")
    await mail.parked("quest", key="card 2", state="funded")
    await mail.parked("quest", key="card 1", state="cancelled")
    told = await mail.due()
    assert [one.content["state"] for one in told] == ["funded", "cancelled"]
    assert (await mail.states())[0] is LetterState.SUPERSEDED


async def test_who_is_back_before_it_goes_reads_it_in_telegram_alone(mail: Mail) -> None:
    row_id = await mail.parked(**WON)
    async with mail.db.begin() as session:
        await session.execute(
            update(OutboxRow).where(OutboxRow.id == row_id).values(state=OutboxState.QUEUED)
        )
    assert await mail.due() == []
    assert await mail.states() == [LetterState.SUPERSEDED]


async def test_an_address_that_is_taken_away_takes_its_letters_along(mail: Mail) -> None:
    await mail.parked(**WON)
    (due,) = await mail.due()
    await mail.parked(**WON)
    async with mail.db.begin() as session:
        await drop_address(session, mail.noor, ChannelKind.EMAIL)
    await note_carried(mail.db, due.id, at=mail.at)
    assert await mail.due() == []
    assert await mail.letters() == []


async def test_two_postmen_carry_a_letter_once(mail: Mail) -> None:
    await mail.parked(**WON)
    assert len(await mail.due()) == 1
    assert await mail.due(after=timedelta(0)) == []


async def test_what_was_left_in_doubt_is_not_carried_again_by_itself(mail: Mail) -> None:
    await mail.parked(**WON)
    (due,) = await mail.due()
    assert await mail.due(after=LEASE) == []
    async with mail.db.begin() as session:
        (dead,) = await dead_letters_out(session)
        assert dead.id == due.id
        assert "may have arrived" in (dead.error or "")
        assert await replay_letter(session, dead.id, at=mail.at)
    (again,) = await mail.due()
    assert again.content == WON


async def test_what_was_not_taken_is_tried_again_and_in_the_end_given_up(mail: Mail) -> None:
    await mail.parked(**WON)
    (due,) = await mail.due()
    tries = 0
    while await note_not_taken(mail.db, due.id, "451 later", at=mail.at):
        tries += 1
        pause = pause_after(tries)
        assert pause is not None
        assert await mail.due(after=pause - timedelta(seconds=1)) == []
        (due,) = await mail.due(after=timedelta(seconds=1))
    assert tries == 8
    assert await mail.states() == [LetterState.DEAD]


async def test_one_address_gets_so_many_letters_an_hour_and_the_rest_later(mail: Mail) -> None:
    for _ in range(MOST_AN_HOUR + 2):
        await mail.parked(**WON)
    carried = 0
    mail.at += BEFORE_IT_GOES
    for _ in range(4):
        for due in await mail.due(after=timedelta(0)):
            await note_carried(mail.db, due.id, at=mail.at)
            carried += 1
    assert carried == MOST_AN_HOUR
    assert len(await mail.due(after=timedelta(hours=1))) == 2


async def test_an_address_at_which_nobody_is_is_given_up_and_that_is_told(mail: Mail) -> None:
    await mail.parked(**WON)
    (due,) = await mail.due()
    await note_nobody(mail.db, due.id, "550 5.1.1", at=mail.at)
    assert await mail.letters() == []
    async with mail.db.begin() as session:
        assert await address_of(session, mail.noor, ChannelKind.EMAIL) is None
        (row,) = await session.scalars(select(OutboxRow).where(OutboxRow.notice == "address-lost"))
    assert row.urgency == Urgency.MONEY  # it waits for him for as long as it takes


async def test_a_code_to_nobody_is_told_where_it_was_asked_for(mail: Mail) -> None:
    async with mail.db.begin() as session:
        claim = await ask_for_code(
            session, mail.noor, ChannelKind.EMAIL, "nobody@example.org", at=mail.at
        )
    (due,) = await mail.due(after=timedelta(0))
    assert due.address == claim.address
    await note_nobody(mail.db, due.id, "550 5.1.1", at=mail.at)
    async with mail.db.begin() as session:
        assert await address_of(session, mail.noor, ChannelKind.EMAIL) is not None
        tried, _ = await confirm_address(
            session, mail.noor, ChannelKind.EMAIL, due.content["code"], at=mail.at
        )
        (row,) = await session.scalars(select(OutboxRow).where(OutboxRow.notice == "address-lost"))
    assert tried.value == "over"
    assert row.content["address"] == "n…y@example.org"


async def test_what_is_told_but_once_a_day_is_so_and_not_after_its_time(mail: Mail) -> None:
    channel_id, ends = await mail.channel_id(), mail.at + timedelta(hours=1)
    how: dict[str, Any] = {"once": "q 2026-11-24", "expires_at": ends, "at": mail.at}
    async with mail.db.begin() as session:
        assert await write_once(session, channel_id, "hand-over-today", {}, **how)
        assert not await write_once(session, channel_id, "hand-over-today", {}, **how)
    assert await mail.due(after=timedelta(hours=1)) == []
    assert await mail.states() == [LetterState.EXPIRED]


async def test_kinds_that_nobody_carries_wait(mail: Mail) -> None:
    await mail.parked(**WON)
    mail.at += BEFORE_IT_GOES
    assert await claim_letters(mail.db, [ChannelKind.SMS], at=mail.at) == []
    assert len(await claim_letters(mail.db, [ChannelKind.EMAIL], at=mail.at)) == 1


async def test_a_letter_that_was_refused_for_good_waits_for_an_operator(mail: Mail) -> None:
    await mail.parked(**WON)
    (due,) = await mail.due()
    await note_dead(mail.db, due.id, "554 spam", at=mail.at)
    async with mail.db.begin() as session:
        (listed,) = await list_letters(session, kind=LetterKind.MAIL)
        assert (listed.what, listed.why) == ("letter: chargeback-won", "554 spam")
        opened = await open_letter(session, listed.id)
        assert opened is not None
        assert opened["content"] == WON
        replayed = await replay_letters(session, [listed.id], at=mail.at)
    assert replayed.put_back == [listed.id]
    assert len(await mail.due()) == 1
