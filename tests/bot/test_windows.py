"""Every window is rendered in every language, with the facts its getter finds."""

import re
from dataclasses import asdict
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from aiogram.types import InlineKeyboardMarkup
from aiogram_dialog import Dialog
from aiogram_dialog.api.entities import Context, Stack
from aiogram_dialog.window import Window
from sqlalchemy.ext.asyncio import AsyncSession

from bot.dialogs.help import TOPICS
from bot.dialogs.parcels.draft import draft_of as draft_of_parcel
from bot.dialogs.trips.draft import draft_of
from bot.dispatcher import build_dialogs
from bot.notices.card import markup_of
from bot.notices.offers import block_rows, card_rows, decline_rows, price_rows
from bot.notices.quests import paper_rows, release_rows, vouch_rows, withdraw_rows
from bot.notices.wording import NOTICES, word_notice
from bot.pen import Pen
from bot.storage import DraftStorage
from bot.visit import Visit
from bot.words import Words, bundle_of
from core.cards.service import EDITS
from core.direct.service import Sayings
from core.glidepaths.service import post_glidepath
from core.glidepaths.states import Weekly
from core.money import MOST_MINOR, Money
from core.offers.states import OfferState, Reason, Side
from core.outbox.service import Calls
from core.outbox.states import unpack_facts
from core.parcels.models import DropParcel
from core.parcels.queries import wish_of as kept_wish
from core.parcels.service import post_parcel
from core.parcels.states import Item, Photo
from core.peers.models import Channel, Peer
from core.peers.service import (
    agree_to_rules,
    choose_currency,
    choose_home,
    choose_language,
    meet,
)
from core.peers.states import ChannelKind, Language
from core.places.queries import two_places
from core.quests.states import ENDED, QuestState
from core.scenes.queries import Scenes
from core.ticks.service import REACTION
from core.trust.service import block
from core.wiring import Services
from tests.bot.samples import SAMPLE_FACTS
from tests.conftest import NOON
from tests.market import posted_parcel, posted_trip
from tests.posts import ABROAD, NO_END, a_parcel, a_peer, a_trip, city

WINDOWS = [
    (place, state) for place, dialog in enumerate(build_dialogs()) for state in dialog.windows
]


class StandInManager:
    """What a window asks of aiogram_dialog's manager while it is rendered."""

    def __init__(
        self, visit: Visit, services: Services, dialog_data: dict[str, Any], *, post_id: str
    ) -> None:
        self.dialog_data = dialog_data
        self.start_data: dict[str, Any] = {"note": "note-cancelled", "id": post_id}
        self.start_data["kind"] = "dropoff"  # of the photos that are asked for
        self.middleware_data: dict[str, Any] = {
            "visit": visit,
            "services": services,
            "bot_username": "peercargo_bot",
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
        self.shown: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in {"b", "i", "u", "s", "code", "pre", "a", "blockquote"}
        self.open.append(tag)

    def handle_data(self, data: str) -> None:
        self.shown.append(data)

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
        peer = await agree_to_rules(session, peer, at=NOON)
        peer = await choose_home(session, peer, await city(session, "Delhi", "IN"), at=NOON)
        peer = await choose_language(session, peer, Language.ENGLISH)
        return await choose_currency(session, peer, "EUR", at=NOON), channel


LONG_NOTE = "<b>& so on</b> " * 20
"""As long as a note may be, and hostile."""


async def _filled_in(session: AsyncSession, peer: Peer) -> tuple[DraftStorage, dict[str, str]]:
    """Give drafts in which every form is filled in to the brim, and the ids of two full posts."""
    wish = await a_trip(session, note=LONG_NOTE, weekly=Weekly(), price_per_kg=Money(350, "EUR"))
    path = await post_glidepath(session, peer, wish, rules=NO_END, at=NOON)
    drafts = DraftStorage()
    trip = draft_of(path, await city(session, "Delhi", "IN"), is_copy=False)
    trip.is_weekly, trip.until = True, "2026-12-20"
    drafts.keep_form("trip", asdict(trip))
    parcel = await _a_full_parcel(session, peer)
    start, end = await two_places(session, parcel.from_place_id, parcel.to_place_id)
    kept = draft_of_parcel(parcel, await kept_wish(session, parcel), start, end, is_copy=False)
    kept.asks_person, kept.note = True, LONG_NOTE
    drafts.keep_form("parcel", asdict(kept))
    return drafts, {"trip": str(path.id), "parcel": str(parcel.id), **await _fitting(session, peer)}


async def _fitting(session: AsyncSession, peer: Peer) -> dict[str, str]:
    """Give a trip and a parcel of one's own, and of another's as many as a page holds for each."""
    other = await a_peer(session, "Omar & <sons>")
    await block(session, peer, (await a_peer(session, "Never met")).id, at=NOON)
    trips = [await posted_trip(session, one, note=LONG_NOTE) for one in (peer, *[other] * 6)]
    long_item = Item("<b>& so on</b> ".ljust(80, "W"), 2, Money(100, "EUR"))
    parcels = [
        await posted_parcel(session, one, note=LONG_NOTE, items=(long_item,) * 20)
        for one in (peer, *[other] * 6)
    ]
    return {
        "trips": str(parcels[0].id),
        "its trip": str(trips[1].id),
        "parcels": str(trips[0].id),
        "its parcel": str(parcels[1].id),
    }


def _opened_for(state: str, posts: dict[str, str]) -> tuple[str, str]:
    """Tell which post a window is opened for, and which candidate it looks at."""
    if state in {"FittingScreens:trips", "FittingScreens:trip"}:
        return posts["trips"], posts["its trip"]
    if state.startswith("FittingScreens"):
        return posts["parcels"], posts["its parcel"]
    if state == "TrustScreens:one":
        return posts["trip"], f"{NOON.timestamp():.6f}"
    return posts["parcel" if "parcel" in state else "trip"], ""


async def _a_full_parcel(session: AsyncSession, peer: Peer) -> DropParcel:
    """Post one that crosses a border, with as much in it as there may be, all of it suspicious."""
    title = "<b>gun & battery perfume</b> food"
    items = tuple(Item(f"{title} {n}".ljust(80, "W"), 2, Money(100, "EUR")) for n in range(20))
    wish = await a_parcel(
        session,
        to_place_id=(await city(session, "London", "GB")).id,
        items=items,
        note="<i>gun</i> " * 20,
        recipient="<Ömer> & sons",
        photos=tuple(Photo(f"file{n}", f"unique{n}") for n in range(5)),
        asks_person=True,
        **ABROAD,
    )
    return await post_parcel(session, peer, wish, rules=NO_END, at=NOON)


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
        found: dict[str, Any] = {
            "found": [peer.home_place_id],
            "topic": topic.value,
            "slugs": ["code", "pay", "no-such-article"],
            "from_place_id": 1273294,
            "to_place_id": 1275339,
            "seen": [MOST_MINOR, "EUR"],
        }
        async with services.db.begin() as session:
            pen = Pen(Calls(session), address="1", at=NOON, request_id="")
            drafts, posts = await _filled_in(session, peer)
            post_id, found["chosen"] = _opened_for(state.state, posts)
            visit = Visit(
                peer, channel, session, pen, drafts, Sayings(session), Scenes(session, {})
            )
            manager: Any = StandInManager(visit, services, found, post_id=post_id)
            data = await window.load_data(dialog, manager)
            text = await window.render_text(data, manager)
            markup = await window.render_kbd(data, manager)
        _check_text(text)
        if markup is not None:
            assert isinstance(markup, InlineKeyboardMarkup)
            _check_buttons(markup)


def _check_text(text: str, *, most: int = 4096) -> None:
    parser = _Balanced()
    parser.feed(text)
    assert not parser.open
    # Telegram counts what is shown, in units of UTF-16.
    assert 0 < len("".join(parser.shown).encode("utf-16-le")) // 2 <= most
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


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("notice", [one for one in NOTICES if one != REACTION])
def test_every_notice_is_worded_in_every_language(notice: str, language: Language) -> None:
    facts = SAMPLE_FACTS | ({"state": "accepted"} if notice == "quest" else {})
    method, params = word_notice(notice, facts, Words(language))
    assert method == ("sendPhoto" if notice == "operators-evidence" else "sendMessage")
    _check_text(params.get("text") or params["caption"])


_SWITCHES = (
    *("is_locked", "is_waiting", "is_given_up", "is_lost", "is_paid", "has_back", "has_kept"),
    *("may_complain", "is_carried", "is_mine", "has_answered", "agrees", "was_appealed"),
)
FACES: list[dict[str, str]] = [
    {"side": side, "state": state, "awaits": awaits, "reason": reason}
    for side in Side
    for state in OfferState
    for awaits in ("me", "other")
    for reason in ("", *Reason)
]
"""All that the card of an offer can be."""

QUEST_FACES: list[dict[str, Any]] = [
    {"side": side, "state": state, "looks": looks, "complaint": complaint}
    | {"pickup_photos": is_on, "dropoff_photos": is_on}
    | dict.fromkeys(_SWITCHES, is_on)
    for side in Side
    for state in QuestState
    for looks in ("none", "mine", "other")
    for complaint in ("open", "decided", "appealed")
    for is_on in (0, 1)
] + [
    {"side": side, "state": QuestState.CANCELLED, "looks": "none", "complaint": "open"}
    | dict.fromkeys(_SWITCHES, 0)
    | turn
    for side in Side
    for turn in (
        {"is_charged_back": 1},
        {"state": QuestState.ACCEPTED, "is_closing": 1},
        {"state": QuestState.LAPSED, "had_link": 0},
    )
]
"""Likewise for quests, with all that is so or not so at once."""


@pytest.mark.parametrize("language", list(Language))
def test_a_card_of_an_offer_fits_a_caption_and_its_buttons_fit_telegram(language: Language) -> None:
    words = Words(language)
    for face in FACES:
        facts = SAMPLE_FACTS | face
        method, params = word_notice("offer", facts | {"photo": "file"}, words)
        assert method == "sendPhoto"
        _check_text(params["caption"], most=1024)
        buttons = params.get("reply_markup")
        assert (buttons is not None) == (face["state"] == OfferState.OPEN)
        unpacked = unpack_facts(facts)
        for rows in (card_rows, price_rows, decline_rows, block_rows):
            _check_buttons(InlineKeyboardMarkup(**markup_of(rows(unpacked, words))))


@pytest.mark.parametrize("language", list(Language))
def test_a_card_changes_the_message_it_became(language: Language) -> None:
    facts = SAMPLE_FACTS | {EDITS: 7}
    method, params = word_notice("offer", facts, Words(language))
    assert (method, params["message_id"]) == ("editMessageText", -7)
    method, params = word_notice("offer", facts | {"photo": "file"}, Words(language))
    assert (method, params["message_id"]) == ("editMessageCaption", -7)
    assert "photo" not in params


@pytest.mark.parametrize("language", list(Language))
def test_a_card_of_a_quest_is_worded_in_all_that_it_can_be(language: Language) -> None:
    words = Words(language)
    for face in QUEST_FACES:
        facts = SAMPLE_FACTS | {EDITS: 7} | face
        method, params = word_notice("quest", facts, words)
        assert (method, params["message_id"]) == ("editMessageText", -7)
        _check_text(params["text"])
        assert ("reply_markup" in params) == (not _rests(facts) or _has_more(facts))
        for rows in (release_rows, withdraw_rows, vouch_rows, paper_rows):
            _check_buttons(InlineKeyboardMarkup(**markup_of(rows(unpack_facts(facts), words))))


@pytest.mark.parametrize("language", list(Language))
def test_a_card_of_a_quest_that_is_a_photo_fits_a_caption(language: Language) -> None:
    face = {"state": "delivered", "side": "requester", "may_rate": 1, "photo": "file"}
    method, params = word_notice("quest", SAMPLE_FACTS | face, Words(language))
    assert method == "sendPhoto"
    _check_text(params["caption"], most=1024)


def _has_more(facts: dict[str, Any]) -> bool:
    """Tell that there are papers or photos to look at, or somebody to talk to."""
    if facts["state"] not in ENDED:
        return True
    is_payer = facts["side"] is Side.REQUESTER and facts["is_paid"]
    is_carried = facts["state"] in {"picked_up", "delivered", "settled", "resolved"}
    reasons = "has_kept", "pickup_photos", "is_locked", "is_given_up", "is_charged_back"
    is_without_link = facts["state"] == QuestState.LAPSED and not facts.get("had_link", 1)
    return is_payer or is_carried or is_without_link or any(facts.get(one) for one in reasons)


def _rests(facts: dict[str, Any]) -> bool:
    """Tell that nothing is to be done on this side."""
    if facts["may_complain"]:
        return False
    match facts["state"]:
        case state if state in ENDED:
            return True
        case QuestState.PICKED_UP:
            return bool(facts["is_locked"])
        case QuestState.DELIVERED:
            return facts["side"] is Side.CARRIER or not facts["is_waiting"]
        case _:
            return False


@pytest.mark.parametrize("language", list(Language))
def test_an_alert_fits_its_two_hundred_signs(language: Language) -> None:
    for key in bundle_of(language)._messages:
        if key.startswith("toast-"):
            assert len(Words(language).plain(key, unpack_facts(SAMPLE_FACTS))) <= 200
