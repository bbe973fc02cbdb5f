"""Tables of people and of the channels they are reached by. Only `channel` holds an address."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.peers.states import ChannelKind, ChannelState, Joining, Language, PeerEvent, PeerState
from core.places.models import Place


class Peer(Base):
    """A person. `name` is what the person calls himself; other Peers never see it."""

    __tablename__ = "peer"
    __table_args__ = (
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency_is_iso_4217"),
        CheckConstraint("(state = 'forgotten') = (forgotten_at IS NOT NULL)", name="forgotten_at"),
        CheckConstraint("state <> 'active' OR agreed_at IS NOT NULL", name="active_has_agreed"),
        CheckConstraint("state <> 'forgotten' OR name IS NULL", name="forgotten_is_nameless"),
        Index("ix_peer_tail", text('"right"(id::text, 8)')),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    state: Mapped[PeerState]
    name: Mapped[str | None]
    language: Mapped[Language]
    is_language_chosen: Mapped[bool] = mapped_column(default=False)
    agreed_rules: Mapped[str | None]
    agreed_at: Mapped[datetime | None]
    home_place_id: Mapped[int | None] = mapped_column(
        ForeignKey(Place.id, ondelete="SET NULL"), default=None
    )
    time_zone: Mapped[str] = mapped_column(default="UTC")
    currency: Mapped[str | None] = mapped_column(String(3))
    created_at: Mapped[datetime]
    joined_at: Mapped[datetime | None]
    forgotten_at: Mapped[datetime | None]

    @property
    def joining(self) -> Joining:
        return Joining(
            is_language_chosen=self.is_language_chosen,
            agreed_rules=self.agreed_rules,
            has_home=self.home_place_id is not None,
            is_currency_chosen=self.currency is not None,
        )


class Channel(Base):
    """A way to reach a Peer. `address` is the kind's own: a Telegram user id, an e-mail address."""

    __tablename__ = "channel"
    __table_args__ = (UniqueConstraint("kind", "address"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id), index=True)
    kind: Mapped[ChannelKind]
    address: Mapped[str]
    language_tag: Mapped[str | None]
    state: Mapped[ChannelState]
    state_at: Mapped[datetime]
    created_at: Mapped[datetime]


class PeerStep(Base):
    """One change of a Peer's state: when, from what to what, by which event and why."""

    __tablename__ = "peer_step"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id), index=True)
    at: Mapped[datetime]
    event: Mapped[PeerEvent]
    from_state: Mapped[PeerState]
    to_state: Mapped[PeerState]
    by_peer_id: Mapped[UUID | None] = mapped_column(ForeignKey(Peer.id))
    why: Mapped[str | None]


class Arrival(Base):
    """A deep link that brought a Peer here, kept until the feature it leads to takes it."""

    __tablename__ = "arrival"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id), index=True)
    payload: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
