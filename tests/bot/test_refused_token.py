"""A token that Telegram refuses: operators hear of it without Telegram, and no word is lost."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import httpx
import pytest
from sqlalchemy import select

from bot.runner import open_bot
from core.clock import utc_now
from core.outbox.models import OutboxRow
from core.outbox.service import Call, queue_call
from core.outbox.states import LIVE, OutboxState
from core.peers.queries import channel_at
from core.peers.states import ChannelKind
from core.wiring import Services
from tests.phones import Person, Phones
from tests.sandboxes import NO_LIMITS, TOKEN, USERNAME
from webhooks.app import build_web

pytestmark = pytest.mark.fresh_db

REVOKED = "42:the-token-after-this-one"


async def _issue(phones: Phones, token: str) -> None:
    """Do what @BotFather does: from now on only this token is accepted."""
    named = {"token": token, "username": USERNAME, "first_name": "Peer-Cargo"}
    await phones.ask("POST", "/bots", named)


@asynccontextmanager
async def _running(services: Services) -> AsyncIterator[None]:
    async with open_bot(services, limits=NO_LIMITS) as bot:
        running = asyncio.create_task(bot.run(webhook_path="/unused"))
        try:
            yield
        finally:
            assert not running.done(), "the bot has crashed"
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


async def _until(fits: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not fits():  # noqa: ASYNC110  (what happens is not told to a test)
            await asyncio.sleep(0.01)


async def _refused(phones: Phones, method: str) -> int:
    """Wait until the method is refused; count how often it was."""
    async with asyncio.timeout(10):
        while True:
            asked = await phones.requests(method)
            if refused := [one for one in asked if one["status"] == 401]:
                return len(refused)


async def _readiness(services: Services) -> tuple[int, str]:
    transport = httpx.ASGITransport(build_web(services))
    async with httpx.AsyncClient(transport=transport, base_url="http://cargo") as http:
        answer = await http.get("/readyz")
    return answer.status_code, answer.text


async def _queue(services: Services, person: Person, text: str) -> int:
    async with services.db.begin() as session:
        channel = await channel_at(session, ChannelKind.TELEGRAM, str(person.id))
        assert channel is not None
        call = Call(channel.id, "sendMessage", {"text": text})
        return await queue_call(session, call, at=utc_now())


async def _all_sent(services: Services) -> None:
    """Wait until the sender has nothing left to do."""
    async with asyncio.timeout(10):
        while True:
            async with services.db.begin() as session:
                query = select(OutboxRow.id).where(OutboxRow.state.in_(LIVE)).limit(1)
                if await session.scalar(query) is None:
                    return


async def test_while_the_token_is_refused_rows_wait_and_afterwards_they_are_sent(
    bot_services: Services, phones: Phones, maya: Person
) -> None:
    await _all_sent(bot_services)  # or what is left of joining is refused, and not these
    await _issue(phones, REVOKED)
    rows = [await _queue(bot_services, maya, f"Word {number}") for number in range(3)]
    await _until(lambda: bool(bot_services.troubles.now()))
    code, said = await _readiness(bot_services)
    assert code == 503
    assert "TELEGRAM_BOT_TOKEN" in said
    assert TOKEN not in said
    await _refused(phones, "getMe")  # by then the sender has put back what it had
    async with bot_services.db.begin() as session:
        query = select(OutboxRow).where(OutboxRow.id.in_(rows))
        found = [(row.state, row.attempts) for row in await session.scalars(query)]
    assert found == [(OutboxState.QUEUED, 0)] * 3
    assert await _refused(phones, "sendMessage") == 1, "the sender went on"

    await _issue(phones, TOKEN)
    await maya.hears("Word 2")
    await _until(lambda: not bot_services.troubles.now())
    assert (await _readiness(bot_services))[0] == 200
    async with bot_services.db.begin() as session:
        query = select(OutboxRow).where(OutboxRow.id.in_(rows)).order_by(OutboxRow.id)
        assert [row.attempts for row in await session.scalars(query)] == [1, 1, 1]


async def test_a_bot_that_starts_with_a_refused_token_waits_until_it_is_accepted(
    bot_services: Services, sandbox_url: str
) -> None:
    async with Phones.at(sandbox_url, bot=USERNAME) as phones:
        await _issue(phones, REVOKED)
        async with _running(bot_services):
            await _until(lambda: bool(bot_services.troubles.now()))
            await _issue(phones, TOKEN)
            maya = await phones.person("Maya")
            await maya.start()
            await maya.hears("Welcome")
            assert not bot_services.troubles.now()


async def test_a_row_that_looks_like_a_refused_token_holds_nobody_up(
    bot_services: Services, phones: Phones, maya: Person
) -> None:
    """There is no such method, and the answer to that is the answer to a token that cannot be."""
    async with bot_services.db.begin() as session:
        channel = await channel_at(session, ChannelKind.TELEGRAM, str(maya.id))
        assert channel is not None
        call = Call(channel.id, "sendNothingThatExists", {})
        strange = await queue_call(session, call, at=utc_now())
    await _queue(bot_services, maya, "And the next one")
    await maya.hears("And the next one")
    async with bot_services.db.begin() as session:
        row = await session.get_one(OutboxRow, strange)
    assert row.state is OutboxState.DEAD
    assert not bot_services.troubles.now()
