"""What a Peer has before him, in his words, for an operator who looks over his shoulder.

The cards are worded as they are for his chat; nothing is sent, and a button is its words alone.
"""

import html
import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cards import parcel_facts, parcel_lines, trip_facts, trip_lines
from bot.dialogs.widgets import Say
from bot.notices.offers import word_offer
from bot.notices.quests import word_quest
from bot.talking import name_of
from bot.words import Words
from core.glidepaths.models import GlidePath
from core.glidepaths.queries import glidepaths_of
from core.glimpses.states import Card, Glimpse, Screen
from core.linkline.queries import lines_of
from core.offers.queries import facts_for as facts_for_offer
from core.offers.queries import offers_of
from core.outbox.states import pack_facts, unpack_facts
from core.parcels.models import DropParcel
from core.parcels.queries import parcels_of, wish_of
from core.peers.models import Peer
from core.places.queries import two_places
from core.quests.queries import facts_for as facts_for_quest
from core.quests.queries import quests_of
from core.rules import Rules

_TAG = re.compile(r"<[^<>]+>")


async def glimpse_of(session: AsyncSession, peer: Peer, *, rules: Rules) -> Glimpse:
    """Word the tabs of his menu and his chats, each with all that is open there."""
    words = Words(peer.language, peer.time_zone)
    screens = (
        Screen(words.plain("tab-parcels"), await _parcels(session, peer, words)),
        Screen(words.plain("tab-trips"), await _trips(session, peer, words)),
        Screen(words.plain("tab-matches"), await _offers(session, peer, words, rules)),
        Screen(words.plain("tab-quests"), await _quests(session, peer, words)),
        Screen(words.plain("quest-chat"), await _chats(session, peer, words)),
    )
    return Glimpse(peer.language.value, screens)


async def _parcels(session: AsyncSession, peer: Peer, words: Words) -> list[Card]:
    found = await parcels_of(session, peer, is_live=True)
    return [await _parcel(session, one, words) for one in found]


async def _parcel(session: AsyncSession, parcel: DropParcel, words: Words) -> Card:
    start, end = await two_places(session, parcel.from_place_id, parcel.to_place_id)
    facts = parcel_facts(await wish_of(session, parcel), start, end, words, is_mine=True)
    state = f"card-parcel-state-{parcel.state.value.replace('_', '-')}"
    return _listed([*parcel_lines(), Say(state)], facts, words)


async def _trips(session: AsyncSession, peer: Peer, words: Words) -> list[Card]:
    found = await glidepaths_of(session, peer, is_open=True)
    return [await _trip(session, one, words) for one in found]


async def _trip(session: AsyncSession, path: GlidePath, words: Words) -> Card:
    start, end = await two_places(session, path.from_place_id, path.to_place_id)
    facts = trip_facts(path.wish, start, end, words)
    return _listed([*trip_lines(), Say(f"card-trip-state-{path.state.value}")], facts, words)


async def _offers(session: AsyncSession, peer: Peer, words: Words, rules: Rules) -> list[Card]:
    return [
        _as_sent(
            *word_offer(
                _told(await facts_for_offer(session, one, one.side_of(peer), rules=rules)), words
            )
        )
        for one in await offers_of(session, peer)
    ]


async def _quests(session: AsyncSession, peer: Peer, words: Words) -> list[Card]:
    return [
        _as_sent(*word_quest(_told(await facts_for_quest(session, one, one.side_of(peer))), words))
        for one in await quests_of(session, peer, is_live=True)
    ]


async def _chats(session: AsyncSession, peer: Peer, words: Words) -> list[Card]:
    return [
        Card(await name_of(session, peer, words, line)) for line in await lines_of(session, peer)
    ]


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    """Give facts as a notice has them when it is worded."""
    return unpack_facts(pack_facts(facts))


def _listed(lines: list[Say], facts: Mapping[str, Any], words: Words) -> Card:
    said = [words.html(one.key, facts) for one in lines if one.flag is None or facts.get(one.flag)]
    return Card(_plain("\n".join(said)))


def _as_sent(method: str, params: Mapping[str, Any]) -> Card:
    rows = params.get("reply_markup", {}).get("inline_keyboard", [])
    text = params.get("text") or params.get("caption") or ""
    return Card(_plain(text), [[button["text"] for button in row] for row in rows])


def _plain(text: str) -> str:
    """Take the looks from Telegram's HTML."""
    return html.unescape(_TAG.sub("", text))
