"""What does not pass: it is refused with words, or it is nobody's word at all."""

from typing import Any

import pytest
from sqlalchemy import select

from core.messages.models import LinkMessage
from tests.bot.bargaining import Pair
from tests.bot.lines import chat_of
from tests.phones import Json, words

pytestmark = pytest.mark.fresh_db

USER: Json = {"id": 777, "is_bot": False, "first_name": "Uncle"}
CHAT: Json = {"id": -100777, "type": "channel", "title": "A channel"}
GIFT: Json = {
    "id": "g", "star_count": 15,
    "sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 512,
                "height": 512, "is_animated": False, "is_video": False},
}  # fmt: skip
REFUSED: dict[str, Any] = {
    "invoice": {"title": "T", "description": "D", "start_parameter": "", "currency": "XTR",
                "total_amount": 1},
    "game": {"title": "T", "description": "D",
             "photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]},
    "paid_media": {"star_count": 1, "paid_media": [{"type": "preview"}]},
    "giveaway": {"chats": [CHAT], "winners_selection_date": 1, "winner_count": 1},
    "giveaway_winners": {"chat": CHAT, "giveaway_message_id": 1, "winners_selection_date": 1,
                         "winner_count": 1, "winners": [USER]},
    "gift": {"gift": GIFT},
    "checklist": {"title": "T", "tasks": [{"id": 1, "text": "One"}]},
    "users_shared": {"request_id": 1, "users": [{"user_id": 777}]},
    "chat_shared": {"request_id": 1, "chat_id": -100777},
    "passport_data": {"data": [], "credentials": {"data": "d", "hash": "h", "secret": "s"}},
    "web_app_data": {"data": "d", "button_text": "b"},
    "story": {"chat": CHAT, "id": 1},
    "rich_message": {"blocks": [{"type": "paragraph", "text": "Call @uncle"}]},
}  # fmt: skip
TOLD: dict[str, Any] = {
    "chat_background_set": {"type": {"type": "chat_theme", "theme_name": "🌷"}},
    "write_access_allowed": {"from_request": True},
    "proximity_alert_triggered": {"traveler": USER, "watcher": USER, "distance": 5},
    "boost_added": {"boost_count": 1},
}


async def stored(pair: Pair) -> list[LinkMessage]:
    async with pair.services.db.begin() as session:
        return list((await session.scalars(select(LinkMessage))).all())


async def test_what_cannot_be_rebuilt_is_refused_with_words(talking: Pair) -> None:
    for kind, item in REFUSED.items():
        await talking.ravi.raw(**{kind: item})
        heard = await talking.ravi.hears("🚫")
        assert "pass" in words(heard), kind
    assert len(await stored(talking)) == 1  # Carla's question
    await talking.ravi.text("I see")
    await talking.carla.hears("I see")
    assert await chat_of(talking.carla) == ["I see"]


async def test_polls_and_dice_are_refused_with_a_way_on(talking: Pair) -> None:
    await talking.ravi.send("poll", question="Noon?", options=["Yes", "No"])
    await talking.ravi.hears("Write it in words")
    await talking.ravi.send("dice")
    await talking.ravi.hears("Write it in words")
    assert len(await stored(talking)) == 1


async def test_what_telegram_tells_of_a_chat_is_nobodys_word(talking: Pair) -> None:
    card = next(one for one in await talking.ravi.messages() if "reply_markup" in one)
    for kind, item in TOLD.items():
        await talking.ravi.raw(**{kind: item})
    await talking.ravi.pin(card)
    await talking.ravi.text("And now a word")
    await talking.carla.hears("And now a word")
    assert len(await stored(talking)) == 2
    assert not [one for one in await talking.ravi.messages() if "🚫" in words(one)]


async def test_who_lets_his_chat_vanish_is_told_that_what_was_said_is_kept(talking: Pair) -> None:
    await talking.ravi.let_vanish(86400)
    await talking.ravi.hears("kept for a while all the same")
    await talking.ravi.let_vanish(0)
    await talking.ravi.text("Hello")
    await talking.carla.hears("Hello")
    warned = [one for one in await talking.ravi.messages() if "all the same" in words(one)]
    assert len(warned) == 1


async def test_ones_own_number_passes_after_a_yes_and_once_it_is_paid(paid: Pair) -> None:
    card = await paid.ravi.share_contact()
    asked = await paid.ravi.hears("your phone number?")
    number = card["contact"]["phone_number"]
    assert number not in str(await paid.carla.messages())
    await paid.ravi.press("Yes, send", on=asked)
    heard = await paid.carla.hears(number)
    assert "contact" not in heard
    assert str(paid.ravi.id) not in str(heard)


async def test_before_it_is_paid_no_number_passes(talking: Pair) -> None:
    card = await talking.ravi.share_contact()
    await talking.ravi.hears("once the delivery is paid")
    assert card["contact"]["phone_number"] not in str(await talking.carla.messages())
    assert len(await stored(talking)) == 1
