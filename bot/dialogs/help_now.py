"""What may concern a Peer just now, and the article that helps him with it."""

from datetime import datetime, timedelta

from bot.dialogs.widgets import Choice
from bot.visit import Visit
from core.articles.queries import articles_named
from core.glidepaths.queries import glidepaths_of
from core.parcels.models import DropParcel
from core.peers.states import PeerState
from core.places.queries import two_places
from core.quests.models import Quest
from core.quests.queries import quests_of
from core.quests.states import QuestState

_MOST = 3
_SOON = timedelta(hours=36)
"""A trip that departs so soon is tomorrow's."""

_ABOUT = {
    QuestState.ACCEPTED: "pay",
    QuestState.FUNDED: "pick-up",
    QuestState.PICKED_UP: "code",
    QuestState.DELIVERED: "money-held",
    QuestState.DISPUTED: "decision",
}
_NOTHING_YET = ("how-it-works", "send", "carry")


async def concerns(visit: Visit, *, at: datetime) -> list[Choice]:
    """Name what is under way, the most pressing first; where nothing is, how one begins."""
    found: list[Choice] = []
    if visit.peer.state is PeerState.ACTIVE:
        quests = await quests_of(visit.session, visit.peer, is_live=True, limit=_MOST)
        found = [await _of_quest(visit, quest) for quest in quests]
        trips = await glidepaths_of(visit.session, visit.peer, is_open=True, limit=1)
        if trips and trips[0].departs_at <= at + _SOON:
            start, end = await two_places(
                visit.session, trips[0].from_place_id, trips[0].to_place_id
            )
            facts = {"from": start.name, "to": end.name}
            found.append(Choice("pick-up", visit.words.plain("help-now-trip", facts)))
    if not found:
        begun = await articles_named(visit.session, visit.peer.language, _NOTHING_YET)
        return [Choice(one.slug, one.title) for one in begun]
    return _each_once(found)[:_MOST]


async def _of_quest(visit: Visit, quest: Quest) -> Choice:
    parcel = await visit.session.get_one(DropParcel, quest.parcel_id)
    start, end = await two_places(visit.session, parcel.from_place_id, parcel.to_place_id)
    facts = {"from": start.name, "to": end.name, "state": quest.state.value}
    return Choice(_ABOUT.get(quest.state, "silent"), visit.words.plain("help-now-quest", facts))


def _each_once(choices: list[Choice]) -> list[Choice]:
    """Leave out what leads to the same article: two buttons must not carry the same."""
    return list({one.id: one for one in reversed(choices)}.values())[::-1]
