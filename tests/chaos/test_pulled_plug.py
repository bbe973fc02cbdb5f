"""Whatever is killed and whenever: nothing that matters is lost, and only what is in doubt doubles.

Two workers share one embedded Postgres. While people write and words are queued for them, every
second or so a worker, the database or one of its processes is killed with SIGKILL.
"""

import asyncio
import secrets
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.clock import utc_now
from core.db import Db, connect
from core.inbox.models import InboxItem
from core.inbox.states import InboxState
from core.outages import DATABASE_AWAY
from core.outbox.models import OutboxRow
from core.outbox.service import Call, queue_call
from core.outbox.states import LIVE, OutboxState, Urgency
from core.peers.models import Channel
from core.peers.queries import channel_at
from core.peers.states import ChannelKind
from tests.chaos.town import Town, open_town
from tests.phones import Person, Phones, words
from tests.sandboxes import USERNAME

PEOPLE = 12
WORDS_EACH = 10
TEXTS_EACH = 4
KILLS = 10

pytestmark = pytest.mark.timeout(240)


async def test_nothing_that_matters_is_lost_whatever_is_killed(tmp_path: Path) -> None:
    async with (
        open_town(tmp_path, workers=2) as town,
        Phones.at(town.sandbox_url, bot=USERNAME) as phones,
    ):
        db = connect(town.database_url)
        people = [await phones.person(f"Person {number}") for number in range(PEOPLE)]
        await asyncio.gather(*(person.start() for person in people))
        await asyncio.gather(*(person.hears("Welcome", seconds=60) for person in people))

        await asyncio.gather(
            _kill_again_and_again(town),
            *(_write(person) for person in people),
            *(_queue_words(db, person) for person in people),
        )
        await _until_all_is_said(db)

        await _check_phones(db, phones, people)
        await _check_inbox(db)
        refused = (await phones.ask("GET", "/limits"))["refused"]
        await db.close()
    assert refused == {"overall": 0, "chat": 0, "group": 0}


async def _kill_again_and_again(town: Town) -> None:
    for _ in range(KILLS):
        await asyncio.sleep(0.7 + secrets.randbelow(1000) / 1000)
        victim = secrets.choice(("worker 0", "worker 1", "postgres", "postgres", "valkey"))
        if victim.startswith("worker"):
            town.kill_worker(int(victim[-1]))
        else:
            town.kill_server(victim)


async def _write(person: Person) -> None:
    for number in range(TEXTS_EACH):
        await person.text(f"Text {number}")
        await asyncio.sleep(secrets.randbelow(3000) / 1000)


async def _queue_words(db: Db, person: Person) -> None:
    """Queue numbered words, each in a transaction of its own, until it is certain that it is."""
    for number in range(WORDS_EACH):
        text = f"Word {number:02} for {person.first_name}"
        while not await _is_queued(db, text):
            try:
                await _queue(db, person, text)
            except DATABASE_AWAY:
                await asyncio.sleep(0.1)
        await asyncio.sleep(secrets.randbelow(2000) / 1000)


async def _queue(db: Db, person: Person, text: str) -> None:
    async with db.begin() as session:
        channel = await channel_at(session, ChannelKind.TELEGRAM, str(person.id))
        assert channel is not None
        call = Call(channel.id, "sendMessage", {"text": text}, urgency=Urgency.LINKLINE)
        await queue_call(session, call, at=utc_now())


async def _is_queued(db: Db, text: str) -> bool:
    while True:
        try:
            async with db.begin() as session:
                found = await session.scalar(
                    select(OutboxRow.id).where(OutboxRow.content["text"].astext == text)
                )
        except DATABASE_AWAY:
            await asyncio.sleep(0.1)
        else:
            return found is not None


async def _until_all_is_said(db: Db) -> None:
    async with asyncio.timeout(90):
        while True:
            try:
                async with db.begin() as session:
                    live = await session.scalar(
                        select(func.count()).where(OutboxRow.state.in_(LIVE))
                    )
                    waiting = await session.scalar(
                        select(func.count()).where(InboxItem.state == InboxState.WAITING)
                    )
            except DATABASE_AWAY:
                live, waiting = None, None
            if live == 0 and waiting == 0:
                return
            await asyncio.sleep(0.2)


async def _check_phones(db: Db, phones: Phones, people: list[Person]) -> None:
    async with db.begin() as session:
        in_doubt = set(
            await session.scalars(
                select(OutboxRow.content["text"].astext).where(OutboxRow.ambiguous_at.is_not(None))
            )
        )
    for person in people:
        chat = await phones.ask(
            "GET", f"/chats/{await person.chat_key()}/messages", limit=1000, deleted=1
        )
        # A word that is sent again says so below itself.
        heard = [
            words(message).split("\n")[0] for message in chat if words(message).startswith("Word ")
        ]
        counts = Counter(heard)
        assert len(counts) == WORDS_EACH, f"{person.first_name} missed words"
        assert all(text in in_doubt for text, count in counts.items() if count > 1)
        assert all(sooner <= later for sooner, later in pairwise(heard)), "out of order"


async def _check_inbox(db: Db) -> None:
    """Each text had its effect once: one answer each, beside the words and the first screen."""
    async with db.begin() as session:
        states = Counter(await session.scalars(select(InboxItem.state)))
        answers = await session.scalar(
            select(func.count())
            .select_from(OutboxRow)
            .join(Channel)
            .where(
                OutboxRow.method == "sendMessage",
                OutboxRow.content["text"].astext.not_like("Word %"),
                OutboxRow.state == OutboxState.SENT,
            )
        )
    assert states == {InboxState.DONE: PEOPLE * (TEXTS_EACH + 1)}
    assert answers == PEOPLE * (TEXTS_EACH + 1)
