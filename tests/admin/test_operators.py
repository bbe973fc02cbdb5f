"""Whoever runs the machine lets the first operator in, and out again."""

import re

import pytest

from core.clock import utc_now
from core.db import Db
from core.operators.queries import operator_at, operator_of_link
from tests.admin.terminal import Terminal
from tests.servers import TestServers

pytestmark = pytest.mark.fresh_db

_LINK = re.compile(r"/admin/welcome/(\S+)")


async def test_an_operator_is_added_by_a_link_reset_listed_and_disabled(
    db: Db, servers: TestServers
) -> None:
    terminal = Terminal(db, servers, "operator")
    assert await terminal.types("list") == (
        0,
        "There is no operator: `peercargo operator add`.\n",
    )
    code, said = await terminal.types("add", " Ada@Example.org", "--name", "Ada [b]")
    link = _LINK.search(said)
    assert code == 0
    assert link is not None
    async with db.begin() as session:
        ada = await operator_of_link(session, link[1], at=utc_now())
    assert ada is not None
    assert (ada.email, ada.name, ada.role, ada.password_hash) == (
        "ada@example.org",
        "Ada [b]",
        "owner",
        None,
    )
    assert (await terminal.types("add", "ada@example.org"))[0] == 1
    assert (await terminal.types("add", "bo@example.org", "--role", "king"))[0] == 1
    _, again = await terminal.types("reset", "ada@example.org", "--why", "lost telephone")
    other = _LINK.search(again)
    assert other is not None
    async with db.begin() as session:
        assert await operator_of_link(session, link[1], at=utc_now()) is None
        assert await operator_of_link(session, other[1], at=utc_now()) is not None
    assert (await terminal.types("disable", "ada@example.org"))[0] == 1, "the last owner"
    await terminal.types("add", "bo@example.org")
    assert (await terminal.types("disable", "ada@example.org"))[0] == 0
    async with db.begin() as session:
        out = await operator_at(session, "ada@example.org")
    assert out is not None
    assert out.disabled_at is not None
    listed = (await terminal.types("list"))[1]
    assert "let in no more" in listed
    assert "Ada [b]" in listed
