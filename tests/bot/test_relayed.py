"""What stands above the words of the other side leaves them whole."""

import pytest

from bot.marks import units
from bot.notices.relayed import CORRECTS, word_message
from bot.words import Words
from core.copies.service import message_facts
from core.facts import PlaceLabel
from core.ids import new_id
from core.messages.models import LinkMessage
from core.messages.states import LONGEST_CAPTION, LONGEST_TEXT, Content, MessageKind
from core.offers.states import Side
from core.peers.states import Language
from tests.conftest import NOON

FAR = PlaceLabel("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2, None, "GB", None)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("kind", "place", "room", "most"),
    [
        (MessageKind.TEXT, "text", LONGEST_TEXT, 4096),
        (MessageKind.PHOTO, "caption", LONGEST_CAPTION, 1024),
    ],
)
def test_the_longest_words_fit_below_the_longest_route(
    language: Language, kind: MessageKind, place: str, room: int, most: int
) -> None:
    said = "x" * room
    message = LinkMessage(
        id=new_id(NOON), line_id=new_id(NOON), side=Side.CARRIER, is_forwarded=True,
        content=Content(kind, said, file="f").packed(),
    )  # fmt: skip
    facts = message_facts(
        [message], alias="Flycatcher-99", is_here=False, is_silent=False, reply=0, quoted=None,
        route={"from": FAR, "to": FAR},
    )  # fmt: skip
    _, params = word_message({**facts, CORRECTS: 1}, Words(language))
    assert params[place].endswith(f"\n{said}")
    assert params[place].startswith("🪶 Flycatcher-99")
    assert units(params[place]) <= most
