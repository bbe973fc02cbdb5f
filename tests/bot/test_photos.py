"""A Carrier photographs what he is given, and what he has handed over."""

import pytest
from sqlalchemy import select

from core.handover.states import ProvedBy
from core.photos.queries import photos_in
from core.quests.models import Quest
from core.quests.states import QuestState
from tests.bot.bargaining import LOOK, Pair
from tests.phones import buttons, words
from tests.pictures import a_telling_picture

pytestmark = pytest.mark.fresh_db

TAKE, LEAVE, VOUCH = (
    "📷 Take photos",
    "📷 No code? Take a photo",
    "🤝 Handed over, the photo shows it",
)
SHOW = "🖼 Show the photos"


async def _quest(pair: Pair) -> Quest:
    async with pair.services.db.begin() as session:
        return (await session.scalars(select(Quest))).one()


@pytest.fixture
async def left(carried: Pair) -> Pair:
    """Give the two after Carla has photographed where she left the parcel."""
    await carried.carla.press(LEAVE)
    asked = await carried.carla.hears("A photo of the hand-over")
    assert "72 hours" in words(asked)
    await carried.carla.photo("green")
    await carried.carla.hears(lambda message: VOUCH in buttons(message))
    await carried.carla.press("Done")
    await carried.carla.hears(lambda message: VOUCH in buttons(message))
    return carried


async def test_photos_of_the_pick_up_are_on_both_cards_and_both_may_look_at_them(
    funded: Pair,
) -> None:
    await funded.carla.press(TAKE)
    await funded.carla.hears("Photos of the pick-up")
    await funded.ravi.catch_up()
    await funded.carla.send("photo", files_sent={"inside.jpg": a_telling_picture((640, 480))})
    await funded.carla.hears("1 photo is here")
    await funded.carla.photo("yellow")
    await funded.carla.hears("2 photos are here")
    await funded.ravi.hears("Photos of the pick-up: 2")
    await funded.ravi.press(SHOW)
    await funded.ravi.hears(lambda message: "📷 Pick-up · 2" in words(message))
    quest = await _quest(funded)
    async with funded.services.db.begin() as session:
        photos = await photos_in(session, quest.id)
    for photo in photos:
        kept = await funded.services.storage.get(photo.key)
        assert kept.media_type == "image/jpeg"
        assert b"Carla" not in kept.content
    await funded.carla.press("Done")
    card = await funded.carla.hears("Photos of the pick-up: 2")
    assert buttons(card) == [LOOK, TAKE, "🛑 Cancel", "💬 Chat", SHOW, "🚩 Something is wrong"]


async def test_what_is_no_proof_is_refused_with_a_kind_word(funded: Pair) -> None:
    carla = funded.carla
    await carla.press(TAKE)
    await carla.hears("Photos of the pick-up")
    await carla.photo("green", forward_from={"name": "Somebody"})
    await carla.hears("A forwarded picture is no proof")
    for kind in ("document", "video", "sticker"):
        await carla.send(kind)
        await carla.hears("Only a photo counts here")
    first = await carla.photo("green")
    await carla.hears("1 photo is here")
    known = {"file_unique_id": first["photo"][-1]["file_unique_id"]}
    await carla.send("photo", files=[known])
    await carla.hears("That picture was sent before")
    await carla.photo("green")
    await carla.hears(lambda message: words(message).startswith("🖼 That picture was sent before"))
    await carla.text("hello")
    await carla.hears("Photos of the pick-up")


async def test_a_parcel_is_handed_over_by_a_photo_and_a_word(left: Pair) -> None:
    asked = await left.carla.press(VOUCH)
    assert asked is not None
    assert "72 hours" in asked["text"]
    await left.carla.hears(lambda message: "🤝 Yes, I have handed it over" in buttons(message))
    await left.carla.press("Yes, I have handed it over")
    await left.carla.hears("by your word and photo")
    card = await left.ravi.hears("this is his photo")
    assert "photo" in card
    assert "👍 All is well, pay the Carrier" in buttons(card)
    quest = await _quest(left)
    assert (quest.state, quest.proved_by) == (QuestState.DELIVERED, ProvedBy.PHOTO)
    await left.ravi.press("All is well, pay the Carrier")
    await left.ravi.hears(lambda message: "👍 Yes, pay now" in buttons(message))
    await left.ravi.press("Yes, pay now")
    await left.carla.hears("Tell Stripe which bank it goes to")


async def test_the_carrier_thinks_again_before_he_gives_his_word(left: Pair) -> None:
    await left.carla.press(VOUCH)
    await left.carla.hears(lambda message: "🤝 Yes, I have handed it over" in buttons(message))
    await left.carla.press("Not yet")
    await left.carla.hears(lambda message: VOUCH in buttons(message))
    assert (await _quest(left)).state is QuestState.PICKED_UP
