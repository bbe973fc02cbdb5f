"""Reading all that an operator sees of a quest, and what waits for a second one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.models import AuditEntry
from core.complaints.queries import ComplaintMissing
from core.facts import PlaceLabel
from core.interventions.models import Intervention
from core.interventions.states import InterventionState
from core.ledger.models import LedgerAccount, LedgerEntry, LedgerTxn
from core.ledger.states import AccountKind
from core.money import Money
from core.offers.states import Side
from core.operators.models import Operator
from core.parcels.models import DropParcel
from core.payments.models import Payment
from core.payments.queries import payment_of
from core.peers.models import Peer
from core.photos.models import QuestPhoto
from core.photos.queries import photos_in
from core.places.queries import two_places
from core.quests.models import Quest, QuestStep
from core.quests.queries import QuestMissing
from core.ratings.models import Rating
from core.ratings.queries import ratings_in
from core.trust.queries import standings_of
from core.trust.states import Standing
from core.verdicts.queries import Case, case_of

_MOST_ACTS = 100


@dataclass(frozen=True, slots=True)
class Booked:
    """One line of the ledger: when, what was booked, into which account, how much."""

    at: datetime
    what: str
    account: AccountKind
    money: Money


@dataclass(frozen=True, slots=True)
class QuestFile:
    """All there is about one quest."""

    quest: Quest
    parcel: DropParcel
    route: tuple[PlaceLabel, PlaceLabel]
    peers: Mapping[Side, Peer]
    standings: Mapping[Side, Standing]
    steps: Sequence[QuestStep]
    payment: Payment | None
    booked: Sequence[Booked]
    photos: Sequence[QuestPhoto]
    case: Case | None
    ratings: Mapping[Side, Rating]
    interventions: Sequence[Intervention]
    acts: Sequence[AuditEntry]
    operators: Mapping[UUID, str]
    """The names of those who have done something about it."""

    @property
    def waiting(self) -> Intervention | None:
        waits = (one for one in self.interventions if one.state is InterventionState.WAITING)
        return next(waits, None)


async def file_of(session: AsyncSession, quest_id: UUID) -> QuestFile:
    """Read all there is about a quest, or refuse `QuestMissing`."""
    quest = await session.get(Quest, quest_id)
    if quest is None:
        raise QuestMissing
    parcel = await session.get_one(DropParcel, quest.parcel_id)
    start, end = await two_places(session, parcel.from_place_id, parcel.to_place_id)
    sides = {Side.CARRIER: quest.carrier_id, Side.REQUESTER: quest.requester_id}
    peers = {side: await session.get_one(Peer, one) for side, one in sides.items()}
    known = await standings_of(session, list(sides.values()))
    steps = (
        select(QuestStep).where(QuestStep.quest_id == quest_id).order_by(QuestStep.at, QuestStep.id)
    )
    interventions = await interventions_about(session, quest_id)
    acts = await _acts_about(session, quest_id)
    return QuestFile(
        quest,
        parcel,
        (start.label, end.label),
        peers,
        {side: known[one] for side, one in sides.items()},
        (await session.scalars(steps)).all(),
        await payment_of(session, quest_id),
        await booked_for(session, quest_id),
        await photos_in(session, quest_id),
        await _case(session, quest_id),
        await ratings_in(session, quest_id),
        interventions,
        acts,
        await _names(session, interventions, acts),
    )


async def waiting_about(session: AsyncSession, quest_id: UUID) -> Intervention | None:
    query = select(Intervention).where(
        Intervention.quest_id == quest_id, Intervention.state == InterventionState.WAITING
    )
    return await session.scalar(query)


async def interventions_about(session: AsyncSession, quest_id: UUID) -> Sequence[Intervention]:
    """List what operators have wanted about a quest, the newest first."""
    query = select(Intervention).where(Intervention.quest_id == quest_id)
    return (await session.scalars(query.order_by(Intervention.id.desc()))).all()


async def all_waiting(session: AsyncSession) -> Sequence[Intervention]:
    """List what waits for a second operator, the oldest first."""
    query = select(Intervention).where(Intervention.state == InterventionState.WAITING)
    return (await session.scalars(query.order_by(Intervention.id))).all()


async def booked_for(session: AsyncSession, quest_id: UUID) -> list[Booked]:
    """Read every line of the bookings that touch the account of a quest, in their order."""
    touching = (
        select(LedgerEntry.txn_id)
        .join(LedgerAccount, LedgerAccount.id == LedgerEntry.account_id)
        .where(LedgerAccount.owner == quest_id)
    )
    rows = await session.execute(
        select(LedgerTxn.at, LedgerTxn.dedupe_key, LedgerAccount.kind, LedgerEntry.minor)
        .add_columns(LedgerEntry.currency)
        .join(LedgerTxn, LedgerTxn.id == LedgerEntry.txn_id)
        .join(LedgerAccount, LedgerAccount.id == LedgerEntry.account_id)
        .where(LedgerEntry.txn_id.in_(touching))
        .order_by(LedgerTxn.at, LedgerEntry.id)
    )
    return [
        Booked(at, what.partition(":")[0], kind, Money(minor, currency))
        for at, what, kind, minor, currency in rows.all()
    ]


async def _case(session: AsyncSession, quest_id: UUID) -> Case | None:
    try:
        return await case_of(session, quest_id)
    except ComplaintMissing:
        return None


async def _acts_about(session: AsyncSession, quest_id: UUID) -> Sequence[AuditEntry]:
    query = select(AuditEntry).where(AuditEntry.about == quest_id, AuditEntry.is_act.is_(True))
    newest = query.order_by(AuditEntry.at.desc()).limit(_MOST_ACTS)
    return (await session.scalars(newest)).all()


async def _names(
    session: AsyncSession, interventions: Sequence[Intervention], acts: Sequence[AuditEntry]
) -> dict[UUID, str]:
    ids = {one.by_id for one in interventions} | {one.other_id for one in interventions}
    ids |= {one.by_operator_id for one in acts}
    found = await session.scalars(select(Operator).where(Operator.id.in_(ids - {None})))
    return {one.id: one.name for one in found}
