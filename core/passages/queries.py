"""Looking into cells: what may fit is found, what is not found does not fit.

The statements are built once, because building one takes longer than its answer.
"""

from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Select, any_, bindparam, select, union

from core.passages.models import GIVEN, ParcelPassage, TripPassage


def _trips(kind: str) -> Select[UUID]:
    """Two arrays and not their pairs as rows: one scan of the index takes a third of the time."""
    first, later = (
        bindparam(f"{kind}_{which}", type_=ARRAY(BigInteger)) for which in ("first", "later")
    )
    return select(TripPassage.path_id).where(
        TripPassage.from_cell == any_(first),
        TripPassage.to_cell == any_(later),
        TripPassage.departs_at > bindparam(f"{kind}_after"),
        TripPassage.departs_at <= bindparam("departs_until"),
    )


TRIPS_IN_CELLS = union(_trips("ends"), _trips("roads"))
"""Ids of trips that may pass both places, each once.

Asked with `ends_first` and `ends_later`, the cells around both places from `cells_of_ends`, and
`ends_after`, when the earliest trip by a timetable departs; the same of `roads` for drives; and
with `departs_until` for both. The earliest moment does not count, the latest does.
"""

PARCELS_IN_CELLS: Select[UUID] = (
    select(ParcelPassage.parcel_id)
    .distinct()
    .join(
        GIVEN,
        (ParcelPassage.from_cell == GIVEN.c.first) & (ParcelPassage.to_cell == GIVEN.c.later),
    )
    .where(ParcelPassage.deliver_by >= bindparam("deliver_from"))
)
"""Ids of parcels whose deadline is this moment or later, and which may lie on the way.

Asked with the passages to look into, see `states.as_arrays`, and with `deliver_from`.
"""
