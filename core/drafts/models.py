"""The table of drafts. It goes with its channel: a forgotten Peer leaves none."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.peers.models import Channel


class Draft(Base):
    """`slot` names the form within the channel."""

    __tablename__ = "draft"

    channel_id: Mapped[UUID] = mapped_column(
        ForeignKey(Channel.id, ondelete="CASCADE"), primary_key=True
    )
    slot: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime] = mapped_column(index=True)
