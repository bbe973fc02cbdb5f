"""Tables of parcels, of what is in them, and of what became of each."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.cargo import Category
from core.db import Base
from core.money import Money
from core.parcels.states import DutyPayer, ParcelEvent, ParcelState
from core.passages.states import Cargo
from core.peers.models import Peer
from core.places.models import Place


class DropParcel(Base):
    """A parcel. `value_minor` is the sum of its items; `recipient` is empty for the Requester."""

    __tablename__ = "drop_parcel"
    __table_args__ = (
        CheckConstraint("from_place_id <> to_place_id", name="two_places"),
        CheckConstraint("weight_grams > 0 AND volume_millilitres > 0", name="size"),
        CheckConstraint("deliver_by > ready_at", name="window"),
        CheckConstraint("reward_minor > 0 AND value_minor >= 0", name="money"),
        CheckConstraint(
            "(state IN ('open', 'in_review', 'promised')) = (closed_at IS NULL)", name="closed_at"
        ),
        Index(
            "ix_drop_parcel_open", "from_place_id", "deliver_by", postgresql_where="state = 'open'"
        ),
        Index(
            "ix_drop_parcel_due",
            "deliver_by",
            postgresql_where="state IN ('open', 'in_review')",
        ),
        Index("ix_drop_parcel_in_review", "id", postgresql_where="state = 'in_review'"),
        Index("ix_drop_parcel_peer_id_deliver_by", "peer_id", "deliver_by", "id"),
        Index("ix_drop_parcel_tail", text('"right"(id::text, 8)')),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id))
    state: Mapped[ParcelState]
    from_place_id: Mapped[int] = mapped_column(ForeignKey(Place.id))
    to_place_id: Mapped[int] = mapped_column(ForeignKey(Place.id))
    category: Mapped[Category]
    weight_grams: Mapped[int]
    volume_millilitres: Mapped[int]
    value_minor: Mapped[int]
    value_currency: Mapped[str] = mapped_column(String(3))
    ready_at: Mapped[datetime]
    deliver_by: Mapped[datetime]
    reward_minor: Mapped[int]
    reward_currency: Mapped[str] = mapped_column(String(3))
    recipient: Mapped[str | None]
    duty_payer: Mapped[DutyPayer | None]
    note: Mapped[str]
    confirmed_at: Mapped[datetime]
    posted_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    @property
    def value(self) -> Money:
        return Money(self.value_minor, self.value_currency)

    @property
    def reward(self) -> Money:
        return Money(self.reward_minor, self.reward_currency)

    @property
    def cargo(self) -> Cargo:
        return Cargo(
            peer_id=self.peer_id,
            grams=self.weight_grams,
            millilitres=self.volume_millilitres,
            category=self.category,
            reward=self.reward,
        )


class ParcelItem(Base):
    """A line of the contents. `value_minor` is that of one piece, in the parcel's currency."""

    __tablename__ = "parcel_item"
    __table_args__ = (CheckConstraint("quantity > 0 AND value_minor >= 0", name="counted"),)

    parcel_id: Mapped[UUID] = mapped_column(
        ForeignKey(DropParcel.id, ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    title: Mapped[str]
    quantity: Mapped[int]
    value_minor: Mapped[int]


class ParcelPhoto(Base):
    """A picture of the contents, as Telegram keeps it for the bot that received it."""

    __tablename__ = "parcel_photo"
    __table_args__ = (Index("ix_parcel_photo_file_unique_id", "file_unique_id"),)

    parcel_id: Mapped[UUID] = mapped_column(
        ForeignKey(DropParcel.id, ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    file_id: Mapped[str]
    file_unique_id: Mapped[str]


class ParcelStep(Base):
    """One change of a parcel: when, by whom, from what state to what, and why."""

    __tablename__ = "parcel_step"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    parcel_id: Mapped[UUID] = mapped_column(ForeignKey(DropParcel.id), index=True)
    at: Mapped[datetime]
    event: Mapped[ParcelEvent]
    from_state: Mapped[ParcelState | None]
    to_state: Mapped[ParcelState]
    by_peer_id: Mapped[UUID | None] = mapped_column(ForeignKey(Peer.id))
    why: Mapped[str | None]
