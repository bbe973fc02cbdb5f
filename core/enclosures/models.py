"""The table of enclosures."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.linkline.models import LinkLine


class LinkFile(Base):
    """What goes with a message; `name` says nothing but what it is."""

    __tablename__ = "link_file"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    line_id: Mapped[UUID] = mapped_column(ForeignKey(LinkLine.id, ondelete="CASCADE"), index=True)
    message_id: Mapped[UUID]
    name: Mapped[str]
    content: Mapped[bytes]
    made_at: Mapped[datetime]
