"""Gathering what a paper says. Whose quest or trip it is, its door has decided."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.facts import LocalTime, Weight
from core.glidepaths.models import GlidePath
from core.handover.models import QuestLook
from core.money import Money
from core.offers.states import Side
from core.papers.states import Contents, CustomsPaper, QuestPaper, Sums, Taken, reference_of
from core.parcels.models import DropParcel
from core.parcels.queries import items_of
from core.payments.models import Payment
from core.payments.queries import payment_of
from core.payments.states import PaymentState
from core.photos.queries import photos_in
from core.photos.states import day_word
from core.places.queries import two_places
from core.quests.models import Quest, QuestStep
from core.quests.states import QuestEvent, QuestState

_CARRIED = (
    QuestState.FUNDED,
    QuestState.PICKED_UP,
    QuestState.DELIVERED,
    QuestState.DISPUTED,
)
"""Paid and not ended: what may be in the Carrier's luggage."""


async def quest_paper(session: AsyncSession, quest: Quest, side: Side) -> QuestPaper:
    path_ends = await session.get_one(DropParcel, quest.parcel_id)
    start, end = await two_places(session, path_ends.from_place_id, path_ends.to_place_id)
    steps = await _steps(session, quest.id)
    payment = await payment_of(session, quest.id)
    picked_up, delivered = steps.get(QuestEvent.PICK_UP), steps.get(QuestEvent.DELIVER)
    looks = await session.execute(
        select(QuestLook.side, QuestLook.at).where(QuestLook.quest_id == quest.id)
    )
    return QuestPaper(
        reference=reference_of(quest.id),
        side=side,
        contents=await _contents(session, path_ends),
        agreed_at=quest.accepted_at,
        paid_at=None if payment is None else payment.held_at,
        picked_up_at=None if picked_up is None else LocalTime(picked_up, start.time_zone),
        delivered_at=None if delivered is None else LocalTime(delivered, end.time_zone),
        proved_by=quest.proved_by,
        looked_at={row[0]: row[1] for row in looks.all()},
        sums=None if payment is None or payment.held_at is None else _sums(payment),
        photos=[
            Taken(one.key, one.kind, one.sent_at, day_word(quest.id, one.sent_at.date()))
            for one in await photos_in(session, quest.id)
        ],
    )


async def customs_paper(session: AsyncSession, path: GlidePath) -> CustomsPaper:
    """Gather all parcels that are promised on a trip and paid for."""
    start, end = await two_places(session, path.from_place_id, path.to_place_id)
    parcels = [
        (reference_of(quest.id), await _contents(session, parcel))
        for quest, parcel in await parcels_on(session, path.id)
    ]
    return CustomsPaper(
        start.label, end.label, LocalTime(path.departs_at, start.time_zone), parcels
    )


async def parcels_on(session: AsyncSession, path_id: UUID) -> list[tuple[Quest, DropParcel]]:
    """List the parcels that travel on a trip, in the order in which they are picked up."""
    rows = await session.execute(
        select(Quest, DropParcel)
        .join(DropParcel, DropParcel.id == Quest.parcel_id)
        .where(Quest.path_id == path_id, Quest.state.in_(_CARRIED))
        .order_by(Quest.picked_up_at, Quest.id)
    )
    return [(quest, parcel) for quest, parcel in rows.all()]


async def _steps(session: AsyncSession, quest_id: UUID) -> dict[QuestEvent, datetime]:
    """Tell when each thing last happened to a quest."""
    rows = await session.execute(
        select(QuestStep.event, QuestStep.at)
        .where(QuestStep.quest_id == quest_id)
        .order_by(QuestStep.at)
    )
    return {row[0]: row[1] for row in rows.all()}


async def _contents(session: AsyncSession, parcel: DropParcel) -> Contents:
    start, end = await two_places(session, parcel.from_place_id, parcel.to_place_id)
    return Contents(
        start=start.label,
        end=end.label,
        items=await items_of(session, parcel),
        weight=Weight(parcel.weight_grams),
        value=parcel.value,
        declared_at=parcel.confirmed_at,
        duty_payer=parcel.duty_payer,
        category=parcel.category.value,
    )


def _sums(payment: Payment) -> Sums:
    back = payment.refund_reserved_minor + payment.refunded_minor
    given_back = payment.reversal_reserved_minor + payment.reversed_minor
    kept = payment.release_reserved_minor + payment.released_minor - given_back
    return Sums(
        price=Money(payment.price_minor, payment.currency),
        fee=payment.fee,
        total=payment.total,
        back=Money(back, payment.currency),
        kept=Money(kept, payment.currency),
        is_sent=payment.state is PaymentState.RELEASED,
    )
