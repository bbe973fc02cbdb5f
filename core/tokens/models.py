"""The table of tokens."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.peers.models import Peer
from core.tokens.states import LONGEST_NAME, Scope


class ApiToken(Base):
    """`shown_row` is the outbox row that shows the token, until its text is wiped out there."""

    __tablename__ = "api_token"
    __table_args__ = (CheckConstraint(f"length(name) <= {LONGEST_NAME}", name="name_is_short"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id), index=True)
    name: Mapped[str]
    scope: Mapped[Scope]
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    shown_row: Mapped[int | None] = mapped_column(index=True)
