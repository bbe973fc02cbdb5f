"""Tables of standings, demands and blocks."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.peers.models import Peer


class PeerStanding(Base):
    """Whoever has no row has done nothing yet."""

    __tablename__ = "peer_standing"
    __table_args__ = (
        CheckConstraint("ratings >= 0 AND done >= 0 AND cancelled >= 0", name="counted"),
        CheckConstraint("stars BETWEEN ratings AND 5 * ratings", name="stars"),
    )

    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id), primary_key=True)
    stars: Mapped[int] = mapped_column(default=0)
    ratings: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    cancelled: Mapped[int] = mapped_column(default=0)


class PeerDemand(Base):
    """The least a Peer asks of whom he deals with, in tenths of stars. No row: nothing."""

    __tablename__ = "peer_demand"
    __table_args__ = (CheckConstraint("least_stars BETWEEN 10 AND 50", name="stars"),)

    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id), primary_key=True)
    least_stars: Mapped[int] = mapped_column(SmallInteger)


class PeerHalt(Base):
    """Nothing new begins with this Peer; what runs goes on. Unless it `is_told`, he does not know.

    `until` is what he is told; the halt itself ends when its row goes.
    """

    __tablename__ = "peer_halt"

    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id), primary_key=True)
    is_told: Mapped[bool]
    until: Mapped[datetime | None]
    at: Mapped[datetime]


class PeerBlock(Base):
    """The one wants to see nothing more of the other."""

    __tablename__ = "peer_block"
    __table_args__ = (
        CheckConstraint("peer_id <> blocked_id", name="two_peers"),
        Index("ix_peer_block_at", "at"),
    )

    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id), primary_key=True)
    blocked_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id), primary_key=True, index=True)
    at: Mapped[datetime]
