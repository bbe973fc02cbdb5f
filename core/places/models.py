"""Tables of places and of the names they are found by, and how names are looked up.

`load_places` alone writes them.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    Select,
    String,
    Subquery,
    Text,
    any_,
    bindparam,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import REAL
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.facts import PlaceLabel
from core.places.states import PlaceKind, Quality
from core.sphere import Point


class Place(Base):
    """A point on the map, in degrees. `id` is the GeoNames id of a city, or made of the code."""

    __tablename__ = "place"
    __table_args__ = (
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
        CheckConstraint("(kind = 'city') = (code IS NULL)", name="city_has_no_code"),
        Index("ix_place_code", "code", postgresql_where="code IS NOT NULL"),
        Index("ix_place_metro_code", "metro_code", postgresql_where="code IS NOT NULL"),
        Index("ix_place_latitude_longitude", "latitude", "longitude"),
        Index("ix_place_country_population", "country", "population"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[PlaceKind]
    code: Mapped[str | None] = mapped_column(String(3))
    metro_code: Mapped[str | None] = mapped_column(String(3))
    name: Mapped[str]
    region: Mapped[str | None]
    region_code: Mapped[str | None] = mapped_column(String(8))
    country: Mapped[str] = mapped_column(String(2))
    latitude: Mapped[float] = mapped_column(Float(53))
    longitude: Mapped[float] = mapped_column(Float(53))
    population: Mapped[int]
    time_zone: Mapped[str]

    @property
    def point(self) -> Point:
        return self.latitude, self.longitude

    @property
    def label(self) -> PlaceLabel:
        return PlaceLabel(self.name, self.region, self.country, self.code)


class PlaceName(Base):
    """One way to write a place, normalised by `states.normalise`, and how much it weighs."""

    __tablename__ = "place_name"
    __table_args__ = (
        Index("ix_place_name_prefix", "name", postgresql_ops={"name": "text_pattern_ops"}),
        Index(
            "ix_place_name_trigrams",
            "name",
            postgresql_using="gin",
            postgresql_ops={"name": "gin_trgm_ops"},
        ),
    )

    name: Mapped[str] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(
        ForeignKey(Place.id, ondelete="CASCADE"), primary_key=True
    )
    weight: Mapped[float] = mapped_column(REAL)


class PlaceFile(Base):
    """The version of the shipped file that the two tables hold: never more than one row."""

    __tablename__ = "place_file"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    loaded_at: Mapped[datetime]


def _best(
    condition: ColumnElement[bool],
    quality: Quality,
    *,
    first: ColumnElement[float] = PlaceName.weight.desc(),  # noqa: B008  (a constant of the mapping)
) -> Select[int, str, float, int]:
    """Cut the names to the best before their places are looked up: "la" begins thousands."""
    return (
        select(
            *(PlaceName.place_id, PlaceName.name, PlaceName.weight),
            literal(int(quality)).label("quality"),
        )
        .where(condition)
        .order_by(first, PlaceName.place_id)
        .limit(bindparam("most"))
    )


def _with_places(names: Subquery) -> Select[Any]:
    return select(
        *(names.c.place_id, names.c.name, names.c.weight, names.c.quality),
        *(Place.kind, Place.region, Place.region_code, Place.country),
        *(Place.latitude, Place.longitude, Place.population, Place.name.label("own")),
    ).join(Place, Place.id == names.c.place_id)


# Built once, because building a statement takes longer than its answer. A range and not LIKE, so
# that the index serves a prepared statement, too.
_BEGINS = PlaceName.name.bool_op("~>=~")(bindparam("start")) & PlaceName.name.bool_op("~<~")(
    bindparam("end")
)
_SLIPPED = PlaceName.name == any_(bindparam("slips", type_=ARRAY(Text)))
_SAME = PlaceName.name == any_(bindparam("names", type_=ARRAY(Text)))
NAMED = _with_places(_best(_SAME, Quality.WHOLE).subquery())
BEGUN_OR_SLIPPED = _with_places(
    union_all(
        _best(_BEGINS & (PlaceName.name != bindparam("start")), Quality.BEGINNING),
        _best(_SLIPPED, Quality.TYPO),
    ).subquery()
)
BEGUN = _with_places(_best(_BEGINS, Quality.TYPO).subquery())
ALIKE = _with_places(
    _best(
        PlaceName.name.bool_op("%")(bindparam("name")),
        Quality.TYPO,
        first=func.similarity(PlaceName.name, bindparam("name")).desc(),
    ).subquery()
)
