"""The forms of a quest as operators see it, and of what they do about it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import Field

from core.complaints.models import ComplaintWord
from core.complaints.states import ComplaintState, Problem
from core.handover.states import ProvedBy
from core.interventions.queries import QuestFile
from core.interventions.service import needs_two
from core.interventions.states import MOST_HOURS, Deed, InterventionState
from core.ledger.states import AccountKind
from core.offers.states import Side
from core.payments.states import DisputeState, FrozenReason, PaymentState
from core.photos.states import PhotoKind
from core.quests.states import QuestEvent, QuestState
from core.rules import Rules
from core.storage.files import Storage
from core.verdicts.queries import Case
from webhooks.admin.acts import ActSaid
from webhooks.admin.forms import ActShown, LabelShown, Row, shown_route
from webhooks.admin.peers import StandingShown
from webhooks.api.chat_forms import LongText
from webhooks.api.problems import PREFIX
from webhooks.api.schemas import MoneyShown, Shown, shown_money

_PHOTO_LIVES = timedelta(hours=1)


class StepShown(Row):
    at: datetime
    event: QuestEvent
    from_state: QuestState | None
    to_state: QuestState
    by_peer_id: UUID | None
    why: str | None


class PaymentShown(Row):
    """In minor units of `currency`."""

    id: UUID
    state: PaymentState
    dispute_state: DisputeState
    frozen_reason: FrozenReason | None
    currency: str
    price_minor: int
    fee_minor: int
    captured_minor: int
    refund_reserved_minor: int
    refunded_minor: int
    release_reserved_minor: int
    released_minor: int
    reversal_reserved_minor: int
    reversed_minor: int
    fee_taken_minor: int
    charged_back_minor: int
    opened_at: datetime
    held_at: datetime | None
    ended_at: datetime | None


class BookedShown(Shown):
    at: datetime
    what: str
    account: AccountKind
    money: MoneyShown


class PhotoShown(Shown):
    id: UUID
    kind: PhotoKind
    side: Side
    sent_at: datetime
    url: str | None = Field(description="signed, good for an hour; only with `peers:read`")


class WordShown(Shown):
    id: UUID
    by: Side
    text: str
    at: datetime
    photos: list[str] = Field(description="addresses of the pictures that came with it")


class VerdictShown(Row):
    carrier_minor: int
    requester_minor: int
    fee_minor: int
    currency: str
    why: str
    by: str
    at: datetime


class CaseShown(Shown):
    id: UUID
    by: Side
    problem: Problem
    state: ComplaintState
    answer_by: datetime
    decide_by: datetime
    final_at: datetime | None
    words: list[WordShown] | None = Field(description="what was said; only with `peers:read`")
    verdict: VerdictShown | None


class InterventionShown(Row):
    id: UUID
    quest_id: UUID
    deed: Deed
    state: InterventionState = Field(description="`waiting`: a second operator has to agree")
    percent: int | None
    hours: int | None
    why: str
    minor: int = Field(description="the sum at stake")
    currency: str
    by_id: UUID
    other_id: UUID | None
    made_at: datetime
    ended_at: datetime | None


class InterventionList(Shown):
    items: list[InterventionShown]


class QuestShown(Shown):
    id: UUID
    state: QuestState
    parcel_id: UUID
    path_id: UUID
    offer_id: UUID
    route: tuple[LabelShown, LabelShown]
    peers: Mapping[Side, UUID]
    standings: Mapping[Side, StandingShown]
    price: MoneyShown
    accepted_at: datetime
    picked_up_at: datetime = Field(description="when that is planned")
    handed_over_at: datetime = Field(description="when that is planned")
    proved_by: ProvedBy | None
    release_at: datetime | None
    claim_until: datetime | None
    ended_at: datetime | None
    takes_two: bool = Field(description="its money moves only when a second operator agrees")
    steps: list[StepShown]
    payment: PaymentShown | None
    booked: list[BookedShown]
    photos: list[PhotoShown]
    case: CaseShown | None
    stars: Mapping[Side, int] = Field(description="what each side gave the other")
    interventions: list[InterventionShown]
    acts: list[ActShown]
    operators: Mapping[UUID, str]


class SplitShown(Shown):
    """What a verdict would come to."""

    carrier: MoneyShown
    requester: MoneyShown
    fee: MoneyShown
    takes_two: bool


class ExtensionSaid(ActSaid):
    hours: Annotated[int, Field(strict=True, description=f"1 to {MOST_HOURS}", examples=[24])]


class WordsSaid(ActSaid):
    sides: Annotated[list[Side], Field(min_length=1, max_length=2, examples=[["carrier"]])]
    text: LongText


class DecisionSaid(ActSaid):
    percent: Annotated[
        int, Field(strict=True, description="the Carrier's part of his price", examples=[50])
    ]


async def shown_quest(
    file: QuestFile, storage: Storage, *, sees_people: bool, rules: Rules
) -> QuestShown:
    quest, payment = file.quest, file.payment
    photos = []
    for one in file.photos:
        is_shown = sees_people and one.kept_at is not None
        url = await storage.url_of(one.key, lives=_PHOTO_LIVES) if is_shown else None
        photos.append(
            PhotoShown(id=one.id, kind=one.kind, side=one.side, sent_at=one.sent_at, url=url)
        )
    return QuestShown(
        id=quest.id,
        state=quest.state,
        parcel_id=quest.parcel_id,
        path_id=quest.path_id,
        offer_id=quest.offer_id,
        route=shown_route(file.route),
        peers={side: one.id for side, one in file.peers.items()},
        standings={side: StandingShown.model_validate(one) for side, one in file.standings.items()},
        price=shown_money(quest.price),
        accepted_at=quest.accepted_at,
        picked_up_at=quest.picked_up_at,
        handed_over_at=quest.handed_over_at,
        proved_by=quest.proved_by,
        release_at=quest.release_at,
        claim_until=quest.claim_until,
        ended_at=quest.ended_at,
        takes_two=payment is not None and needs_two(payment.total, rules=rules),
        steps=[StepShown.model_validate(one) for one in file.steps],
        payment=None if payment is None else PaymentShown.model_validate(payment),
        booked=[
            BookedShown(at=one.at, what=one.what, account=one.account, money=shown_money(one.money))
            for one in file.booked
        ],
        photos=photos,
        case=None if file.case is None else _shown_case(file.case, sees_people=sees_people),
        stars={side: one.stars for side, one in file.ratings.items()},
        interventions=[InterventionShown.model_validate(one) for one in file.interventions],
        acts=[ActShown.model_validate(one) for one in file.acts],
        operators=file.operators,
    )


def _shown_case(case: Case, *, sees_people: bool) -> CaseShown:
    complaint, verdict = case.complaint, case.verdict
    words = [_shown_word(one, complaint.quest_id) for one in case.words]
    return CaseShown(
        id=complaint.id,
        by=complaint.by,
        problem=complaint.problem,
        state=complaint.state,
        answer_by=complaint.answer_by,
        decide_by=complaint.decide_by,
        final_at=complaint.final_at,
        words=words if sees_people else None,
        verdict=None if verdict is None else VerdictShown.model_validate(verdict),
    )


def _shown_word(word: ComplaintWord, quest_id: UUID) -> WordShown:
    places = f"{PREFIX}/admin/quests/{quest_id}/evidence/{word.id}"
    photos = [f"{places}/{place}" for place in range(len(word.photos))]
    return WordShown(id=word.id, by=word.by, text=word.text, at=word.at, photos=photos)
