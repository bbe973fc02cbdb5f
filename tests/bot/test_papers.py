"""Papers are asked for by a press, and come as documents in the reader's language."""

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select

from bot.papers.maker import PaperMaker
from bot.papers.wording import customs_text, draw_customs, draw_proof, draw_receipt
from bot.words import Words
from core.clock import utc_now
from core.facts import LocalTime, PlaceLabel, Weight
from core.handover.states import ProvedBy
from core.money import Money
from core.offers.states import Side
from core.outbox.models import OutboxFile, OutboxRow
from core.papers.models import PaperWish
from core.papers.service import wish_for_paper
from core.papers.states import (
    Contents,
    CustomsPaper,
    NoPaperYet,
    PaperKind,
    QuestPaper,
    Sums,
    Taken,
)
from core.parcels.states import DutyPayer, Item
from core.payments.queries import payment_of
from core.payments.service import note_paid
from core.peers.models import Channel, Peer
from core.peers.queries import channels_of
from core.peers.states import Language
from core.photos.states import PhotoKind
from core.quests.models import Quest
from core.quests.queries import QuestMissing
from core.quests.service import accept_offer
from core.storage.files import Kept
from core.wiring import Services
from tests.bot.bargaining import Pair, card_on
from tests.bot.conftest import join
from tests.conftest import NOON
from tests.market import RULES, a_deal
from tests.phones import Json, Person, buttons, words
from tests.pictures import a_picture
from webhooks.app import build_web

fresh = pytest.mark.fresh_db

PAPERS, RECEIPT, PROOF = "📄 Papers", "🧾 Receipt", "📄 Record of the delivery"
CUSTOMS = "🛃 Customs summary"


async def _asked(person: Person, button: str) -> Json:
    """Press for a paper; give the message that brings it."""
    await person.press(PAPERS)
    await person.hears(lambda message: button in buttons(message))
    await person.press(button)
    return await person.hears(lambda message: "document" in message)


async def _latest_pdf(pair: Pair) -> bytes:
    async with pair.services.db.begin() as session:
        files = await session.scalars(select(OutboxFile).order_by(OutboxFile.row_id.desc()))
        return files.all()[0].content


async def _who(pair: Pair, person: Person) -> tuple[Peer, Channel]:
    async with pair.services.db.begin() as session:
        channel = await session.scalar(select(Channel).where(Channel.address == str(person.id)))
        assert channel is not None
        return await session.get_one(Peer, channel.peer_id), channel


async def _quest(pair: Pair) -> Quest:
    async with pair.services.db.begin() as session:
        return (await session.scalars(select(Quest))).one()


@fresh
async def test_a_receipt_comes_as_a_document_and_by_an_address(funded: Pair) -> None:
    brought = await _asked(funded.ravi, RECEIPT)
    assert brought["document"]["file_name"].startswith("receipt-")
    assert "Receipt · Delhi, India → Mumbai, India" in words(brought)
    pdf = await _latest_pdf(funded)
    assert pdf.startswith(b"%PDF-")
    link = next(one["url"] for one in brought["caption_entities"] if one["type"] == "text_link")
    web = httpx.ASGITransport(build_web(funded.services))
    async with httpx.AsyncClient(transport=web) as browser:
        opened = await browser.get(link)
    assert opened.content == pdf
    assert opened.headers["content-type"] == "application/pdf"


@fresh
async def test_a_paper_that_would_say_nothing_is_refused(funded: Pair) -> None:
    card = await card_on(funded.carla, "You carry a parcel")
    assert PAPERS not in buttons(card)
    carrier, channel = await _who(funded, funded.carla)
    quest, at = await _quest(funded), utc_now()
    for kind in (PaperKind.RECEIPT, PaperKind.PROOF):
        async with funded.services.db.begin() as session:
            with pytest.raises(NoPaperYet):
                await wish_for_paper(session, carrier, channel, kind, quest.id, at=at)
    await funded.ravi.press(PAPERS)
    asked = await funded.ravi.hears(lambda message: RECEIPT in buttons(message))
    assert PROOF not in buttons(asked)
    await funded.ravi.press("Back")
    await funded.ravi.hears(lambda message: PAPERS in buttons(message))


@fresh
async def test_both_take_the_record_of_the_pick_up_along(carried: Pair) -> None:
    for person in (carried.carla, carried.ravi):
        brought = await _asked(person, PROOF)
        assert brought["document"]["file_name"].startswith("proof-")


@fresh
async def test_the_carrier_has_a_customs_summary_of_all_parcels(funded: Pair) -> None:
    carla = funded.carla
    await carla.text("/menu")
    await carla.hears(lambda message: any("GlidePaths" in one for one in buttons(message)))
    await carla.press("GlidePaths")
    await carla.hears(lambda message: any("Delhi" in one for one in buttons(message)))
    await carla.press("Delhi")
    await carla.hears(lambda message: CUSTOMS in buttons(message))
    await carla.press(CUSTOMS)
    said = await carla.hears("Parcels: 1")
    assert "Novel · €15.00 each" in words(said)
    assert "The senders declare it so" in words(said)
    brought = await carla.hears(lambda message: "document" in message)
    assert brought["document"]["file_name"].startswith("customs-")


@fresh
async def test_a_stranger_gets_no_paper_of_a_quest(funded: Pair) -> None:
    omar = await funded.carla.phones.person("Omar", language_code="en")
    await join(omar, home="Delhi")
    stranger, channel = await _who(funded, omar)
    quest, at = await _quest(funded), utc_now()
    async with funded.services.db.begin() as session:
        with pytest.raises(QuestMissing):
            await wish_for_paper(session, stranger, channel, PaperKind.RECEIPT, quest.id, at=at)


class LostStorage:
    """A storage that is away."""

    async def put(self, key: str, content: bytes, *, media_type: str) -> None:
        raise OSError("away")

    async def get(self, key: str) -> Kept:
        raise OSError("away")

    async def drop(self, key: str) -> None:
        raise OSError("away")

    async def url_of(self, key: str, *, lives: timedelta) -> str:
        raise OSError("away")


async def test_a_paper_that_cannot_be_made_is_tried_again_and_in_the_end_admitted(
    services: Services,
) -> None:
    """Nothing is sent of it, and the wish is gone, so that it may be wished for again."""
    clock = [NOON]
    async with services.db.begin() as session:
        deal = await a_deal(session)
        quest = await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
        payment = await payment_of(session, quest.id, lock=True)
        assert payment is not None
        ids = {"intent_id": "pi_1", "charge_id": "ch_1"}
        await note_paid(session, payment, paid=payment.total, at=NOON, **ids)
        (channel,) = await channels_of(session, deal.requester.id)
        await wish_for_paper(session, deal.requester, channel, PaperKind.RECEIPT, quest.id, at=NOON)
    maker = PaperMaker(replace(services, storage=LostStorage(), clock=lambda: clock[0]))
    for _ in range(5):
        assert await maker.make_due() == 1
        assert await maker.make_due() == 0
        clock[0] += timedelta(hours=1)
    assert await maker.make_due() == 0
    async with services.db.begin() as session:
        told = (await session.scalars(select(OutboxRow.notice))).all()
        sent = (await session.scalars(select(OutboxRow.method))).all()
    assert told.count("paper-failed") == 1
    assert "sendDocument" not in sent


@fresh
async def test_to_wish_twice_is_to_wish_once(pair: Pair) -> None:
    """The bot's own maker may be quicker, so the wishes are of one transaction."""
    path = await pair.post_trip(pair.carla)
    peer, channel = await _who(pair, pair.carla)
    async with pair.services.db.begin() as session:
        with pytest.raises(NoPaperYet):
            await wish_for_paper(session, peer, channel, PaperKind.CUSTOMS, path.id, at=utc_now())
        assert (await session.scalars(select(PaperWish))).all() == []
    assert await PaperMaker(pair.services).make_due() == 0


def _contents(**facts: object) -> Contents:
    given: dict[str, object] = {
        "start": PlaceLabel("Delhi", None, "IN", None),
        "end": PlaceLabel("Barcelona", None, "ES", None),
        "items": (
            Item("Novel «Годы» & <Ελλάδα>", 2, Money(1500, "EUR")),
            Item("क्षत्रिय 🎁 " + "W" * 60, 999, Money(99, "JPY")),
        ),
        "weight": Weight(2300),
        "value": Money(8438, "EUR"),
        "declared_at": NOON,
        "duty_payer": DutyPayer.RECIPIENT,
        "category": "books",
    }
    return Contents(**(given | facts))  # type: ignore[arg-type]


def _paper(side: Side) -> QuestPaper:
    later = NOON + timedelta(hours=1)
    return QuestPaper(
        reference="7F3A19C2",
        side=side,
        contents=_contents(),
        agreed_at=NOON,
        paid_at=NOON,
        picked_up_at=LocalTime(later, "Asia/Kolkata"),
        delivered_at=LocalTime(later, "Europe/Madrid"),
        proved_by=ProvedBy.PHOTO,
        looked_at={Side.CARRIER: NOON, Side.REQUESTER: later},
        sums=Sums(
            price=Money(2000, "EUR"),
            fee=Money(200, "EUR"),
            total=Money(2200, "EUR"),
            back=Money(1, "EUR"),
            kept=Money(2000, "EUR"),
            is_sent=True,
        ),
        photos=[Taken(f"k{n}", PhotoKind.PICKUP, NOON, "VONO-72") for n in range(5)],
    )


def _customs(parcels: int = 2) -> CustomsPaper:
    start, end = _contents().start, _contents().end
    of_many = [(f"{n:08X}", _contents(duty_payer=None)) for n in range(parcels)]
    return CustomsPaper(start, end, LocalTime(NOON, "Asia/Kolkata"), of_many)


@pytest.mark.parametrize("language", list(Language))
def test_every_paper_is_drawn_in_every_language(language: Language) -> None:
    reader = Words(language, "Europe/Madrid")
    pictures = {f"k{n}": a_picture(size=(40, 30 + 20 * n)) for n in range(4)}
    drawn = [
        *(draw_receipt(_paper(side), reader, at=NOON) for side in Side),
        draw_proof(_paper(Side.CARRIER), reader, pictures, at=NOON),
        draw_customs(_customs(), reader, at=NOON),
    ]
    assert all(pdf.startswith(b"%PDF-") and len(pdf) < 200_000 for pdf in drawn)


@pytest.mark.parametrize("language", list(Language))
def test_a_summary_of_many_parcels_fits_a_message_and_ends_with_its_totals(
    language: Language,
) -> None:
    reader = Words(language)
    text = customs_text(_customs(200), reader, most=4096)
    assert len(text.encode("utf-16-le")) // 2 <= 4096
    assert reader.html("customs-more") in text
    assert "200" in text.rpartition("<b>")[2]
    assert "&lt;Ελλάδα&gt;" in text
