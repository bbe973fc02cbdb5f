"""A key for programs, made and revoked on a phone."""

import re

import httpx
import pytest
from sqlalchemy import inspect, select

from core.drafts.models import Draft
from core.outbox.models import OutboxRow
from core.tokens.models import ApiToken
from core.tokens.service import wipe_shown_tokens
from core.wiring import Services
from tests.phones import Person, buttons, words
from webhooks.app import build_web

pytestmark = pytest.mark.fresh_db


async def _new_key(person: Person, *, may: str = "✏️ Look") -> str:
    """Make a key called laptop; answer what the program sends."""
    await person.text("/profile")
    await person.hears("With us since")
    await person.press("🔑 Keys for programs")
    await person.hears("give it to nobody")
    await person.press("New key")
    await person.hears("What is the key for")
    await person.text("laptop")
    await person.hears("What may the program do")
    await person.press(may)
    shown = await person.hears("Your new key")
    await person.hears(lambda message: "🔑 laptop" in buttons(message))
    found = re.search(r"pc_[A-Za-z0-9_-]{43}", words(shown))
    assert found is not None
    return found.group()


async def test_the_message_says_where_the_docs_are_even_without_a_public_address(
    maya: Person,
) -> None:
    await _new_key(maya)
    chat = await maya.messages()
    shown = next(one for one in reversed(chat) if "Your new key" in words(one))
    assert "http://127.0.0.1:8000/api/v1/docs" in words(shown)


async def _status(services: Services, secret: str) -> int:
    transport = httpx.ASGITransport(build_web(services))
    async with httpx.AsyncClient(transport=transport, base_url="http://cargo/api/v1") as http:
        return (await http.get("/me", headers={"Authorization": f"Bearer {secret}"})).status_code


async def test_a_key_is_shown_once_works_and_is_revoked_with_a_second_thought(
    maya: Person, bot_services: Services
) -> None:
    secret = await _new_key(maya)
    assert await _status(bot_services, secret) == 200
    await maya.press("🔑 laptop")
    one = await maya.hears("Last used")
    assert secret not in words(one)
    await maya.press("🗑 Revoke")
    await maya.hears("Revoke this key?")
    await maya.press("No, keep it")
    await maya.hears("Last used")
    await maya.press("🗑 Revoke")
    await maya.hears("Revoke this key?")
    await maya.press("🗑 Yes, revoke it")
    await maya.hears("The key is revoked")
    assert await _status(bot_services, secret) == 401


async def test_the_secret_stays_nowhere_in_the_database(
    maya: Person, bot_services: Services
) -> None:
    secret = await _new_key(maya, may="👁 Only look")
    async with bot_services.db.begin() as session:
        await wipe_shown_tokens(session)
        rows = [row.content for row in await session.scalars(select(OutboxRow))]
        drafts = [draft.content for draft in await session.scalars(select(Draft))]
        token = (await session.scalars(select(ApiToken))).one()
        kept = {column.key: getattr(token, column.key) for column in inspect(ApiToken).columns}
    assert (token.name, token.scope, token.shown_row) == ("laptop", "read", None)
    assert secret not in repr([rows, drafts, kept])


async def test_a_name_that_is_too_long_is_asked_for_again(maya: Person) -> None:
    await maya.text("/profile")
    await maya.hears("With us since")
    await maya.press("🔑 Keys for programs")
    await maya.hears("give it to nobody")
    await maya.press("New key")
    await maya.hears("What is the key for")
    await maya.text("x" * 41)
    await maya.hears("at most 40 characters")
    await maya.press("Without a name")
    await maya.hears("What may the program do")
