"""Tables of rounds, in which two rate each other, and of their ratings."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.offers.states import Side
from core.peers.models import Peer


class RatingRound(Base):
    """Open from the hand-over until both have rated, or until it closes; then it is shown."""

    __tablename__ = "rating_round"
    __table_args__ = (
        CheckConstraint("carrier_id <> requester_id", name="two_peers"),
        Index("ix_rating_round_closes_at", "closes_at", postgresql_where="shown_at IS NULL"),
    )

    quest_id: Mapped[UUID] = mapped_column(primary_key=True)
    carrier_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id), index=True)
    requester_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id), index=True)
    closes_at: Mapped[datetime]
    shown_at: Mapped[datetime | None]

    def peer_on(self, side: Side) -> UUID:
        return self.carrier_id if side is Side.CARRIER else self.requester_id


class Rating(Base):
    """What one side, `by`, says of the other."""

    __tablename__ = "rating"
    __table_args__ = (CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),)

    quest_id: Mapped[UUID] = mapped_column(ForeignKey(RatingRound.quest_id), primary_key=True)
    by: Mapped[Side] = mapped_column(primary_key=True)
    stars: Mapped[int] = mapped_column(SmallInteger)
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text))
    text: Mapped[str]
    at: Mapped[datetime]
