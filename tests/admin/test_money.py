"""An operator looks after money that needs a person."""

import asyncio
from uuid import UUID, uuid4

import aiohttp
import pytest
from typer.testing import CliRunner

from admin.money import _MEANS, money
from core.db import Db
from core.ids import new_id
from core.money import Money
from core.payments.models import Payment
from core.payments.service import freeze_payment, open_payment
from core.payments.states import FrozenReason
from core.reconciliation.states import FindingKind
from tests.conftest import NOON
from tests.market import RULES
from tests.posts import a_peer
from tests.sandboxes import running_sandbox
from tests.servers import TestServers

pytestmark = pytest.mark.fresh_db


@pytest.fixture
def _at_the_database(db: Db, servers: TestServers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", db.url)
    monkeypatch.setenv("REDIS_URL", servers.redis_url)


async def _frozen(db: Db) -> UUID:
    async with db.begin() as session:
        payer, payee = await a_peer(session, "Ravi"), await a_peer(session, "Carla")
        payment = await open_payment(
            session,
            new_id(NOON),
            payer_id=payer.id,
            payee_id=payee.id,
            price=Money(1_000, "EUR"),
            rules=RULES,
            at=NOON,
        )
        await freeze_payment(session, payment, FrozenReason.STRAY, at=NOON)
        return payment.id


@pytest.mark.usefixtures("_at_the_database")
async def test_a_payment_is_thawed_once(db: Db) -> None:
    payment_id = await _frozen(db)
    done = await asyncio.to_thread(CliRunner().invoke, money, ["thaw", str(payment_id)])
    assert done.exit_code == 0, done.output
    async with db.begin() as session:
        assert not (await session.get_one(Payment, payment_id)).is_frozen
    again = await asyncio.to_thread(CliRunner().invoke, money, ["thaw", str(payment_id)])
    assert (again.exit_code, "is not frozen here" in again.stderr) == (1, True)


@pytest.mark.usefixtures("_at_the_database")
async def test_the_books_are_checked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running_sandbox() as url, aiohttp.ClientSession(url) as plane:
        monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_test_of_ours")
        monkeypatch.setenv("STRIPE_API_BASE", url)
        well = await asyncio.to_thread(CliRunner().invoke, money, ["check"])
        assert (well.exit_code, "agree" in well.stdout) == (0, True), well.output
        odd = {"type": "reserve_transaction", "currency": "eur", "amount": 700}
        async with plane.post("/sandbox/stripe/balance", json=odd) as response:
            assert response.ok
        found = await asyncio.to_thread(CliRunner().invoke, money, ["check"])
        assert (found.exit_code, "7.00 EUR" in found.stdout) == (1, True), found.output


@pytest.mark.usefixtures("_at_the_database")
def test_without_a_key_there_is_nothing_to_check() -> None:
    done = CliRunner().invoke(money, ["check"])
    assert (done.exit_code, "STRIPE_SECRET_KEY" in done.stderr) == (1, True)


def test_every_finding_says_what_it_means() -> None:
    assert set(_MEANS) == {one.value for one in FindingKind}


@pytest.mark.usefixtures("_at_the_database")
def test_what_is_not_there_is_complained_about() -> None:
    unknown = uuid4()
    done = CliRunner().invoke(money, ["thaw", str(unknown)])
    assert done.exit_code == 1
    assert f"No payment has the id {unknown}." in done.stderr
