"""Tables of complaints, of what was said in them, and of verdicts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.complaints.states import OVER, ComplaintState, Problem
from core.db import Base
from core.offers.states import Side
from core.peers.models import Peer

_IS_OVER = f"state IN ({', '.join(repr(one.value) for one in OVER)})"


class Complaint(Base):
    """`answer_by` is until when the other side is waited for, `decide_by` when a person is late.

    `final_at` is when the verdict at hand is carried out unless somebody appeals.
    """

    __tablename__ = "complaint"
    __table_args__ = (
        CheckConstraint(f"({_IS_OVER}) = (ended_at IS NOT NULL)", name="ended_at"),
        CheckConstraint("(state = 'decided') = (final_at IS NOT NULL)", name="final_at"),
        Index("ix_complaint_live", "quest_id", unique=True, postgresql_where="ended_at IS NULL"),
        Index("ix_complaint_quest_id", "quest_id"),
        Index("ix_complaint_final_at", "final_at", postgresql_where="final_at IS NOT NULL"),
        Index("ix_complaint_waiting", "decide_by", postgresql_where="ended_at IS NULL"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    quest_id: Mapped[UUID]
    by: Mapped[Side]
    problem: Mapped[Problem]
    state: Mapped[ComplaintState]
    made_at: Mapped[datetime]
    answer_by: Mapped[datetime]
    decide_by: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    appealed_by: Mapped[Side | None]
    carrier_agrees: Mapped[bool] = mapped_column(default=False)
    requester_agrees: Mapped[bool] = mapped_column(default=False)
    final_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    def agrees(self, side: Side) -> bool:
        return self.carrier_agrees if side is Side.CARRIER else self.requester_agrees


class ComplaintWord(Base):
    """What one side has said, with photos by Telegram's ids of their files."""

    __tablename__ = "complaint_word"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    complaint_id: Mapped[UUID] = mapped_column(ForeignKey(Complaint.id), index=True)
    by: Mapped[Side]
    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id), index=True)
    text: Mapped[str]
    photos: Mapped[list[str]] = mapped_column(ARRAY(Text))
    at: Mapped[datetime]


class Verdict(Base):
    """Who gets what of that which was paid, why, and which operator says so."""

    __tablename__ = "verdict"
    __table_args__ = (
        CheckConstraint(
            "carrier_minor >= 0 AND requester_minor >= 0 AND fee_minor >= 0", name="shares"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    complaint_id: Mapped[UUID] = mapped_column(ForeignKey(Complaint.id), index=True)
    carrier_minor: Mapped[int]
    requester_minor: Mapped[int]
    fee_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    why: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
