"""The table of copies: which message of a chat is which of a line."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from core.copies.states import Fate
from core.db import Base
from core.linkline.models import LinkLine
from core.peers.models import Channel


class LinkCopy(Base):
    """One message in one chat: its writer's own, or what the other side got.

    `row_id` is the outbox row that became it, with several in an album; `place` is which of these.
    `version` is what it says, and 0 when it was taken away. `is_noted` once the writer was told.
    """

    __tablename__ = "link_copy"
    __table_args__ = (
        Index("ix_link_copy_chat", "channel_id", "chat_message_id"),
        Index("ix_link_copy_row_id", "row_id", postgresql_where="row_id IS NOT NULL"),
        Index("ix_link_copy_news", "message_id", postgresql_where="NOT is_noted"),
    )

    message_id: Mapped[UUID] = mapped_column(primary_key=True)
    channel_id: Mapped[UUID] = mapped_column(
        ForeignKey(Channel.id, ondelete="CASCADE"), primary_key=True
    )
    line_id: Mapped[UUID] = mapped_column(ForeignKey(LinkLine.id, ondelete="CASCADE"), index=True)
    is_own: Mapped[bool]
    row_id: Mapped[int | None]
    place: Mapped[int] = mapped_column(SmallInteger, default=0)
    chat_message_id: Mapped[int | None]
    fate: Mapped[Fate]
    why: Mapped[str | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(Integer, default=1)
    is_noted: Mapped[bool] = mapped_column(default=True)
