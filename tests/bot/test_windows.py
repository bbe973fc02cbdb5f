"""Every window is rendered in every language, with the facts its getter finds."""

import re
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from aiogram.types import InlineKeyboardMarkup
from aiogram_dialog import Dialog
from aiogram_dialog.api.entities import Context, Stack
from aiogram_dialog.window import Window

from bot.dialogs.help import TOPICS
from bot.dispatcher import build_dialogs
from bot.notices.wording import NOTICES, word_notice
from bot.pen import Pen
from bot.storage import DraftStorage
from bot.visit import Visit
from bot.words import Words
from core.outbox.service import Calls
from core.peers.models import Channel, Peer
from core.peers.service import choose_home, meet
from core.peers.states import ChannelKind, Language
from core.places.queries import largest_place
from core.wiring import Services
from tests.conftest import NOON

WINDOWS = [
    (place, state) for place, dialog in enumerate(build_dialogs()) for state in dialog.windows
]


class StandInManager:
    """What a window asks of aiogram_dialog's manager while it is rendered."""

    def __init__(self, visit: Visit, services: Services, dialog_data: dict[str, Any]) -> None:
        self.dialog_data = dialog_data
        self.start_data: dict[str, Any] = {"note": "note-cancelled"}
        self.middleware_data: dict[str, Any] = {
            "visit": visit,
            "services": services,
            "dialog_manager": self,
            "event_chat": SimpleNamespace(id=1, type="private"),
        }
        self.event = SimpleNamespace()
        self._context = Context(
            _intent_id="A1b2C3",
            _stack_id="",
            state=next(iter(build_dialogs()[0].windows)),
            start_data=self.start_data,
            dialog_data=dialog_data,
        )

    def current_context(self) -> Context:
        return self._context

    def current_stack(self) -> Stack:
        return Stack()

    def is_preview(self) -> bool:
        return False

    async def load_data(self) -> dict[str, Any]:
        return {
            "dialog_data": self.dialog_data,
            "start_data": self.start_data,
            "middleware_data": self.middleware_data,
            "event": self.event,
        }


class _Balanced(HTMLParser):
    """Fails on a tag that Telegram does not know or that is left open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in {"b", "i", "u", "s", "code", "pre", "a", "blockquote"}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
async def peer_and_channel(services: Services) -> tuple[Peer, Channel]:
    async with services.db.begin() as session:
        peer, channel = await meet(
            session,
            kind=ChannelKind.TELEGRAM,
            address="1",
            name="Zoë & <Ömer>",
            language_tag="hi",
            at=NOON,
        )
        delhi = await largest_place(session, "IN")
        assert delhi is not None
        peer = await choose_home(session, peer, delhi, at=NOON)
        return peer, channel


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("place", "state"), WINDOWS, ids=lambda value: getattr(value, "state", ""))
async def test_a_window_renders_within_telegrams_limits(
    services: Services,
    peer_and_channel: tuple[Peer, Channel],
    language: Language,
    place: int,
    state: Any,
) -> None:
    peer, channel = peer_and_channel
    peer.language = language
    dialog: Dialog = build_dialogs()[place]
    window = dialog.windows[state]
    assert isinstance(window, Window)
    for topic in TOPICS if state.state == "HelpScreens:topic" else TOPICS[:1]:
        found = {"found": [peer.home_place_id], "topic": topic}
        async with services.db.begin() as session:
            pen = Pen(Calls(session), address="1", at=NOON, request_id="")
            visit = Visit(peer, channel, session, pen, DraftStorage())
            manager: Any = StandInManager(visit, services, found)
            data = await window.load_data(dialog, manager)
            text = await window.render_text(data, manager)
            markup = await window.render_kbd(data, manager)
        _check_text(text)
        if markup is not None:
            assert isinstance(markup, InlineKeyboardMarkup)
            _check_buttons(markup)


def _check_text(text: str) -> None:
    parser = _Balanced()
    parser.feed(text)
    assert not parser.open
    assert 0 < len(text) <= 4096
    assert not re.search(r"\{|\}|None", text)


def _check_buttons(markup: InlineKeyboardMarkup) -> None:
    for row in markup.inline_keyboard:
        for button in row:
            assert 0 < len(button.text) <= 64
            assert len((button.callback_data or "").encode()) <= 64


def test_every_window_but_the_first_and_the_menu_has_a_way_back() -> None:
    ways = {"back", "menu", "no"}
    for dialog in build_dialogs():
        for state, window in dialog.windows.items():
            if state.state == "MenuScreens:main":
                continue
            assert any(window.find(way) for way in ways), f"{state.state} is a dead end"


SAMPLE_FACTS = {
    "attempts": 5,
    "error": "ValueError('<oops>')",
    "method": "sendMessage",
    "request": "0123456789abcdef",
}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("notice", NOTICES)
def test_every_notice_is_worded_in_every_language(notice: str, language: Language) -> None:
    method, params = word_notice(notice, SAMPLE_FACTS, Words(language))
    assert method == "sendMessage"
    _check_text(params["text"])
