"""Reading quests, by their two sides alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from core.complaints.queries import newest_complaint, newest_verdict, words_in
from core.complaints.states import PROBLEMS, Problem
from core.errors import Refused
from core.facts import LocalTime, Weight
from core.glidepaths.models import GlidePath
from core.handover.queries import code_of, looks_at
from core.handover.states import ProvedBy
from core.money import Money
from core.offers.states import Side
from core.parcels.models import DropParcel
from core.parcels.queries import items_of
from core.parcels.states import ParcelState
from core.payments.models import Payment
from core.payments.queries import payment_of
from core.payments.states import PaymentState
from core.payouts.queries import is_ready
from core.peers.models import Peer
from core.photos.models import QuestPhoto
from core.photos.queries import photos_in
from core.photos.states import PhotoKind
from core.places.queries import two_places
from core.quests.models import Quest, QuestStep
from core.quests.states import STAGE_OF, TIMELINE, QuestEvent, QuestState
from core.ratings.queries import may_rate, rating_by


class QuestMissing(Refused):
    """There is no such quest, or not for this Peer."""


async def quest_for(
    session: AsyncSession, peer: Peer, quest_id: UUID, *, lock: bool = False
) -> Quest:
    """Fetch a quest that this Peer is a side of, or refuse `QuestMissing`."""
    query = select(Quest).where(Quest.id == quest_id, is_side(peer))
    query = query.execution_options(populate_existing=True)
    quest = await session.scalar(query.with_for_update() if lock else query)
    if quest is None:
        raise QuestMissing
    return quest


@dataclass(frozen=True, slots=True)
class After:
    """The last quest of a page, by its planned pick-up or by when it ended."""

    at: datetime
    id: UUID


async def quests_of(
    session: AsyncSession,
    peer: Peer,
    *,
    is_live: bool,
    after: After | None = None,
    limit: int = 50,
) -> list[Quest]:
    """List a Peer's live quests, the next pick-up first, or those that ended, latest first."""
    query = select(Quest).where(is_side(peer), Quest.ended_at.is_(None) == is_live)
    order = (Quest.picked_up_at if is_live else Quest.ended_at, Quest.id)
    if after is not None:
        last = (after.at, after.id)
        query = query.where(tuple_(*order) > last if is_live else tuple_(*order) < last)
    ordered = query.order_by(*(order if is_live else (one.desc() for one in order)))
    return list(await session.scalars(ordered.limit(limit)))


async def zone_of_hand_over(session: AsyncSession, quest: Quest) -> str:
    """Name the time zone of the place where the parcel is handed over."""
    parcel = await session.get_one(DropParcel, quest.parcel_id)
    _, end = await two_places(session, parcel.from_place_id, parcel.to_place_id)
    return end.time_zone


def is_side(peer: Peer) -> ColumnElement[bool]:
    return or_(Quest.carrier_id == peer.id, Quest.requester_id == peer.id)


async def facts_for(session: AsyncSession, quest: Quest, side: Side) -> dict[str, Any]:
    """Give what the card of a quest says on one side: plain facts, fit for a notice."""
    path = await session.get_one(GlidePath, quest.path_id)
    parcel = await session.get_one(DropParcel, quest.parcel_id)
    start, end = await two_places(session, parcel.from_place_id, parcel.to_place_id)
    items = await items_of(session, parcel)
    payment = await payment_of(session, quest.id)
    code = await code_of(session, quest.id)
    kept = await photos_in(session, quest.id)
    mine = await rating_by(session, quest.id, side)
    steps = await _steps(session, quest)
    return {
        "id": str(quest.id),
        "side": side.value,
        "state": quest.state.value,
        "from": start.label,
        "to": end.label,
        "mode": path.mode.value,
        "picked_up": LocalTime(quest.picked_up_at, start.time_zone),
        "handed_over": LocalTime(quest.handed_over_at, end.time_zone),
        "items": ", ".join(one.title for one in items),
        "weight": Weight(parcel.weight_grams),
        "price": quest.price,
        "looks": _looks(await looks_at(session, quest.id), side),
        "is_locked": int(code is not None and code.is_locked),
        "is_waiting": int(quest.release_at is not None),
        "release_at": quest.release_at,
        "proved_by": "" if quest.proved_by is None else quest.proved_by.value,
        "photo": _picture_of_hand_over(quest, kept, side),
        **{f"{kind}_photos": sum(one.kind is kind for one in kept) for kind in PhotoKind},
        "is_given_up": int(quest.ended_at is not None and QuestEvent.GIVE_UP in steps),
        "is_lost": int(parcel.state is ParcelState.LOST),
        "may_rate": int(await may_rate(session, quest.id)),
        "my_stars": mine.stars if mine is not None else 0,
        "needs_account": int(await _needs_account(session, quest, side, payment)),
        **_timeline(steps),
        **_about(payment, quest.price),
        **await _complaint_about(session, quest, side),
    }


def _picture_of_hand_over(quest: Quest, kept: list[QuestPhoto], side: Side) -> str:
    """Let the Requester's card be the picture itself, when nothing else proves the hand-over."""
    is_asked = quest.proved_by is ProvedBy.PHOTO and side is Side.REQUESTER
    pictures = (one.file_id for one in kept if one.kind is PhotoKind.DROPOFF and is_asked)
    return next(pictures, "")


def _looks(looked: frozenset[Side], side: Side) -> str:
    """Say who has looked inside, as this side sees it."""
    if side in looked:
        return "mine"
    return "other" if looked else "none"


_EARNING = (QuestState.PICKED_UP, QuestState.DELIVERED)


async def _needs_account(
    session: AsyncSession, quest: Quest, side: Side, payment: Payment | None
) -> bool:
    """Tell whether this side earns something, and nobody knows where to send it."""
    is_owed = payment is not None and payment.release_reserved_minor > 0
    if side is not Side.CARRIER or not (is_owed or quest.state in _EARNING):
        return False
    return not await is_ready(session, quest.carrier_id)


def problems_of(quest: Quest, side: Side) -> tuple[Problem, ...]:
    """List what one side may complain of as things stand; none when there is nothing."""
    stage = STAGE_OF.get(quest.state)
    is_late = quest.state is QuestState.SETTLED and quest.claim_until is None
    return () if stage is None or is_late else PROBLEMS.get((side, stage), ())


async def _complaint_about(session: AsyncSession, quest: Quest, side: Side) -> dict[str, Any]:
    """Give what a card says about the newest complaint; whose words are whose is the card's."""
    nothing = Money(0, quest.currency)
    facts: dict[str, Any] = {
        "may_complain": int(bool(problems_of(quest, side))),
        "complaint": "",
        "problem": "",
        "is_carried": int(quest.disputed_from is QuestState.PICKED_UP),
        "is_mine": 0,
        "has_answered": 0,
        "agrees": 0,
        "was_appealed": 0,
        "said": "",
        "why": "",
        "to_carrier": nothing,
        "to_requester": nothing,
    }
    if quest.state not in {QuestState.DISPUTED, QuestState.RESOLVED}:
        return facts
    complaint = await newest_complaint(session, quest.id)
    if complaint is None:
        return facts
    words = await words_in(session, complaint.id)
    verdict = await newest_verdict(session, complaint.id)
    facts |= {
        "complaint": complaint.state.value,
        "problem": complaint.problem.value,
        "is_mine": int(complaint.by is side),
        "has_answered": int(any(one.by is complaint.by.other for one in words)),
        "agrees": int(complaint.agrees(side)),
        "was_appealed": int(complaint.appealed_by is not None),
        "said": next((one.text for one in reversed(words) if one.by is side.other), ""),
        "answer_by": complaint.answer_by,
        "decide_by": complaint.decide_by,
        "final_at": complaint.final_at,
    }
    if verdict is not None:
        facts |= {
            "why": verdict.why,
            "to_carrier": Money(verdict.carrier_minor, verdict.currency),
            "to_requester": Money(verdict.requester_minor, verdict.currency),
        }
    return facts


async def _steps(session: AsyncSession, quest: Quest) -> dict[QuestEvent, datetime]:
    """Tell when each thing that has happened to a quest happened last."""
    query = select(QuestStep.event, QuestStep.at).where(QuestStep.quest_id == quest.id)
    rows = await session.execute(query.order_by(QuestStep.at, QuestStep.id))
    return {row.event: row.at for row in rows}


def _timeline(steps: Mapping[QuestEvent, datetime]) -> dict[str, datetime | None]:
    """Give the moments that the card lines up; none for what has not come yet."""
    return {f"done_{event.value}": steps.get(event) for event in TIMELINE}


def _about(payment: Payment | None, price: Money) -> dict[str, Any]:
    """Give what a card says about money; without a payment nothing is asked for."""
    if payment is None:
        nothing = Money(0, price.currency)
        sums = {"total": price, "fee": nothing, "back": nothing, "kept": nothing}
        return {
            **sums,
            "has_fee": 0,
            "is_paid": 0,
            "has_back": 0,
            "has_kept": 0,
            "is_charged_back": 0,
            "link": None,
            "had_link": 0,
            "is_closing": 0,
        }
    back = payment.refund_reserved_minor + payment.refunded_minor
    given_back = payment.reversal_reserved_minor + payment.reversed_minor
    kept = payment.release_reserved_minor + payment.released_minor - given_back
    is_open = payment.state is PaymentState.CHECKOUT_OPEN
    return {
        "total": payment.total,
        "fee": payment.fee,
        "has_fee": int(payment.fee_minor > 0),
        "is_paid": int(payment.held_at is not None),
        "back": Money(back, payment.currency),
        "has_back": int(back > 0),
        "kept": Money(kept, payment.currency),
        "has_kept": int(kept > 0),
        "is_charged_back": int(payment.state is PaymentState.CHARGED_BACK),
        "link": payment.checkout_url if is_open else None,
        "had_link": int(payment.checkout_url is not None),
        "is_closing": int(payment.state is PaymentState.EXPIRING),
        "pay_by": payment.pay_by,
    }
