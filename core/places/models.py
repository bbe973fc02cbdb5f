"""Tables of places and of the names they are found by. `load_places` alone writes them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, String
from sqlalchemy.dialects.postgresql import REAL
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.places.states import PlaceKind


class Place(Base):
    """A point on the map, in degrees. `id` is the GeoNames id of a city, or made of the code."""

    __tablename__ = "place"
    __table_args__ = (
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
        CheckConstraint("(kind = 'city') = (code IS NULL)", name="city_has_no_code"),
        Index("ix_place_code", "code", postgresql_where="code IS NOT NULL"),
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
