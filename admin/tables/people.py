"""Peers, and what they say of each other in stars."""

from sqlalchemy import Text, case, cast, func, outerjoin

from admin.shell.addresses import PEER, QUEST
from admin.tables.columns import a_code, a_moment, a_number, a_place, an_id, made
from core.identity.models import IdentityCheck
from core.identity.states import IdentityState
from core.listings.queries import Column, Listing, by_id, by_tail, by_text
from core.listings.states import Kind
from core.offers.states import Side
from core.peers.models import Peer
from core.peers.states import Language, PeerState
from core.ratings.models import Rating, RatingRound
from core.trust.models import PeerStanding

PEERS = Listing(
    name="peers",
    title="Peers",
    source=outerjoin(
        outerjoin(Peer, PeerStanding, PeerStanding.peer_id == Peer.id),
        IdentityCheck,
        IdentityCheck.peer_id == Peer.id,
    ),
    key=Peer.id,
    newest="created_at",
    columns=(
        an_id(Peer.id, PEER),
        Column("name", "Name", Peer.name, Kind.TEXT, links_to=PEER, link=Peer.id, is_personal=True),
        a_code("state", "State", Peer.state, PeerState),
        a_code("identity", "Identity", IdentityCheck.state, IdentityState),
        a_code("language", "Language", Peer.language, Language),
        a_place("home", "Home", Peer.home_place_id),
        Column("currency", "Currency", Peer.currency, Kind.TEXT),
        a_number("done", "Quests done", func.coalesce(PeerStanding.done, 0)),
        a_number("cancelled", "Cancelled", func.coalesce(PeerStanding.cancelled, 0)),
        a_number("ratings", "Ratings", func.coalesce(PeerStanding.ratings, 0)),
        a_number("stars", "Stars in all", func.coalesce(PeerStanding.stars, 0), is_shown=False),
        Column("time_zone", "Time zone", Peer.time_zone, Kind.TEXT, is_shown=False),
        a_moment("joined_at", "Joined", Peer.joined_at),
        made("created_at", "First seen", Peer.created_at, by=Peer.id),
        a_moment("forgotten_at", "Forgotten", Peer.forgotten_at, is_shown=False),
    ),
    searched=(by_tail(Peer.id), by_id(Peer.id)),
    searched_people=(by_text(Peer.name),),
    hint="An id, its last eight signs, or a part of a name",
)

_rated = case((Rating.by == Side.CARRIER, RatingRound.requester_id), else_=RatingRound.carrier_id)
_rater = case((Rating.by == Side.CARRIER, RatingRound.carrier_id), else_=RatingRound.requester_id)

RATINGS = Listing(
    name="ratings",
    title="Ratings",
    source=Rating.__table__.join(RatingRound.__table__, RatingRound.quest_id == Rating.quest_id),
    # One quest has two ratings; told apart by who gives them.
    key=func.concat(cast(Rating.quest_id, Text), cast(Rating.by, Text), type_=Text),
    newest="at",
    columns=(
        an_id(Rating.quest_id, QUEST, title="Quest", key="quest"),
        a_code("by", "Given by the", Rating.by, Side),
        Column("rater", "By", _rater, Kind.ID, links_to=PEER),
        Column("rated", "Of", _rated, Kind.ID, links_to=PEER),
        a_number("stars", "Stars", Rating.stars),
        a_moment("shown_at", "Shown since", RatingRound.shown_at),
        made("at", "Given", Rating.at, by=Rating.quest_id),
    ),
    searched=(by_id(Rating.quest_id, RatingRound.carrier_id, RatingRound.requester_id),),
    hint="The id of a quest or a Peer",
)
