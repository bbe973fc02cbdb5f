"""What a phone shows of how soon the other side answers: a word, and never a moment."""

import pytest
from sqlalchemy import select

from core.linkline.models import LinkLine
from core.linkline.queries import sides_on
from core.linkline.service import restate
from core.linkline.states import Pace
from core.offers.states import Side
from tests.bot.bargaining import Pair
from tests.bot.lines import HERE
from tests.phones import Json, buttons, words

pytestmark = pytest.mark.fresh_db

LATER, BACK = "I answer later", "I am back"


def _is_card(message: Json) -> bool:
    return HERE in words(message)


async def _card_of(pair: Pair) -> Json:
    return [one for one in await pair.ravi.messages() if _is_card(one)][-1]


async def test_the_card_says_how_soon_the_other_side_usually_answers(talking: Pair) -> None:
    services = talking.services
    async with services.db.begin() as session:
        line = (await session.scalars(select(LinkLine).with_for_update())).one()
        (await sides_on(session, line))[Side.REQUESTER].pace = Pace.HOURS
        await session.flush()
        await restate(session, line, rules=services.settings, at=services.clock())
    card = await talking.carla.hears("usually answers within a few hours")
    assert _is_card(card)
    assert "usually" not in words(await _card_of(talking))


async def test_who_pauses_says_so_once_and_is_back_by_a_button(talking: Pair) -> None:
    card = await _card_of(talking)
    answer = await talking.ravi.press(LATER, on=card)
    assert answer is not None
    assert "answer later" in answer["text"]
    told = await talking.carla.hears("answers later.")
    shown = await talking.carla.hears(
        lambda message: _is_card(message) and "answers later" in words(message)
    )
    assert told["message_id"] != shown["message_id"]
    card = await talking.ravi.hears(lambda message: any(BACK in one for one in buttons(message)))
    await talking.carla.catch_up()
    await talking.ravi.press(BACK, on=card)
    await talking.carla.hears("is back.")
    notices = [one for one in await talking.carla.messages()
               if "answers later" in words(one) and not _is_card(one)]  # fmt: skip
    assert len(notices) == 1


async def test_who_pauses_and_writes_is_back(talking: Pair) -> None:
    await talking.ravi.press(LATER, on=await _card_of(talking))
    await talking.carla.hears("answers later.")
    await talking.ravi.text("Here I am")
    await talking.carla.hears("is back.")
    await talking.carla.hears("Here I am")


async def test_no_word_of_it_tells_a_time(talking: Pair) -> None:
    await talking.ravi.press(LATER, on=await _card_of(talking))
    told = words(await talking.carla.hears("answers later."))
    alias = told.removeprefix("⏸ ").split(" answers")[0]
    assert not any(sign.isdigit() for sign in told.replace(alias, ""))
