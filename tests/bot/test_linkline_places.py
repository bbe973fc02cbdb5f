"""Places on a line: after a yes, roughly before it is paid, and live while they are shared."""

from typing import Any

import pytest

from tests.bot.bargaining import Pair
from tests.bot.conftest import PushedClock
from tests.phones import Json, Person

pytestmark = pytest.mark.fresh_db

DELHI = (28.61394, 77.20902)
AT_HOME: dict[str, Any] = {"latitude": DELHI[0], "longitude": DELHI[1]}
A_STREET_ON = (28.61494, 77.20902)  # 111 m
A_STEP_ON = (28.61404, 77.20902)  # 11 m


def is_place(message: Json) -> bool:
    return "location" in message


def latitude(message: Json) -> float:
    return float(message["location"]["latitude"])


async def shared(pair: Pair, period: int = 900) -> tuple[Json, Json]:
    """Ravi goes live and says yes; answer his message, and what Carla sees."""
    live = await pair.ravi.go_live(*DELHI, live_period=period)
    asked = await pair.ravi.hears("Send this place")
    await pair.ravi.press("Yes, send", on=asked)
    return live, await pair.carla.hears(is_place)


async def now_on(person: Person) -> Json:
    return next(one for one in reversed(await person.messages()) if is_place(one))


async def test_a_venue_loses_its_name_before_it_is_paid(talking: Pair) -> None:
    place: dict[str, Any] = {
        "latitude": DELHI[0],
        "longitude": DELHI[1],
        "title": "My home",
        "address": "Road 1",
    }
    await talking.ravi.send("venue", **place)
    asked = await talking.ravi.hears("Send this place")
    await talking.ravi.press("Yes, send", on=asked)
    heard = await talking.carla.hears(is_place)
    assert "venue" not in heard
    assert "My home" not in str(heard)
    assert latitude(heard) != DELHI[0]


async def test_a_venue_is_shown_exactly_after_payment(paid: Pair) -> None:
    place: dict[str, Any] = {
        "latitude": DELHI[0],
        "longitude": DELHI[1],
        "title": "Café",
        "address": "Road 1",
    }
    await paid.ravi.send("venue", **place)
    asked = await paid.ravi.hears("Send this place")
    await paid.ravi.press("Yes, send", on=asked)
    heard = await paid.carla.hears(is_place)
    assert heard["venue"]["title"] == "Café"
    assert latitude(heard) == DELHI[0]


async def test_before_payment_what_is_live_is_shown_once_and_roughly(
    talking: Pair, clock: PushedClock
) -> None:
    live, heard = await shared(talking)
    assert "live_period" not in heard["location"]
    clock.push(30)
    await talking.ravi.move_live(live, *A_STREET_ON)
    await talking.ravi.text("On my way")
    await talking.carla.hears("On my way")
    seen = await now_on(talking.carla)
    assert latitude(seen) == latitude(heard)
    assert latitude(seen) not in {DELHI[0], A_STREET_ON[0]}


async def test_a_live_place_moves_on_the_other_phone_seldom_and_only_when_far(
    paid: Pair, clock: PushedClock
) -> None:
    live, heard = await shared(paid)
    assert heard["location"]["live_period"] == 900
    await paid.ravi.move_live(live, *A_STREET_ON)  # too soon
    clock.push(21)
    await paid.ravi.move_live(live, *A_STEP_ON)  # too near
    await paid.ravi.move_live(live, *A_STREET_ON)
    moved = await paid.carla.hears(lambda one: is_place(one) and latitude(one) != DELHI[0])
    assert moved["message_id"] == heard["message_id"]
    assert latitude(moved) == A_STREET_ON[0]
    assert len(await paid.ravi.phones.requests("editMessageLiveLocation")) == 1


async def test_who_stops_sharing_is_not_shown_any_more(paid: Pair, clock: PushedClock) -> None:
    live, _ = await shared(paid)
    await paid.ravi.stop_live(live)
    ended = await paid.carla.hears(
        lambda one: is_place(one) and "live_period" not in one["location"]
    )
    assert latitude(ended) == DELHI[0]


async def test_who_blocks_the_other_is_not_shown_any_more(paid: Pair, clock: PushedClock) -> None:
    live, _ = await shared(paid)
    await paid.ravi.press("Report or block")
    await paid.ravi.press("🚫 Block")
    await paid.ravi.press("Yes, never again")
    await paid.carla.hears(lambda one: is_place(one) and "live_period" not in one["location"])
    clock.push(30)
    await paid.ravi.move_live(live, *A_STREET_ON)
    await paid.ravi.text("Hello?")
    await paid.ravi.hears("This chat is closed")
    assert latitude(await now_on(paid.carla)) == DELHI[0]
    closed = [one for one in await paid.ravi.messages() if "This chat is closed" in str(one)]
    assert len(closed) <= 2  # the card and one answer: a phone that moves gets none


async def test_what_moves_after_its_time_troubles_nobody(paid: Pair, clock: PushedClock) -> None:
    live, heard = await shared(paid, period=0x7FFFFFFF)
    await paid.ravi.phones.fault(
        "refused", method="editMessageLiveLocation", count=1,
        description="Bad Request: message can't be edited",
    )  # fmt: skip
    clock.push(30)
    await paid.ravi.move_live(live, *A_STREET_ON)
    await paid.ravi.text("Here I am")
    await paid.carla.hears("Here I am")
    places = [one for one in await paid.carla.messages() if is_place(one)]
    assert [one["message_id"] for one in places] == [heard["message_id"]]
