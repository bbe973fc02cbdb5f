"""Canned answers at MissionControl."""

import pytest

from core.operators.states import Role
from core.peers.states import Language
from core.tickets.models import Ticket
from core.wiring import Services
from tests.admin.console import Console, an_operator
from tests.helpdesk import Helpdesk, a_helpdesk

pytestmark = pytest.mark.fresh_db

LOOK = {"name": "we look", "text_en": "Hello {name}, {ticket}.", "text_es": "Hola {name}."}


@pytest.fixture
async def helpdesk(house: Services) -> Helpdesk:
    return await a_helpdesk(house.db)


@pytest.fixture
async def seated(house: Services, console: Console) -> Console:
    operator, _ = await an_operator(house, Role.SUPPORT, name="Sami")
    await console.sits_as(operator)
    return console


async def _one(seated: Console) -> str:
    """Give the page of the one that there is."""
    text = (await seated.get("/canned")).text
    return "/canned/" + text.partition('href="/admin/canned/')[2].partition('"')[0]


async def test_one_is_written_found_changed_and_dropped(seated: Console) -> None:
    assert "There is none yet" in (await seated.get("/canned")).text
    assert (await seated.send("/canned", **LOOK)).status_code == 303
    assert "we look" in (await seated.get("/canned?find=hola")).text
    assert "Nothing has “zzz” in it" in (await seated.get("/canned?find=zzz")).text
    page = await _one(seated)
    assert "Hola {name}." in (await seated.get(page)).text
    await seated.send(page, on=page, **{**LOOK, "name": "we look soon"})
    assert "we look soon" in (await seated.get("/canned")).text
    assert (await seated.send(f"{page}/drop", on=page)).status_code == 303
    assert "There is none yet" in (await seated.get("/canned")).text
    assert (await seated.get(page)).status_code == 404


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text_en": "Hi {nobody}"}, "Nothing fills {nobody}"),
        ({"text_en": " "}, "Say it in English as well"),
        ({"name": "<b>"}, "A name is one to 40 letters"),
    ],
)
async def test_what_cannot_be_kept_stands_there_still_and_says_why(
    seated: Console, fields: dict[str, str], words: str
) -> None:
    refused = await seated.send("/canned", **{**LOOK, **fields})
    assert (refused.status_code, words in refused.text) == (409, True)
    assert "Hola {name}." in refused.text


async def test_a_ticket_is_offered_them_in_its_language_with_its_gaps_filled(
    helpdesk: Helpdesk, seated: Console
) -> None:
    said = await helpdesk.write("My parcel is late")
    await seated.send("/canned", **LOOK)
    await seated.send("/canned", name="way", text_en="It goes {from}, {to}.")
    offer = f"/tickets/{said.ticket_id}/canned"
    number = (await helpdesk.ticket(said.ticket_id)).number
    assert (await seated.get(offer)).json() == [
        {"name": "way", "language": "en", "text": "It goes {from}, {to}.", "missing": "from"},
        {"name": "we look", "language": "en", "text": f"Hello Noor, #{number}.", "missing": ""},
    ]
    async with helpdesk.db.begin() as session:
        (await session.get_one(Ticket, said.ticket_id)).language = Language.SPANISH
    _, look = (await seated.get(offer)).json()
    assert (look["language"], look["text"]) == ("es", "Hola Noor.")


async def test_who_reads_and_who_writes_a_ticket_is_told_to_the_others(
    house: Services, helpdesk: Helpdesk, seated: Console
) -> None:
    said = await helpdesk.write("My parcel is late")
    live = f"/tickets/{said.ticket_id}/live"
    assert '"others":[]' in (await seated.get(f"{live}?typing=1")).text
    ada, _ = await an_operator(house, Role.SUPPORT, name="Ada")
    await seated.sits_as(ada)
    assert '"others":[{"name":"Sami","is_typing":true}]' in (await seated.get(live)).text


async def test_who_only_looks_keeps_none(house: Services, console: Console) -> None:
    operator, _ = await an_operator(house, Role.VIEWER)
    await console.sits_as(operator)
    assert (await console.get("/canned")).status_code == 403
