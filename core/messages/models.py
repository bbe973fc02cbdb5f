"""Tables of what was said, and of what it said before that.

What was said lies in partitions by the week in which it is dropped: `purge_on` is infinity while
its line is live, and a Monday once it has ended. The database moves the rows.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.linkline.models import LinkLine
from core.messages.states import Content, HeldFor, MessageKind, MessageState
from core.offers.states import Side
from core.peers.models import Channel

LIVE = date.max
"""When what was said on a live line is dropped: infinity, for the database."""

_BY_WEEK = {"postgresql_partition_by": "RANGE (purge_on)"}


class LinkMessage(Base):
    """`place` is its order on the line.

    `carrier_change` is the last change of it that its Carrier may know of, by his count; 0 when
    there is none. `requester_change` likewise.

    `album` is what those of one album have in common. `reactions` is an emoji by each side that has
    reacted. `written` is the print of what the writer's own chat says, where he has decided that
    the other side reads something else. `look_at` is when its picture or file, or that of a change
    to it, is looked into next, and `looks` how often that was begun.
    """

    __tablename__ = "link_message"
    __table_args__ = (
        CheckConstraint("(state = 'held') = (held_for IS NOT NULL)", name="held_for"),
        CheckConstraint(
            "version > 0 AND carrier_change >= 0 AND requester_change >= 0", name="counted"
        ),
        CheckConstraint("state <> 'looking' OR look_at IS NOT NULL", name="look_at"),
        Index("ix_link_message_carrier_change", "line_id", "carrier_change"),
        Index("ix_link_message_requester_change", "line_id", "requester_change"),
        Index("ix_link_message_look_at", "look_at", postgresql_where="look_at IS NOT NULL"),
        Index(
            "ix_link_message_kept_back",
            "said_at",
            postgresql_include=["line_id", "side"],
            postgresql_where="state IN ('held', 'dropped')",
        ),
        Index("ix_link_message_album", "album", postgresql_where="album IS NOT NULL"),
        _BY_WEEK,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    purge_on: Mapped[date] = mapped_column(primary_key=True, default=LIVE)
    line_id: Mapped[UUID] = mapped_column(ForeignKey(LinkLine.id, ondelete="CASCADE"))
    side: Mapped[Side]
    kind: Mapped[MessageKind]
    state: Mapped[MessageState]
    held_for: Mapped[HeldFor | None] = mapped_column(default=None)
    content: Mapped[dict[str, Any]]
    reply_to: Mapped[UUID | None] = mapped_column(default=None)
    quote: Mapped[str | None] = mapped_column(default=None)
    album: Mapped[str | None] = mapped_column(default=None)
    is_forwarded: Mapped[bool] = mapped_column(default=False)
    reactions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    place: Mapped[int]
    carrier_change: Mapped[int] = mapped_column(default=0)
    requester_change: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(Integer, default=1)
    said_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    look_at: Mapped[datetime | None] = mapped_column(default=None)
    written: Mapped[str | None] = mapped_column(String(64), default=None)
    looks: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")

    def change_for(self, side: Side) -> int:
        return self.carrier_change if side is Side.CARRIER else self.requester_change

    @property
    def shown(self) -> Content:
        return Content.unpacked(self.content)


class LinkParked(Base):
    """What somebody has written without saying to whom; until he does it goes nowhere."""

    __tablename__ = "link_parked"

    channel_id: Mapped[UUID] = mapped_column(
        ForeignKey(Channel.id, ondelete="CASCADE"), primary_key=True
    )
    chat_message_id: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    album: Mapped[str | None]
    is_forwarded: Mapped[bool]
    at: Mapped[datetime]


class LinkRevision(Base):
    """What a message said before it was changed, or what it would say if its writer says yes.

    `was_sent` when the other side has read it.
    """

    __tablename__ = "link_revision"
    __table_args__ = (CheckConstraint("NOT (is_held AND was_sent)", name="was_sent"), _BY_WEEK)

    message_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    purge_on: Mapped[date] = mapped_column(primary_key=True, default=LIVE)
    line_id: Mapped[UUID] = mapped_column(ForeignKey(LinkLine.id, ondelete="CASCADE"), index=True)
    content: Mapped[dict[str, Any]]
    is_held: Mapped[bool] = mapped_column(default=False)
    was_sent: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]
