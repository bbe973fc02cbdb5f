"""Tables of offers and of what became of each."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.glidepaths.models import GlidePath
from core.money import Money
from core.offers.states import OfferEvent, OfferState, Reason, Side
from core.parcels.models import DropParcel
from core.peers.models import Peer


class Offer(Base):
    """`asked_minor` is what the Requester first promised, and all prices are in its currency.

    `terms` is the score as it was. The kilometres are those of `matching.states.Fit`. An offer that
    `is_quiet` has no card of its own yet: the Carrier finds it in his list.
    """

    __tablename__ = "offer"
    __table_args__ = (
        CheckConstraint("carrier_id <> requester_id", name="two_peers"),
        CheckConstraint("price_minor > 0 AND asked_minor > 0", name="price"),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_at"),
        CheckConstraint("handed_over_at > picked_up_at", name="segment"),
        CheckConstraint("carrier_counters >= 0 AND requester_counters >= 0", name="counters"),
        Index(
            "ix_offer_open_pair",
            "parcel_id",
            "path_id",
            unique=True,
            postgresql_where="state = 'open'",
        ),
        Index("ix_offer_expiring", "expires_at", postgresql_where="state = 'open'"),
        Index("ix_offer_reminding", "remind_at", postgresql_where="state = 'open'"),
        Index("ix_offer_path_id", "path_id"),
        Index("ix_offer_parcel_id", "parcel_id"),
        Index("ix_offer_carrier_id", "carrier_id", "made_at"),
        Index("ix_offer_requester_id", "requester_id", "made_at"),
        Index("ix_offer_tail", text('"right"(id::text, 8)')),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    path_id: Mapped[UUID] = mapped_column(ForeignKey(GlidePath.id))
    parcel_id: Mapped[UUID] = mapped_column(ForeignKey(DropParcel.id))
    carrier_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id))
    requester_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id))
    state: Mapped[OfferState]
    awaits: Mapped[Side]
    price_minor: Mapped[int]
    asked_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    carrier_counters: Mapped[int] = mapped_column(SmallInteger, default=0)
    requester_counters: Mapped[int] = mapped_column(SmallInteger, default=0)
    is_invited: Mapped[bool]
    is_quiet: Mapped[bool]
    picked_up_at: Mapped[datetime]
    handed_over_at: Mapped[datetime]
    least_km: Mapped[float]
    most_km: Mapped[float]
    terms: Mapped[dict[str, float]] = mapped_column(JSONB)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    remind_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    reason: Mapped[Reason | None]

    @property
    def price(self) -> Money:
        return Money(self.price_minor, self.currency)

    @property
    def asked(self) -> Money:
        return Money(self.asked_minor, self.currency)

    def side_of(self, peer: Peer) -> Side:
        return Side.CARRIER if peer.id == self.carrier_id else Side.REQUESTER

    def peer_on(self, side: Side) -> UUID:
        return self.carrier_id if side is Side.CARRIER else self.requester_id

    def counters_of(self, side: Side) -> int:
        return self.carrier_counters if side is Side.CARRIER else self.requester_counters


class OfferStep(Base):
    """One change of an offer: when, by whom, from what state to what, at which price."""

    __tablename__ = "offer_step"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    offer_id: Mapped[UUID] = mapped_column(ForeignKey(Offer.id), index=True)
    at: Mapped[datetime]
    event: Mapped[OfferEvent]
    from_state: Mapped[OfferState | None]
    to_state: Mapped[OfferState]
    price_minor: Mapped[int]
    by_peer_id: Mapped[UUID | None] = mapped_column(ForeignKey(Peer.id))
