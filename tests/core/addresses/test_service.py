"""Naming an address, proving it, giving it up."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.addresses.queries import address_of
from core.addresses.service import (
    claim_address,
    confirm_address,
    drop_address,
    note_nobody_there,
    stop_address,
)
from core.addresses.states import CODE_LIVES, CODES_A_DAY, MOST_TRIES, TooManyCodes, Tried
from core.outbox.models import OutboxRow
from core.peers.models import Peer
from core.peers.states import ChannelKind
from core.privacy.service import export_everything, forget
from tests.conftest import NOON
from tests.posts import a_peer

MAIL, SMS = ChannelKind.EMAIL, ChannelKind.SMS


async def confirmed(
    session: AsyncSession, peer: Peer, kind: ChannelKind = MAIL, typed: str = "noor@example.org"
) -> None:
    _, code = await claim_address(session, peer, kind, typed, at=NOON)
    tried, _ = await confirm_address(session, peer, kind, code, at=NOON)
    assert tried is Tried.RIGHT


async def _address(session: AsyncSession, peer: Peer, kind: ChannelKind = MAIL) -> str | None:
    channel = await address_of(session, peer, kind)
    return None if channel is None else channel.address


async def test_an_address_is_used_only_after_its_code(session: AsyncSession) -> None:
    noor = await a_peer(session)
    _, code = await claim_address(session, noor, MAIL, "noor@example.org", at=NOON)
    assert await _address(session, noor) is None
    assert await confirm_address(session, noor, MAIL, code, at=NOON) == (Tried.RIGHT, 0)
    assert await _address(session, noor) == "noor@example.org"


async def test_a_new_address_takes_the_place_of_the_old_one(session: AsyncSession) -> None:
    noor = await a_peer(session)
    await confirmed(session, noor)
    await confirmed(session, noor, typed="n@bücher.example")
    assert await _address(session, noor) == "n@xn--bcher-kva.example"
    await confirmed(session, noor, SMS, "98765 43210")
    assert await _address(session, noor, SMS) == "+919876543210"


async def test_a_code_is_good_for_a_while_and_for_a_few_tries(session: AsyncSession) -> None:
    noor = await a_peer(session)
    _, code = await claim_address(session, noor, MAIL, "noor@example.org", at=NOON)
    late = NOON + CODE_LIVES
    assert await confirm_address(session, noor, MAIL, code, at=late) == (Tried.OVER, 0)
    wrong = "000000" if code != "000000" else "000001"
    for left in reversed(range(MOST_TRIES)):
        tried = await confirm_address(session, noor, MAIL, wrong, at=NOON)
        assert tried == (Tried.WRONG, left)
    assert await confirm_address(session, noor, MAIL, code, at=NOON) == (Tried.OVER, 0)
    assert await _address(session, noor) is None


async def test_a_code_is_good_once(session: AsyncSession) -> None:
    noor = await a_peer(session)
    _, code = await claim_address(session, noor, MAIL, "noor@example.org", at=NOON)
    await confirm_address(session, noor, MAIL, code, at=NOON)
    await drop_address(session, noor, MAIL)
    assert await confirm_address(session, noor, MAIL, code, at=NOON) == (Tried.OVER, 0)


async def test_nobody_fills_a_mailbox_with_codes(session: AsyncSession) -> None:
    noor, ravi = await a_peer(session), await a_peer(session, "Ravi")
    for _ in range(CODES_A_DAY):
        await claim_address(session, noor, MAIL, "victim@example.org", at=NOON)
    with pytest.raises(TooManyCodes):
        await claim_address(session, noor, MAIL, "other@example.org", at=NOON)
    with pytest.raises(TooManyCodes):
        await claim_address(session, ravi, MAIL, "victim@example.org", at=NOON)
    await claim_address(session, ravi, MAIL, "ravi@example.org", at=NOON)
    await claim_address(session, noor, MAIL, "noor@example.org", at=NOON + timedelta(days=1))


async def test_whoever_reads_a_mailbox_has_its_address(session: AsyncSession) -> None:
    noor, ravi = await a_peer(session), await a_peer(session, "Ravi")
    await confirmed(session, noor)
    await confirmed(session, ravi)
    assert await _address(session, noor) is None
    assert await _address(session, ravi) == "noor@example.org"


@pytest.mark.parametrize("way", [note_nobody_there, stop_address])
async def test_an_address_that_is_given_up_is_said_in_telegram(
    session: AsyncSession, way: Callable[..., Awaitable[bool]]
) -> None:
    noor = await a_peer(session)
    await confirmed(session, noor)
    channel = await address_of(session, noor, MAIL)
    assert channel is not None
    assert await way(session, channel.id, at=NOON)
    assert not await way(session, channel.id, at=NOON)
    assert await _address(session, noor) is None
    (row,) = await session.scalars(select(OutboxRow).where(OutboxRow.notice.like("address-%")))
    assert row.content == {"kind": "email", "address": "n…r@example.org"}


async def test_the_chat_itself_is_no_address_that_is_given_up(session: AsyncSession) -> None:
    noor = await a_peer(session)
    chat = await address_of(session, noor, ChannelKind.TELEGRAM)
    assert chat is not None
    assert not await stop_address(session, chat.id, at=NOON)


async def test_the_export_has_it_and_forgetting_leaves_nothing(session: AsyncSession) -> None:
    noor = await a_peer(session)
    await confirmed(session, noor)
    everything = await export_everything(session, noor, at=NOON)
    assert {"email", "telegram"} == {one["kind"] for one in everything["channels"]}
    (named,) = everything["addresses_named"]
    assert named["address"] == "noor@example.org"
    assert "code_hash" not in named
    await forget(session, noor, secret="of the house", at=NOON)
    assert await _address(session, noor) is None
    again = await a_peer(session, "Again")
    await confirmed(session, again)
