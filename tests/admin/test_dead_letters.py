"""An operator reads dead letters on the command line and puts them back."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Db
from core.events.flows import deliver_all, hear_one
from core.events.queries import count_waiting
from core.events.service import Group, publish
from core.events.states import MOST_ATTEMPTS, Event, EventName
from core.inbox.models import InboxItem
from core.inbox.service import Told, keep_told, note_failure
from core.inbox.states import MOST_ATTEMPTS as MOST_INBOX_ATTEMPTS
from core.inbox.states import InboxSource, InboxState
from tests.admin.terminal import Terminal
from tests.conftest import NOON
from tests.core.events.builders import SOMEBODY
from tests.servers import TestServers

OTHERS_TOKEN = "123456:" + "AbCdEfGh_" * 4


async def _fail(session: AsyncSession, event: Event) -> None:
    raise ValueError("no ink")


async def _make_dead_letter(db: Db) -> None:
    group = Group("scribe", {EventName.PEER_JOINED: _fail})
    async with db.begin() as session:
        await publish(session, EventName.PEER_JOINED, SOMEBODY, at=NOON, facts={"number": 5})
    await deliver_all(db, [group])
    moments = iter(NOON + attempt * timedelta(days=1) for attempt in range(2 * MOST_ATTEMPTS))
    for _ in range(MOST_ATTEMPTS):
        await hear_one(db, group, clock=lambda: next(moments))


async def _make_dead_update(db: Db, text: str) -> int:
    told = Told("1", lane=7, payload={"update_id": 1, "message": {"text": text}}, request_id="")
    async with db.begin() as session:
        await keep_told(session, InboxSource.TELEGRAM, [told], at=NOON)
        item = (await session.scalars(select(InboxItem))).one()
        for _ in range(MOST_INBOX_ATTEMPTS):
            await note_failure(session, item.id, f"ValueError({text!r})", at=NOON)
        return item.id


@pytest.mark.fresh_db
async def test_a_dead_letter_is_listed_shown_and_put_back(db: Db, servers: TestServers) -> None:
    operator = Terminal(db, servers, "dead")
    assert await operator.types("list") == (0, "No dead letters.\n")
    await _make_dead_letter(db)

    code, listed = await operator.types("list", "--group", "scribe")
    assert code == 0
    assert "event:1" in listed
    assert "scribe: peer_joined" in listed
    assert "ValueError" in listed
    assert "no ink" not in listed
    code, shown = await operator.types("show", "event:1")
    assert code == 0
    assert '"number": 5' in shown
    assert str(SOMEBODY) in shown
    assert "ValueError: no ink" in shown
    assert await operator.types("replay", "event:1") == (0, "Put back: 1.\n")
    async with db.begin() as session:
        assert await count_waiting(session) == {"scribe": (1, 0)}


@pytest.mark.fresh_db
async def test_an_update_that_was_put_aside_is_shown_without_secrets_and_put_back(
    db: Db, servers: TestServers
) -> None:
    operator = Terminal(db, servers, "dead")
    number = await _make_dead_update(db, f"my bot is {OTHERS_TOKEN} and [b]bold[/b]")
    code, listed = await operator.types("list", "--kind", "inbox")
    assert code == 0
    assert f"inbox:{number}" in listed
    assert "telegram message" in listed
    assert "my bot" not in listed
    code, shown = await operator.types("show", f"inbox:{number}")
    assert code == 0
    assert "my bot is ••• and [b]bold[/b]" in shown
    assert OTHERS_TOKEN not in shown
    assert await operator.types("replay", f"inbox:{number}") == (0, "Put back: 1.\n")
    async with db.begin() as session:
        item = (await session.scalars(select(InboxItem))).one()
    assert (item.state, item.attempts) == (InboxState.WAITING, 0)


@pytest.mark.fresh_db
async def test_all_dead_letters_can_be_put_back_and_a_wrong_id_is_said(
    db: Db, servers: TestServers
) -> None:
    operator = Terminal(db, servers, "dead")
    await _make_dead_letter(db)
    await _make_dead_update(db, "hello")
    unknown = "No dead letter has the id outbox:999.\n"
    assert await operator.types("show", "outbox:999") == (1, unknown)
    assert await operator.types("replay", "outbox:999") == (1, "Put back: 0.\n" + unknown)
    wrong = "An id looks like event:1, inbox:1 or outbox:1, and not like 999.\n"
    assert await operator.types("show", "999") == (2, wrong)
    assert (await operator.types("replay"))[0] == 2
    assert await operator.types("replay", "--all", "--kind", "event") == (0, "Put back: 1.\n")
    assert await operator.types("replay", "--all") == (0, "Put back: 1.\n")
    assert await operator.types("list") == (0, "No dead letters.\n")
