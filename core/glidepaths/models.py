"""Tables of trips, of weekly trips, and of what became of each."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.cargo import Category
from core.db import Base
from core.glidepaths.states import Mode, PathEvent, PathState, PathWish, Weekly
from core.ids import new_id
from core.money import Money
from core.passages.states import Room
from core.peers.models import Peer
from core.places.models import Place

_CATEGORIES = ", ".join(f"'{one}'" for one in Category)


def _checks() -> tuple[CheckConstraint, ...]:
    """Build new ones for each table, because a constraint belongs to one."""
    return (
        CheckConstraint("from_place_id <> to_place_id", name="two_places"),
        CheckConstraint("capacity_grams > 0 AND capacity_millilitres > 0", name="capacity"),
        CheckConstraint(
            f"cardinality(categories) > 0 AND categories <@ ARRAY[{_CATEGORIES}]",
            name="categories",
        ),
        CheckConstraint("(mode = 'car') = (detour_km IS NOT NULL)", name="detour_of_a_drive"),
        CheckConstraint("price_minor_per_kg > 0", name="price"),
        CheckConstraint(
            "(price_minor_per_kg IS NULL) = (currency IS NULL)", name="price_has_currency"
        ),
    )


class _Trip:
    """The columns that a trip and a weekly trip share."""

    from_place_id: Mapped[int] = mapped_column(ForeignKey(Place.id))
    to_place_id: Mapped[int] = mapped_column(ForeignKey(Place.id))
    mode: Mapped[Mode]
    capacity_grams: Mapped[int]
    capacity_millilitres: Mapped[int]
    categories: Mapped[list[str]] = mapped_column(ARRAY(Text))
    detour_km: Mapped[int | None]
    price_minor_per_kg: Mapped[int | None]
    currency: Mapped[str | None] = mapped_column(String(3))
    note: Mapped[str]

    @property
    def price_per_kg(self) -> Money | None:
        if self.price_minor_per_kg is None or self.currency is None:
            return None
        return Money(self.price_minor_per_kg, self.currency)

    def wish_between(self, departs_at: datetime, arrives_at: datetime) -> PathWish:
        """Say as a wish what the row says, for a trip between these moments."""
        return PathWish(
            from_place_id=self.from_place_id,
            to_place_id=self.to_place_id,
            mode=self.mode,
            departs_at=departs_at,
            arrives_at=arrives_at,
            capacity_grams=self.capacity_grams,
            capacity_millilitres=self.capacity_millilitres,
            categories=frozenset(map(Category, self.categories)),
            detour_km=self.detour_km,
            price_per_kg=self.price_per_kg,
            note=self.note,
        )

    def take(self, wish: PathWish) -> None:
        """Write down everything in the wish but its moments."""
        self.from_place_id = wish.from_place_id
        self.to_place_id = wish.to_place_id
        self.mode = wish.mode
        self.capacity_grams = wish.capacity_grams
        self.capacity_millilitres = wish.capacity_millilitres
        self.categories = sorted(wish.categories)
        self.detour_km = wish.detour_km
        price = wish.price_per_kg
        self.price_minor_per_kg = None if price is None else price.minor
        self.currency = None if price is None else price.currency
        self.note = wish.note


class GlidePathSeries(_Trip, Base):
    """A weekly trip. Day and clock are those of the place of departure.

    Its dates up to and with `opened_until` have become GlidePaths, except the skipped ones.
    """

    __tablename__ = "glide_path_series"
    __table_args__ = (
        *_checks(),
        CheckConstraint("duration_minutes > 0", name="duration"),
        Index("ix_glide_path_series_running", "opened_until", postgresql_where="ended_at IS NULL"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id), index=True)
    first_day: Mapped[date]
    clock: Mapped[time]
    duration_minutes: Mapped[int]
    until: Mapped[date | None]
    skipped: Mapped[list[date]] = mapped_column(ARRAY(Date))
    opened_until: Mapped[date | None]
    posted_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    @property
    def weekly(self) -> Weekly:
        return Weekly(self.until, frozenset(self.skipped))


class GlidePath(_Trip, Base):
    """A trip. `day` is the date of its series that it is, if it is of one."""

    __tablename__ = "glide_path"
    __table_args__ = (
        *_checks(),
        CheckConstraint("arrives_at > departs_at", name="arrives_later"),
        CheckConstraint("(series_id IS NULL) = (day IS NULL)", name="day_of_a_series"),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_at"),
        UniqueConstraint("series_id", "day"),
        Index(
            "ix_glide_path_open", "from_place_id", "departs_at", postgresql_where="state = 'open'"
        ),
        Index("ix_glide_path_departing", "departs_at", postgresql_where="state = 'open'"),
        Index("ix_glide_path_peer_id_departs_at", "peer_id", "departs_at", "id"),
        Index("ix_glide_path_tail", text('"right"(id::text, 8)')),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id))
    series_id: Mapped[UUID | None] = mapped_column(ForeignKey(GlidePathSeries.id))
    day: Mapped[date | None]
    state: Mapped[PathState]
    departs_at: Mapped[datetime]
    arrives_at: Mapped[datetime]
    posted_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    @property
    def wish(self) -> PathWish:
        return self.wish_between(self.departs_at, self.arrives_at)

    @property
    def room(self) -> Room:
        """All of it, whatever is promised."""
        return Room(
            peer_id=self.peer_id,
            grams=self.capacity_grams,
            millilitres=self.capacity_millilitres,
            categories=self.categories,
            price_per_kg=self.price_per_kg,
        )


class GlidePathStep(Base):
    """One change of a trip: when, by whom, and from what state to what."""

    __tablename__ = "glide_path_step"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    glide_path_id: Mapped[UUID] = mapped_column(ForeignKey(GlidePath.id), index=True)
    at: Mapped[datetime]
    event: Mapped[PathEvent]
    from_state: Mapped[PathState | None]
    to_state: Mapped[PathState]
    by_peer_id: Mapped[UUID | None] = mapped_column(ForeignKey(Peer.id))


def new_glidepath(
    peer: Peer,
    wish: PathWish,
    *,
    at: datetime,
    series: GlidePathSeries | None = None,
    day: date | None = None,
) -> GlidePath:
    """Make the row of an open trip, or of one date of a weekly trip."""
    path = GlidePath(
        id=new_id(at),
        peer_id=peer.id,
        series_id=None if series is None else series.id,
        day=day,
        state=PathState.OPEN,
        departs_at=wish.departs_at,
        arrives_at=wish.arrives_at,
        posted_at=at,
        changed_at=at,
    )
    path.take(wish)
    return path
