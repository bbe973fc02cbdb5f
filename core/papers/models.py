"""The table of papers that are to be made."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.papers.states import PaperKind
from core.peers.models import Channel


class PaperWish(Base):
    """Gone when the paper is on its way. `about` is a quest, or a trip for customs."""

    __tablename__ = "paper_wish"
    __table_args__ = (
        UniqueConstraint("channel_id", "kind", "about"),
        Index("ix_paper_wish_make_at", "make_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[PaperKind]
    about: Mapped[UUID]
    channel_id: Mapped[UUID] = mapped_column(ForeignKey(Channel.id, ondelete="CASCADE"))
    wished_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(SmallInteger, default=0)
    make_at: Mapped[datetime]
