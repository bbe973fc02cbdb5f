"""Becoming a Peer, played on phones."""

import pytest
from sqlalchemy import select

from core.peers.models import Arrival, Peer, PeerStep
from core.peers.states import Language, PeerState
from core.wiring import Services
from tests.phones import Person, Phones, buttons, words

pytestmark = pytest.mark.fresh_db


async def _the_peer(services: Services) -> Peer:
    async with services.db.begin() as session:
        return (await session.scalars(select(Peer))).one()


async def test_a_newcomer_becomes_a_peer_in_four_answers(
    phones: Phones, bot_services: Services
) -> None:
    asha = await phones.person("Asha", language_code="hi")
    await asha.start()
    await asha.hears("स्वागत")
    await asha.press("हिन्दी")
    await asha.hears("18")
    await asha.press("✅")
    home = await asha.hears("🏠")
    assert any("भारत" in one for one in buttons(home))
    await asha.text("दिल्ली")
    money = await asha.hears("💱")
    assert "रुपया" in buttons(money)[0]
    await asha.press(buttons(money)[0])
    menu = await asha.hears("Asha")
    assert len(buttons(menu)) == 4

    peer = await _the_peer(bot_services)
    assert peer.state is PeerState.ACTIVE
    assert (peer.language, peer.currency) == (Language.HINDI, "INR")
    assert peer.time_zone == "Asia/Kolkata"
    async with bot_services.db.begin() as session:
        steps = list(await session.scalars(select(PeerStep)))
    assert [(one.from_state, one.to_state) for one in steps] == [
        (PeerState.JOINING, PeerState.ACTIVE)
    ]


async def test_the_language_is_guessed_and_can_be_changed_at_once(phones: Phones) -> None:
    diego = await phones.person("Diego", language_code="es-MX")
    await diego.start()
    welcome = await diego.hears("bienvenida")
    assert buttons(welcome)[0] == "Español"
    await diego.press("English")
    await diego.hears("The rules")


async def test_the_menu_is_one_message_that_is_edited(maya: Person) -> None:
    before = len(await maya.messages())
    tabs = {
        "DropParcels": "Nothing here yet",
        "GlidePaths": "Nothing here yet",
        "Matches": "Nothing waits here just now",
        "CargoQuests": "Nothing here yet",
    }
    for tab, says in tabs.items():
        await maya.press(tab)
        await maya.hears(says)
        await maya.press("Back")
        await maya.hears("What would you like to do")
    assert len(await maya.messages()) == before


async def test_what_is_written_moves_the_screen_down_and_leaves_no_dead_copy(
    maya: Person,
) -> None:
    for command in ("/profile", "/menu", "/help"):
        await maya.text(command)
        await maya.hears(lambda message: bool(buttons(message)))
    with_buttons = [one for one in await maya.messages() if buttons(one)]
    assert len(with_buttons) == 1


async def test_a_deep_link_is_kept_for_the_feature_it_leads_to(
    phones: Phones, bot_services: Services
) -> None:
    person = await phones.person("Noor")
    await person.start(payload="trip-42")
    await person.hears("Welcome")
    async with bot_services.db.begin() as session:
        kept = (await session.scalars(select(Arrival))).one()
    assert (kept.payload, kept.taken_at) == ("trip-42", None)


async def test_joining_goes_on_where_it_stopped(phones: Phones) -> None:
    person = await phones.person("Noor")
    await person.start()
    await person.hears("Welcome")
    await person.press("English")
    await person.hears("The rules")
    await person.text("/menu")
    await person.hears("The rules")
    await person.text("/profile")
    await person.hears("let us finish this first")


async def test_every_step_of_joining_has_a_way_back(phones: Phones) -> None:
    person = await phones.person("Noor")
    await person.start()
    await person.hears("Welcome")
    await person.press("English")
    await person.hears("The rules")
    await person.press("✅")
    await person.hears("Where is home")
    await person.press("Back")
    await person.hears("The rules")
    await person.press("Back")
    await person.hears("Which language")


async def _asked_for_home(phones: Phones) -> Person:
    """Make a person who has come as far as the question where home is."""
    person = await phones.person("Noor")
    await person.start()
    for button, text in (("English", "The rules"), ("✅", "Where is home")):
        await person.hears(lambda message: bool(buttons(message)))
        await person.press(button)
        await person.hears(text)
    return person


async def test_home_can_be_a_pin_on_the_map(phones: Phones, bot_services: Services) -> None:
    person = await _asked_for_home(phones)
    await person.location(-33.87, 151.21)
    choice = await person.hears("Which one do you mean")
    sydney = next(one for one in buttons(choice) if one.startswith("📍 Sydney"))
    await person.press(sydney)
    money = await person.hears("💱")
    assert "Australian Dollar" in buttons(money)[0]
    assert (await _the_peer(bot_services)).time_zone == "Australia/Sydney"


async def test_a_home_that_was_sure_is_said_once_and_back_leads_to_it(phones: Phones) -> None:
    person = await _asked_for_home(phones)
    await person.text("delhi")
    money = await person.hears("🏠 Delhi, India. Times are shown in its zone.")
    assert "In which money" in words(money)
    await person.press("Back")
    home = await person.hears("Where is home")
    assert buttons(home)[0] == "📍 Delhi, India"
    await person.press(buttons(home)[0])
    money = await person.hears("In which money")
    assert "Delhi" not in words(money)


async def test_a_namesake_is_asked_about(phones: Phones) -> None:
    person = await _asked_for_home(phones)
    await person.text("Springfield")
    choice = await person.hears("Which one do you mean")
    assert 2 <= len([one for one in buttons(choice) if one.startswith("📍")]) <= 6
    await person.text("Xqzzyqx")
    await person.hears("I found no such place")


async def test_wrong_money_leaves_one_screen_with_its_buttons_at_the_bottom(maya: Person) -> None:
    await maya.text("/profile")
    await maya.hears("With us since")
    await maya.press("💱 Currency")
    await maya.hears("prices be shown")
    for wrong in ("gold", "<b>"):
        await maya.text(wrong)
        said = await maya.hears(f"“{wrong}”")
        assert "Back" in buttons(said)[-1]
    assert len([one for one in await maya.messages() if buttons(one)]) == 1


async def test_money_that_does_not_exist_is_refused_and_another_code_is_taken(
    maya: Person,
) -> None:
    await maya.text("/profile")
    await maya.hears("Delhi")
    await maya.press("💱 Currency")
    await maya.hears("In which money")
    await maya.text("XYZ")
    await maya.hears("I do not know “XYZ” as money")
    await maya.text("chf")
    assert "Swiss Franc" in words(await maya.hears("With us since"))
