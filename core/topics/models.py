"""The table of topics."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.linkline.models import LinkLine
from core.peers.models import Channel


class LinkTopic(Base):
    """`lost_at` once nothing could be sent there; what is written there still means its line."""

    __tablename__ = "link_topic"
    __table_args__ = (
        Index(
            "uq_link_topic_used",
            "line_id",
            "channel_id",
            unique=True,
            postgresql_where="lost_at IS NULL",
        ),
    )

    channel_id: Mapped[UUID] = mapped_column(
        ForeignKey(Channel.id, ondelete="CASCADE"), primary_key=True
    )
    thread_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    line_id: Mapped[UUID] = mapped_column(ForeignKey(LinkLine.id, ondelete="CASCADE"))
    made_at: Mapped[datetime]
    lost_at: Mapped[datetime | None] = mapped_column(default=None)
