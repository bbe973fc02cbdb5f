"""An owner tells many something: sees it first, starts it, and watches how far it is."""

import json

import pytest

from core.broadcasts.service import tell_more
from core.operators.states import Role
from core.wiring import Services
from tests.admin.console import Console, an_operator
from tests.conftest import NOON
from tests.posts import a_peer

WORDS = {"title_en": "New <b>", "text_en": "More currencies.", "audience": "everybody", "pace": "5"}


@pytest.fixture
async def owner(house: Services, console: Console) -> Console:
    operator, _ = await an_operator(house, Role.OWNER, name="Olga")
    await console.sits_as(operator)
    async with house.db.begin() as session:
        for name in ("Ada", "Bo", "Cy"):
            await a_peer(session, name)
    return console


async def test_it_is_seen_started_and_followed(house: Services, owner: Console) -> None:
    made = await owner.send("/broadcasts", **WORDS)
    page = made.headers["location"].removeprefix("/admin")
    seen = (await owner.get(page)).text
    assert "It would go to 3 Peers" in seen
    assert "New &lt;b&gt;" in seen
    await owner.send(f"{page}/start", on=page)
    async with house.db.begin() as session:
        assert await tell_more(session, at=NOON) == 3
    told = (await owner.get(f"{page}/live")).text.partition("data: ")[2]
    assert json.loads(told) == {"told": 3, "state": "done", "width": 300.0}
    over = await owner.send(f"{page}/pause", on="/broadcasts")
    assert (over.status_code, "This is how it stands now" in over.text) == (409, True)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title_en": ""}, "A language has a title and a text"),
        ({"title_en": "", "text_en": ""}, "Say it in English as well"),
        ({"text_hi": "बस"}, "A language has a title and a text"),
        ({"pace": "99"}, "Tell 1 to 20 Peers a second"),
        ({"pace": "x"}, "Tell 1 to 20 Peers a second"),
    ],
)
async def test_what_cannot_be_told_says_why_and_keeps_the_words(
    owner: Console, wrong: dict[str, str], words: str
) -> None:
    refused = await owner.send("/broadcasts", **{**WORDS, **wrong})
    assert (refused.status_code, words in refused.text) == (409, True)
    assert wrong.get("text_en", "More currencies.") in refused.text
