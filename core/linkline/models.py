"""Tables of lines, of their two sides, and of who is on which line now."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.glidepaths.models import GlidePath
from core.linkline.states import Pace, ReportReason
from core.offers.states import Side
from core.parcels.models import DropParcel
from core.peers.models import Channel, Peer


class LinkLine(Base):
    """`carrier_changes` and `requester_changes` count what has happened that a side may know of.

    By them a client asks for what it has missed. `changes` counts all, and `told` is up to which of
    these the other processes were told. Once it has `ended_at`, what was said moves to the week in
    which it is dropped.
    """

    __tablename__ = "link_line"
    __table_args__ = (
        UniqueConstraint("parcel_id", "path_id"),
        CheckConstraint("carrier_id <> requester_id", name="two_peers"),
        CheckConstraint("changes >= told AND told >= 0", name="told"),
        Index("ix_link_line_untold", "id", postgresql_where="told < changes"),
        Index("ix_link_line_live", "id", postgresql_where="ended_at IS NULL"),
        Index("ix_link_line_carrier_id", "carrier_id", "spoken_at"),
        Index("ix_link_line_requester_id", "requester_id", "spoken_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    parcel_id: Mapped[UUID] = mapped_column(ForeignKey(DropParcel.id))
    path_id: Mapped[UUID] = mapped_column(ForeignKey(GlidePath.id), index=True)
    carrier_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id))
    requester_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id))
    changes: Mapped[int] = mapped_column(default=0)
    carrier_changes: Mapped[int] = mapped_column(default=0)
    requester_changes: Mapped[int] = mapped_column(default=0)
    told: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime]
    spoken_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)

    def side_of(self, peer: Peer) -> Side:
        return Side.CARRIER if peer.id == self.carrier_id else Side.REQUESTER

    def changes_for(self, side: Side) -> int:
        return self.carrier_changes if side is Side.CARRIER else self.requester_changes

    def peer_on(self, side: Side) -> UUID:
        return self.carrier_id if side is Side.CARRIER else self.requester_id


class LinkSide(Base):
    """One side of a line, under its pseudonym.

    `is_warned` once it was told that a contact is its own risk now; `has_shown_self` once it was
    told that a voice or a face tells who one is. `pace` is how soon it usually answers, and
    `is_paused` while it answers later; the other side was told so last at `pause_told_at`, and
    `is_pause_told` until it was told the contrary.
    """

    __tablename__ = "link_side"

    line_id: Mapped[UUID] = mapped_column(
        ForeignKey(LinkLine.id, ondelete="CASCADE"), primary_key=True
    )
    side: Mapped[Side] = mapped_column(primary_key=True)
    alias: Mapped[str]
    is_muted: Mapped[bool] = mapped_column(default=False)
    is_warned: Mapped[bool] = mapped_column(default=False)
    has_shown_self: Mapped[bool] = mapped_column(default=False)
    revealed_at: Mapped[datetime | None] = mapped_column(default=None)
    pace: Mapped[Pace | None] = mapped_column(default=None)
    is_paused: Mapped[bool] = mapped_column(default=False)
    is_pause_told: Mapped[bool] = mapped_column(default=False)
    pause_told_at: Mapped[datetime | None] = mapped_column(default=None)


class LinkSeat(Base):
    """The line on which somebody is with one phone: what he writes goes there."""

    __tablename__ = "link_seat"

    channel_id: Mapped[UUID] = mapped_column(
        ForeignKey(Channel.id, ondelete="CASCADE"), primary_key=True
    )
    line_id: Mapped[UUID] = mapped_column(ForeignKey(LinkLine.id, ondelete="CASCADE"), index=True)
    entered_at: Mapped[datetime]


class LinkReport(Base):
    """What one side says against the other, for a person to look at."""

    __tablename__ = "link_report"
    __table_args__ = (Index("ix_link_report_at", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    line_id: Mapped[UUID] = mapped_column(ForeignKey(LinkLine.id, ondelete="CASCADE"), index=True)
    by: Mapped[Side]
    reason: Mapped[ReportReason]
    at: Mapped[datetime]
    seen_at: Mapped[datetime | None] = mapped_column(default=None)
