"""The table of photos."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.offers.states import Side
from core.photos.states import PhotoKind


class QuestPhoto(Base):
    """`fetch_at` is when it is next tried to fetch it; one that is kept has a digest instead."""

    __tablename__ = "quest_photo"
    __table_args__ = (
        CheckConstraint("(kept_at IS NULL) = (sha256 IS NULL)", name="sha256"),
        CheckConstraint("(kept_at IS NULL) = (fetch_at IS NOT NULL)", name="fetch_at"),
        Index("ix_quest_photo_quest_id", "quest_id", "kind"),
        Index("ix_quest_photo_fetch_at", "fetch_at", postgresql_where="fetch_at IS NOT NULL"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    quest_id: Mapped[UUID]
    kind: Mapped[PhotoKind]
    side: Mapped[Side]
    file_id: Mapped[str]
    file_unique_id: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str | None] = mapped_column(unique=True)
    sent_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(SmallInteger, default=0)
    fetch_at: Mapped[datetime | None]
    kept_at: Mapped[datetime | None]

    @property
    def key(self) -> str:
        """Where the storage keeps it."""
        return f"photos/{self.quest_id}/{self.kind.value}-{self.id}.jpg"
