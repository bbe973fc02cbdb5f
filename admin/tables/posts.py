"""What is posted: GlidePaths and DropParcels. Notes and recipients are words, and stand nowhere."""

from admin.shell.addresses import GLIDEPATH, PARCEL
from admin.tables.columns import (
    a_code,
    a_moment,
    a_number,
    a_peer,
    a_place,
    a_sum,
    an_id,
    by_place,
    made,
)
from core.cargo import Category
from core.glidepaths.models import GlidePath
from core.glidepaths.states import Mode, PathState
from core.listings.queries import Column, Listing, by_id, by_tail
from core.listings.states import Kind
from core.parcels.models import DropParcel
from core.parcels.states import DutyPayer, ParcelState

GLIDEPATHS = Listing(
    name="glidepaths",
    title="GlidePaths",
    source=GlidePath.__table__,
    key=GlidePath.id,
    newest="posted_at",
    columns=(
        an_id(GlidePath.id, GLIDEPATH),
        a_peer("peer", "Carrier", GlidePath.peer_id),
        a_code("state", "State", GlidePath.state, PathState),
        a_place("from", "From", GlidePath.from_place_id),
        a_place("to", "To", GlidePath.to_place_id),
        a_code("mode", "By", GlidePath.mode, Mode),
        a_moment("departs_at", "Departs", GlidePath.departs_at, is_sorted=True),
        a_moment("arrives_at", "Arrives", GlidePath.arrives_at, is_shown=False),
        a_number("capacity_grams", "Room (g)", GlidePath.capacity_grams),
        a_sum("price", "Per kg", GlidePath.price_minor_per_kg, GlidePath.currency),
        a_number("detour_km", "Detour (km)", GlidePath.detour_km, is_shown=False),
        Column("series", "Weekly trip", GlidePath.series_id, Kind.ID, is_shown=False),
        made("posted_at", "Posted", GlidePath.posted_at, by=GlidePath.id),
        a_moment("closed_at", "Closed", GlidePath.closed_at, is_shown=False),
    ),
    searched=(
        by_tail(GlidePath.id),
        by_id(GlidePath.id, GlidePath.peer_id, GlidePath.series_id),
        by_place(GlidePath.from_place_id, GlidePath.to_place_id),
    ),
    hint="An id, a Carrier's id, a place or the code of an airport",
)

PARCELS = Listing(
    name="parcels",
    title="DropParcels",
    source=DropParcel.__table__,
    key=DropParcel.id,
    newest="posted_at",
    columns=(
        an_id(DropParcel.id, PARCEL),
        a_peer("peer", "Requester", DropParcel.peer_id),
        a_code("state", "State", DropParcel.state, ParcelState),
        a_place("from", "From", DropParcel.from_place_id),
        a_place("to", "To", DropParcel.to_place_id),
        a_code("category", "Kind", DropParcel.category, Category),
        a_number("weight_grams", "Weight (g)", DropParcel.weight_grams, is_sorted=True),
        a_sum("value", "Value", DropParcel.value_minor, DropParcel.value_currency),
        a_sum("reward", "Reward", DropParcel.reward_minor, DropParcel.reward_currency),
        a_moment("deliver_by", "Deliver by", DropParcel.deliver_by, is_sorted=True),
        a_code("duty_payer", "Duty", DropParcel.duty_payer, DutyPayer, is_shown=False),
        made("posted_at", "Posted", DropParcel.posted_at, by=DropParcel.id),
        a_moment("closed_at", "Closed", DropParcel.closed_at, is_shown=False),
    ),
    searched=(
        by_tail(DropParcel.id),
        by_id(DropParcel.id, DropParcel.peer_id),
        by_place(DropParcel.from_place_id, DropParcel.to_place_id),
    ),
    hint="An id, a Requester's id, a place or the code of an airport",
)
