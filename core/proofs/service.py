"""Moving quests on by what is proved, at pick-up and hand-over, in the caller's transaction."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.complaints.queries import ComplaintMissing, live_complaint
from core.complaints.service import move
from core.complaints.states import ComplaintEvent
from core.events.states import Event, EventName
from core.handover.queries import code_of
from core.handover.service import drop_code, make_code, note_look, try_code
from core.handover.states import CodeIsLocked, ProvedBy, Tried
from core.offers.states import Side
from core.outbox.service import tell_operators
from core.parcels.states import ParcelEvent
from core.peers.models import Peer
from core.photos.queries import count_kept
from core.photos.service import wish_for_photo
from core.photos.states import PhotoKind, Shot
from core.proofs.states import NoPhotoYet, PhotosByTheCarrier
from core.quests.models import Quest
from core.quests.queries import QuestMissing, zone_of_hand_over
from core.quests.service import advance, locked_quest, show_other
from core.quests.states import QuestEvent, after
from core.ratings.service import open_round
from core.rules import Rules
from core.settlement.service import end_carrying, locked_for, show_both, tell_of
from core.settlement.states import ForTheCarrier
from core.trust.service import count_done
from core.workdays import working_days_after

_BEFORE = {PhotoKind.PICKUP: QuestEvent.PICK_UP, PhotoKind.DROPOFF: QuestEvent.DELIVER}
"""What a photo of each kind is taken before."""


async def look_inside(session: AsyncSession, peer: Peer, quest_id: UUID, *, at: datetime) -> Quest:
    """Note that one side has opened the parcel, and found in it what the list says.

    When both have, the Carrier takes it along, and there is a code for the hand-over.
    Refuses `QuestMissing`, `QuestIsOver`, `QuestHasMovedOn`.
    """
    quest = await locked_for(session, peer, quest_id)
    quest.after(QuestEvent.PICK_UP)
    mine = quest.side_of(peer)
    looked = await note_look(session, quest.id, mine, at=at)
    if mine.other in looked:
        advance(session, quest, QuestEvent.PICK_UP, by=peer.id, at=at)
        await make_code(session, quest.id, at=at)
        await tell_of(session, EventName.QUEST_PICKED_UP, quest, by=peer.id, at=at)
        await show_both(session, quest, at=at)
    else:
        await show_other(session, quest, mine, at=at)
    return quest


async def hand_over(
    session: AsyncSession, peer: Peer, quest_id: UUID, typed: str, *, rules: Rules, at: datetime
) -> Tried:
    """Take the code that the Carrier gives; a right one delivers, and the money waits a while.

    Refuses `QuestMissing`, `ForTheCarrier`, `QuestIsOver`, `QuestHasMovedOn`, `NotACode`,
    `CodeIsLocked`; `ComplaintIsElsewhere` when somebody has decided that it did not arrive.
    """
    quest = await locked_for(session, peer, quest_id)
    if quest.side_of(peer) is not Side.CARRIER:
        raise ForTheCarrier
    quest.after(QuestEvent.DELIVER)
    tried = await try_code(session, quest.id, typed, at=at)
    if tried.is_right:
        await deliver(session, quest, ProvedBy.CODE, by=peer.id, rules=rules, at=at)
    elif not tried.left:
        await tell_of(session, EventName.HAND_OVER_LOCKED, quest, by=peer.id, at=at)
        await show_both(session, quest, at=at)
    return tried


async def _end_complaint(session: AsyncSession, quest: Quest, *, at: datetime) -> None:
    """Close the complaint that it has not arrived, when it has."""
    with suppress(ComplaintMissing):
        move(await live_complaint(session, quest.id), ComplaintEvent.WITHDRAW, at=at)


async def deliver(
    session: AsyncSession, quest: Quest, proof: ProvedBy, *, by: UUID, rules: Rules, at: datetime
) -> None:
    """Note that the parcel of a locked quest has changed hands; the money waits a while."""
    advance(session, quest, QuestEvent.DELIVER, by=by, at=at)
    await _end_complaint(session, quest, at=at)
    zone = await zone_of_hand_over(session, quest)
    quest.claim_until = working_days_after(at, rules.claim_days, zone)
    hours = rules.release_hours if proof is ProvedBy.CODE else rules.photo_release_hours
    quest.proved_by, quest.release_at = proof, at + timedelta(hours=hours)
    await end_carrying(session, quest, ParcelEvent.DELIVER, by=by, at=at)
    await count_done(session, (quest.carrier_id, quest.requester_id))
    await open_round(
        session,
        quest.id,
        carrier_id=quest.carrier_id,
        requester_id=quest.requester_id,
        rules=rules,
        at=at,
    )
    await tell_of(session, EventName.QUEST_DELIVERED, quest, by=by, at=at)
    await show_both(session, quest, at=at)


async def unlock_hand_over(session: AsyncSession, quest_id: UUID, *, at: datetime) -> Quest:
    """Make a new code, with all tries, in place of one that was locked; the Requester gets it.

    Refuses `QuestMissing`, `QuestIsOver`, `QuestHasMovedOn`.
    """
    quest = await locked_quest(session, quest_id)
    if quest is None:
        raise QuestMissing
    quest.after(QuestEvent.DELIVER)
    await make_code(session, quest.id, at=at)
    await show_both(session, quest, at=at)
    return quest


async def report_locked(session: AsyncSession, event: Event, *, operators: str) -> None:
    """Tell the operators of a quest for which too many wrong codes were given."""
    facts = {"id": str(event.about)}
    await tell_operators(session, operators, "operators-code-locked", facts, at=event.at)


async def quest_to_photograph(
    session: AsyncSession, peer: Peer, quest_id: UUID, kind: PhotoKind
) -> Quest:
    """Lock a quest of which this Peer may take such a photo now.

    Refuses `QuestMissing`, `PhotosByTheCarrier`, `QuestIsOver`, `QuestHasMovedOn`.
    """
    quest = await locked_for(session, peer, quest_id)
    if quest.side_of(peer) is not Side.CARRIER:
        raise PhotosByTheCarrier
    after(quest.state, _BEFORE[kind])
    return quest


async def send_photo(
    session: AsyncSession, peer: Peer, quest_id: UUID, kind: PhotoKind, shot: Shot, *, at: datetime
) -> None:
    """Take a photo that a Carrier has sent; it is kept a moment later, if nothing is wrong with it.

    Refuses what `quest_to_photograph` and `wish_for_photo` refuse.
    """
    quest = await quest_to_photograph(session, peer, quest_id, kind)
    await wish_for_photo(session, quest.id, kind, quest.side_of(peer), shot, at=at)


async def deliver_by_photo(
    session: AsyncSession, peer: Peer, quest_id: UUID, *, rules: Rules, at: datetime
) -> Quest:
    """Take the Carrier's word that he has handed the parcel over, and his photo of it.

    The money waits longer than after a code. Refuses what `quest_to_photograph` refuses,
    `CodeIsLocked` and `NoPhotoYet`.
    """
    quest = await quest_to_photograph(session, peer, quest_id, PhotoKind.DROPOFF)
    code = await code_of(session, quest.id)
    if code is not None and code.is_locked:
        raise CodeIsLocked
    if not (await count_kept(session, quest.id))[PhotoKind.DROPOFF]:
        raise NoPhotoYet
    await drop_code(session, quest.id)
    await deliver(session, quest, ProvedBy.PHOTO, by=peer.id, rules=rules, at=at)
    return quest
