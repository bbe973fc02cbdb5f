"""The table of posts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.peers.models import Peer


class Post(Base):
    """`id` is that of the trip, the weekly trip or the parcel."""

    __tablename__ = "post"
    __table_args__ = (
        Index("ix_post_open", "peer_id", postgresql_where="closed_at IS NULL"),
        Index("ix_post_peer_id_posted_at", "peer_id", "posted_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id))
    posted_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
