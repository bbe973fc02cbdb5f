"""The table of cards."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.peers.models import Channel


class Card(Base):
    """`row_id` is the outbox row that became the message, or will."""

    __tablename__ = "card"

    about: Mapped[UUID] = mapped_column(primary_key=True)
    channel_id: Mapped[UUID] = mapped_column(
        ForeignKey(Channel.id, ondelete="CASCADE"), primary_key=True
    )
    row_id: Mapped[int]
