"""Two meet twice: they look inside, and one gives the code of the other."""

import pytest
from sqlalchemy import select

from bot.links import Proof, link_of_proof, proof_in
from bot.qr import qr_code
from core.clock import utc_now
from core.ids import new_id
from core.payments.queries import payment_of
from core.payments.states import PaymentState
from core.quests.models import Quest
from core.quests.states import QuestState
from tests.bot.bargaining import ENTER, LOOK, Pair, card_on, code_on
from tests.phones import buttons, words

pytestmark = pytest.mark.fresh_db


async def _state(pair: Pair) -> QuestState:
    async with pair.services.db.begin() as session:
        return (await session.scalars(select(Quest))).one().state


async def test_each_reads_what_is_to_be_done_at_the_pick_up(funded: Pair) -> None:
    card = await card_on(funded.carla, "You carry a parcel")
    assert "€10.00 is held for you" in words(card)
    rest = ["📷 Take photos", "🛑 Cancel", "💬 Chat", "🚩 Something is wrong"]
    assert buttons(card) == [LOOK, *rest]
    await funded.carla.press(LOOK)
    await funded.carla.hears(lambda message: buttons(message) == rest)


async def test_the_code_is_typed_after_a_wrong_one(carried: Pair) -> None:
    code = await code_on(carried.ravi)
    await carried.carla.press(ENTER)
    await carried.carla.hears("The code, please")
    await carried.carla.text("hello")
    await carried.carla.hears("The code has six digits")
    await carried.carla.text(f"{(int(code) + 1) % 10**6:06}")
    await carried.carla.hears("tries left: 4")
    await carried.ravi.catch_up()
    await carried.carla.text(f"{code[:3]} {code[3:]}")
    await carried.carla.hears("The parcel is handed over")
    await carried.ravi.hears("If all is well, you need not do anything")
    assert await _state(carried) is QuestState.DELIVERED


async def test_the_code_is_scanned(carried: Pair) -> None:
    async with carried.services.db.begin() as session:
        quest = (await session.scalars(select(Quest))).one()
    code = await code_on(carried.ravi)
    payload = _payload(quest, code)
    await carried.carla.text(f"/start {payload}")
    await carried.carla.hears("The parcel is handed over")
    assert await _state(carried) is QuestState.DELIVERED


async def test_who_receives_it_and_scans_his_own_code_is_told_whom_it_is_for(carried: Pair) -> None:
    code = await code_on(carried.ravi)
    async with carried.services.db.begin() as session:
        quest = (await session.scalars(select(Quest))).one()
    await carried.ravi.text(f"/start {_payload(quest, code)}")
    await carried.ravi.hears("This code is for the Carrier")


async def test_the_requester_releases_the_money_after_he_was_asked(carried: Pair) -> None:
    code = await code_on(carried.ravi)
    await carried.carla.press(ENTER)
    await carried.carla.hears("The code, please")
    await carried.carla.text(code)
    await carried.ravi.hears("If all is well, you need not do anything")
    asked = await carried.ravi.press("All is well, pay the Carrier")
    assert asked is not None
    assert "cannot be undone" in asked["text"]
    await carried.ravi.hears(lambda message: "👍 Yes, pay now" in buttons(message))
    await carried.ravi.press("Yes, pay now")
    await carried.carla.hears("Tell Stripe which bank it goes to")
    async with carried.services.db.begin() as session:
        quest = (await session.scalars(select(Quest))).one()
        payment = await payment_of(session, quest.id)
    assert payment is not None
    assert payment.state is PaymentState.RELEASING


async def test_both_rate_and_neither_reads_the_other_s_first(carried: Pair) -> None:
    code = await code_on(carried.ravi)
    await carried.carla.press(ENTER)
    await carried.carla.hears("The code, please")
    await carried.carla.text(code)
    await carried.ravi.hears("If all is well, you need not do anything")
    await carried.ravi.press("⭐ Rate")
    await carried.ravi.hears("How was the Carrier?")
    await carried.ravi.press("☆ 5")
    await carried.ravi.hears(lambda message: "★ 5" in buttons(message))
    await carried.ravi.press("☐ Careful")
    await carried.ravi.hears(lambda message: "☑ Careful" in buttons(message))
    await carried.ravi.text("Kind & quick")
    await carried.ravi.hears("Kind & quick")
    await carried.ravi.press("✅ Send")
    await carried.ravi.hears("You both read it when the other has rated")
    await carried.carla.press("⭐ Rate")
    await carried.carla.hears("How was the sender?")
    await carried.carla.press("☆ 4")
    await carried.carla.hears(lambda message: "★ 4" in buttons(message))
    await carried.carla.press("✅ Send")
    await carried.carla.hears("You were rated 5 of 5: careful “Kind & quick”")
    await carried.ravi.hears("You were rated 4 of 5.")


async def test_where_the_money_goes_is_asked_only_where_somebody_is_paid(carried: Pair) -> None:
    """Here no key of Stripe's is set."""
    refused = await carried.carla.press("Where my money goes")
    assert refused is not None
    assert "Nobody is paid here yet" in refused["text"]


def _payload(quest: Quest, code: str) -> str:
    link = link_of_proof(Proof(quest.id, code), bot="some_bot")
    return link.partition("start=")[2]


def test_a_link_fits_what_telegram_takes_and_is_read_again() -> None:
    proof = Proof(new_id(utc_now()), "012345")
    payload = link_of_proof(proof, bot="some_bot").partition("start=")[2]
    assert len(payload) <= 64
    assert proof_in(payload) == proof
    assert proof_in("p-AAAA") is None
    assert proof_in("h-AAAA-123456") is None


def test_the_picture_is_a_png() -> None:
    assert qr_code("https://t.me/some_bot?start=h").startswith(b"\x89PNG")
