"""What two agree on, and what becomes of it: Offers, CargoQuests, reports and complaints."""

from typing import Any

from sqlalchemy import Select, case, select

from admin.shell.addresses import GLIDEPATH, LINE, OFFER, PARCEL, QUEST
from admin.tables.columns import a_code, a_moment, a_number, a_peer, a_place, a_sum, an_id, made
from core.complaints.models import Complaint
from core.complaints.states import ComplaintState, Problem
from core.handover.states import ProvedBy
from core.linkline.models import LinkLine, LinkReport, LinkSide
from core.linkline.states import ReportReason
from core.listings.queries import Column, Listing, Value, by_id, by_tail
from core.listings.states import Kind
from core.offers.models import Offer
from core.offers.states import OfferState, Side
from core.parcels.models import DropParcel
from core.quests.models import Quest
from core.quests.states import QuestState

OFFERS = Listing(
    name="offers",
    title="Offers",
    source=Offer.__table__,
    key=Offer.id,
    newest="made_at",
    columns=(
        an_id(Offer.id, OFFER),
        a_code("state", "State", Offer.state, OfferState),
        a_code("awaits", "Awaits the", Offer.awaits, Side),
        a_peer("carrier", "Carrier", Offer.carrier_id),
        a_peer("requester", "Requester", Offer.requester_id),
        an_id(Offer.path_id, GLIDEPATH, title="GlidePath", key="path"),
        an_id(Offer.parcel_id, PARCEL, title="DropParcel", key="parcel"),
        a_sum("price", "Price", Offer.price_minor, Offer.currency),
        a_sum("asked", "Asked", Offer.asked_minor, Offer.currency, is_shown=False),
        a_number("carrier_counters", "Counters C", Offer.carrier_counters, is_shown=False),
        a_number("requester_counters", "Counters R", Offer.requester_counters, is_shown=False),
        Column("is_invited", "Invited", Offer.is_invited, Kind.FLAG, is_shown=False),
        made("made_at", "Made", Offer.made_at, by=Offer.id),
        a_moment("expires_at", "Expires", Offer.expires_at, is_sorted=True),
        a_moment("closed_at", "Closed", Offer.closed_at, is_shown=False),
    ),
    searched=(
        by_tail(Offer.id),
        by_id(Offer.id, Offer.carrier_id, Offer.requester_id, Offer.path_id, Offer.parcel_id),
    ),
    hint="The id of an offer, a Peer, a trip or a parcel",
)

_carried = DropParcel.id == Quest.parcel_id

QUESTS = Listing(
    name="quests",
    title="CargoQuests",
    source=Quest.__table__,
    key=Quest.id,
    newest="accepted_at",
    columns=(
        an_id(Quest.id, QUEST),
        a_code("state", "State", Quest.state, QuestState),
        a_peer("carrier", "Carrier", Quest.carrier_id),
        a_peer("requester", "Requester", Quest.requester_id),
        a_place("from", "From", DropParcel.from_place_id, of=_carried),
        a_place("to", "To", DropParcel.to_place_id, of=_carried),
        a_sum("price", "Price", Quest.price_minor, Quest.currency),
        an_id(Quest.parcel_id, PARCEL, title="DropParcel", key="parcel"),
        an_id(Quest.path_id, GLIDEPATH, title="GlidePath", key="path"),
        a_code("proved_by", "Proved by", Quest.proved_by, ProvedBy, is_shown=False),
        a_moment("handed_over_at", "Hand-over planned", Quest.handed_over_at, is_sorted=True),
        a_moment("release_at", "Release", Quest.release_at, is_shown=False),
        made("accepted_at", "Accepted", Quest.accepted_at, by=Quest.id),
        a_moment("ended_at", "Ended", Quest.ended_at),
    ),
    searched=(
        by_tail(Quest.id),
        by_id(
            Quest.id,
            Quest.carrier_id,
            Quest.requester_id,
            Quest.parcel_id,
            Quest.path_id,
            Quest.offer_id,
        ),
    ),
    hint="The id of a quest, a Peer, a trip, a parcel or an offer",
)


def _alias(side: Value) -> Select[Any]:
    return select(LinkSide.alias).where(
        LinkSide.line_id == LinkReport.line_id, LinkSide.side == side
    )


_other = case((LinkReport.by == Side.CARRIER, Side.REQUESTER), else_=Side.CARRIER)

REPORTS = Listing(
    name="reports",
    title="Reports",
    source=LinkReport.__table__.join(LinkLine.__table__, LinkLine.id == LinkReport.line_id),
    key=LinkReport.id,
    newest="at",
    columns=(
        Column("line", "Line", LinkReport.line_id, Kind.ID, links_to=LINE),
        Column("by", "By", _alias(LinkReport.by).scalar_subquery(), Kind.TEXT),
        a_code("side", "Who is the", LinkReport.by, Side),
        Column("of", "About", _alias(_other).scalar_subquery(), Kind.TEXT),
        a_code("reason", "Says", LinkReport.reason, ReportReason),
        an_id(LinkLine.parcel_id, PARCEL, title="DropParcel", key="parcel"),
        an_id(LinkLine.path_id, GLIDEPATH, title="GlidePath", key="path"),
        a_moment("seen_at", "Read by us", LinkReport.seen_at),
        made("at", "Reported", LinkReport.at, by=LinkReport.id),
    ),
    searched=(by_id(LinkReport.id, LinkReport.line_id, LinkLine.parcel_id, LinkLine.path_id),),
    hint="The id of a line, a trip or a parcel",
)

COMPLAINTS = Listing(
    name="complaints",
    title="Complaints",
    source=Complaint.__table__,
    key=Complaint.id,
    newest="made_at",
    columns=(
        an_id(Complaint.quest_id, QUEST, title="Quest", key="quest"),
        a_code("by", "By the", Complaint.by, Side),
        a_code("problem", "Problem", Complaint.problem, Problem),
        a_code("state", "State", Complaint.state, ComplaintState),
        a_moment("answer_by", "Answer by", Complaint.answer_by),
        a_moment("decide_by", "Decide by", Complaint.decide_by, is_sorted=True),
        made("made_at", "Made", Complaint.made_at, by=Complaint.id),
        a_moment("ended_at", "Ended", Complaint.ended_at),
    ),
    searched=(by_id(Complaint.quest_id, Complaint.id),),
    hint="The id of a quest",
)
