"""Nobody learns who somebody is without leaving his own name and the reason, for good."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from core.audit.queries import events_about
from core.background import AUDIT
from core.clock import utc_now
from core.db import Db
from core.events.flows import deliver_all, hear_one
from core.ids import new_id
from core.linkline.states import LineMissing
from core.offers.states import Side
from core.peers.queries import PeerIsGone
from core.privacy.service import forget
from core.unmasking.models import Unmasking
from core.unmasking.service import who_is
from core.unmasking.states import NoReason
from tests.chats import Chat, a_chat
from tests.conftest import NOON

pytestmark = pytest.mark.fresh_db

WHY = "The police asks, case 4711"


@pytest.fixture
async def chat(db: Db) -> Chat:
    return await a_chat(db)


async def test_who_is_looked_up_and_why_is_logged_before_it_is_told(chat: Chat) -> None:
    async with chat.db.begin() as session:
        found = await who_is(session, chat.line_id, Side.CARRIER, by="Ines", why=WHY, at=NOON)
    assert found.id == chat.carla.id
    await deliver_all(chat.db, [AUDIT])
    while await hear_one(chat.db, AUDIT, clock=utc_now):
        pass
    async with chat.db.begin() as session:
        kept = (await session.scalars(select(Unmasking))).one()
        entries = await events_about(session, chat.line_id)
    assert (kept.by, kept.why, kept.side) == ("Ines", WHY, Side.CARRIER)
    (logged,) = [one for one in entries if one.name == "line_unmasked"]
    assert logged.facts == {"side": "carrier", "unmasking": str(kept.id)}


@pytest.mark.parametrize(("by", "why"), [("", WHY), ("Ines", " \n")])
async def test_without_a_name_and_a_reason_nobody_is_told(chat: Chat, by: str, why: str) -> None:
    async with chat.db.begin() as session:
        with pytest.raises(NoReason):
            await who_is(session, chat.line_id, Side.CARRIER, by=by, why=why, at=NOON)
        assert (await session.scalars(select(Unmasking))).all() == []


async def test_what_was_looked_up_cannot_be_changed_or_removed(chat: Chat) -> None:
    async with chat.db.begin() as session:
        await who_is(session, chat.line_id, Side.CARRIER, by="Ines", why=WHY, at=NOON)
    for statement in (
        "UPDATE unmasking SET why = 'nothing'",
        "DELETE FROM unmasking",
        "TRUNCATE unmasking",
    ):
        with pytest.raises(DBAPIError, match="only grows"):
            async with chat.db.begin() as session:
                await session.execute(text(statement))


async def test_who_is_forgotten_is_nobody_and_an_unknown_line_no_line(chat: Chat) -> None:
    async with chat.db.begin() as session:
        await forget(session, chat.carla, secret="of the house", at=NOON)
    async with chat.db.begin() as session:
        with pytest.raises(PeerIsGone):
            await who_is(session, chat.line_id, Side.CARRIER, by="Ines", why=WHY, at=NOON)
        with pytest.raises(LineMissing):
            await who_is(session, new_id(NOON), Side.CARRIER, by="Ines", why=WHY, at=NOON)
