"""Taking in: what cannot be stored is put aside, and the rest goes on."""

import pytest
from sqlalchemy import select

from core.db import Db
from core.inbox.flows import keep_all
from core.inbox.models import InboxItem
from core.inbox.service import Told
from core.inbox.states import InboxSource, InboxState, storable
from tests.conftest import NOON


def _told(number: int, words: str) -> Told:
    return Told(str(number), lane=number, payload={"words": words}, request_id="")


@pytest.mark.fresh_db
async def test_one_thing_that_cannot_be_stored_is_put_aside_alone(db: Db) -> None:
    """A lone half of a surrogate pair is JSON to Python and not to PostgreSQL."""
    told = [_told(1, "before"), _told(2, "\ud83d"), _told(3, "after")]
    await keep_all(db, InboxSource.TELEGRAM, told, at=NOON)
    async with db.begin() as session:
        items = list(await session.scalars(select(InboxItem).order_by(InboxItem.id)))
    assert [(item.outside_id, item.state) for item in items] == [
        ("1", InboxState.WAITING),
        ("2", InboxState.QUARANTINED),
        ("3", InboxState.WAITING),
    ]


def test_only_the_character_nul_is_taken_out() -> None:
    told = {"a\x00": ["x\x00y", {"b": 1, "c": None}], "d": "é\u200b😀\\u0000"}
    assert storable(told) == {"a": ["xy", {"b": 1, "c": None}], "d": "é\u200b😀\\u0000"}
