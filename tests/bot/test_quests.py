"""What two have agreed on: its card, the list of quests, and cancelling."""

import pytest
from sqlalchemy import select

from bot.notices.wording import word_notice
from bot.words import Words
from core.peers.states import Language
from core.quests.models import Quest
from core.trust.queries import standings_of
from core.wiring import Services
from tests.bot.bargaining import Pair, card_on
from tests.bot.samples import SAMPLE_FACTS
from tests.phones import buttons, words

pytestmark = pytest.mark.fresh_db

SURE = ("🛑 Yes, cancel it", "No, keep it")


@pytest.fixture
async def agreed(pair: Pair) -> Pair:
    """Give the two after Carla has taken Ravi's books for ten euros."""
    await pair.offer()
    await pair.ravi.catch_up()
    await pair.carla.press("Take €10.00")
    await pair.carla.hears("You carry a parcel")
    await pair.ravi.hears("Your parcel has a Carrier")
    return pair


async def test_both_read_what_was_agreed(agreed: Pair) -> None:
    card = await card_on(agreed.ravi, "Your parcel has a Carrier")
    for part in ("Delhi, India → Mumbai, India", "Novel · 900 g", "€10.00 for the Carrier"):
        assert part in words(card)
    assert buttons(card) == ["🛑 Cancel", "💬 Chat"]


async def test_a_quest_is_cancelled_after_its_consequence_was_said(
    agreed: Pair, bot_services: Services
) -> None:
    asked = await agreed.carla.press("Cancel")
    assert asked is not None
    assert "counts on your record" in asked["text"]
    await agreed.carla.hears(lambda message: SURE[0] in buttons(message))
    await agreed.carla.press("No, keep it")
    await agreed.carla.hears(lambda message: buttons(message) == ["🛑 Cancel", "💬 Chat"])
    await agreed.carla.press("Cancel")
    await agreed.carla.hears(lambda message: SURE[0] in buttons(message))
    await agreed.ravi.catch_up()
    await agreed.carla.press("Yes, cancel it")
    over = await agreed.carla.hears("Your room is free again")
    assert not buttons(over)
    await agreed.ravi.hears("Your parcel is on offer again")
    async with bot_services.db.begin() as session:
        quest = (await session.scalars(select(Quest))).one()
        standings = await standings_of(session, [quest.carrier_id, quest.requester_id])
    assert standings[quest.carrier_id].cancelled == 1
    assert standings[quest.requester_id].cancelled == 0


async def test_the_list_of_quests_opens_their_cards(agreed: Pair) -> None:
    await agreed.ravi.text("/quests")
    shown = await agreed.ravi.hears("Deliveries under way")
    row = buttons(shown)[0]
    assert row.startswith("📦")
    assert row.endswith("Delhi → Mumbai")
    await agreed.ravi.press(row)
    await agreed.ravi.hears("Your parcel has a Carrier")


async def test_who_has_none_is_led_on(pair: Pair) -> None:
    await pair.ravi.text("/quests")
    await pair.ravi.hears("An accepted offer becomes a CargoQuest")
    await pair.ravi.press("Matches")
    await pair.ravi.hears("Nothing waits here just now")


async def test_who_never_had_a_link_is_not_blamed_for_not_paying() -> None:
    face = {"state": "lapsed", "side": "requester", "is_paid": 0, "photo": ""}
    for facts, words_of_it in (
        ({"had_link": 0}, "not your fault"),
        ({"had_link": 1}, "The time to pay is over"),
        ({"state": "accepted", "is_closing": 1}, "asking Stripe whether you have paid"),
    ):
        _, params = word_notice("quest", SAMPLE_FACTS | face | facts, Words(Language.ENGLISH))
        assert words_of_it in params["text"]
