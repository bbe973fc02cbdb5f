"""A process is killed while it carries a letter.

Nobody knows then whether it was taken, so nobody carries it again by himself.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.addresses.queries import address_of
from core.addresses.service import claim_address, confirm_address
from core.clock import utc_now
from core.db import Db
from core.letters.flows import claim_letters
from core.letters.models import OutLetter
from core.letters.queries import dead_letters_out
from core.letters.service import replay_letter, write_once
from core.letters.states import LEASE, TODAY, LetterState
from core.outbox.states import unpack_facts
from core.peers.states import ChannelKind
from tests.amazon import Amazon, opened_amazon
from tests.bot.samples import SAMPLE_FACTS
from tests.core.mail.postbox import Postbox, open_postbox
from tests.killing import killed_at_the_end, until
from tests.posts import a_peer
from tests.servers import TestServers

pytestmark = pytest.mark.fresh_db

POSTMAN = "tests/bot/postman.py"
_FACTS = unpack_facts({name: SAMPLE_FACTS[name] for name in ("from", "to", "side", "total")})


@dataclass
class Round:
    """Postmen who do not live long."""

    db: Db
    redis_url: str
    amazon: Amazon

    def postman(self, mail_url: str = "ses://eu-west-1") -> AbstractAsyncContextManager[None]:
        urls = (self.db.url, self.redis_url, mail_url, "sns://eu-west-1")
        return killed_at_the_end(
            POSTMAN,
            *urls,
            AWS_ENDPOINT_URL=self.amazon.url,
            AWS_ACCESS_KEY_ID="x",
            AWS_SECRET_ACCESS_KEY="x",
        )

    async def state_of(self, kind: ChannelKind) -> LetterState:
        notice = "chargeback-won" if kind is ChannelKind.EMAIL else TODAY
        async with self.db.begin() as session:
            query = select(OutLetter.state).where(OutLetter.notice == notice)
            return (await session.scalars(query)).one()

    async def is_in_doubt(self, kind: ChannelKind) -> None:
        """See that nobody carries it again, and that an operator may let it go anew."""
        at = utc_now() + LEASE
        assert await claim_letters(self.db, [kind], at=at) == []
        assert await self.state_of(kind) is LetterState.DEAD
        async with self.db.begin() as session:
            (dead,) = await dead_letters_out(session)
            assert "may have arrived" in (dead.error or "")
            assert await replay_letter(session, dead.id, at=utc_now())

    async def is_sent(self, kind: ChannelKind) -> None:
        async def has_gone() -> bool:
            return await self.state_of(kind) is LetterState.SENT

        await until(has_gone)

    async def waits(self, kind: ChannelKind, address: str) -> None:
        """Let a letter to a confirmed address wait."""
        at = utc_now()
        async with self.db.begin() as session:
            noor = await a_peer(session)
            _, code = await claim_address(session, noor, kind, address, at=at)
            await confirm_address(session, noor, kind, code, at=at)
            channel = await address_of(session, noor, kind)
            assert channel is not None
            notice = "chargeback-won" if kind is ChannelKind.EMAIL else TODAY
            how: dict[str, Any] = {"once": "1", "expires_at": at + timedelta(hours=1), "at": at}
            await write_once(session, channel.id, notice, {**_FACTS, "state": "funded"}, **how)


@pytest.fixture
async def on_foot(db: Db, servers: TestServers) -> AsyncIterator[Round]:
    async with opened_amazon() as amazon:
        yield Round(db, servers.redis_url, amazon)


@pytest.mark.parametrize("call", ["get_suppressed_destination", "send_email"])
async def test_who_is_killed_over_a_letter_by_ses_leaves_it_in_doubt(
    on_foot: Round, call: str
) -> None:
    await on_foot.waits(ChannelKind.EMAIL, "noor@example.org")
    on_foot.amazon.holds(call)
    async with on_foot.postman():
        await until(on_foot.amazon.is_asked)
    on_foot.amazon.lets_go()
    taken = on_foot.amazon.done("send_email")
    await on_foot.is_in_doubt(ChannelKind.EMAIL)
    async with on_foot.postman():
        await on_foot.is_sent(ChannelKind.EMAIL)
    assert on_foot.amazon.done("send_email") == taken + 1


@pytest.mark.parametrize("call", ["check_if_phone_number_is_opted_out", "publish"])
async def test_who_is_killed_over_a_short_message_leaves_it_in_doubt(
    on_foot: Round, call: str
) -> None:
    await on_foot.waits(ChannelKind.SMS, "98765 43210")
    on_foot.amazon.holds(call)
    async with on_foot.postman():
        await until(on_foot.amazon.is_asked)
    on_foot.amazon.lets_go()
    taken = on_foot.amazon.done("publish")
    await on_foot.is_in_doubt(ChannelKind.SMS)
    async with on_foot.postman():
        await on_foot.is_sent(ChannelKind.SMS)
    assert on_foot.amazon.done("publish") == taken + 1


@pytest.mark.parametrize("call", ["mail", "rcpt", "data"])
async def test_who_is_killed_over_a_letter_by_smtp_leaves_it_in_doubt(
    on_foot: Round, call: str
) -> None:
    await on_foot.waits(ChannelKind.EMAIL, "noor@example.org")
    box = Postbox()
    with open_postbox(box) as port:
        url = f"smtp://127.0.0.1:{port}"
        box.holds(call)
        async with on_foot.postman(url):
            await until(box.is_asked)
        box.lets_go()
        assert len(box.letters) == (call == "data"), "what was handed over was taken"
        await on_foot.is_in_doubt(ChannelKind.EMAIL)
        async with on_foot.postman(url):
            await on_foot.is_sent(ChannelKind.EMAIL)
        assert len(box.letters) == 1 + (call == "data")
