"""The table of accounts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.peers.models import Peer


class PayoutAccount(Base):
    """A Peer's account at Stripe. It is ready when Stripe lets money go there and on to a bank."""

    __tablename__ = "payout_account"
    __table_args__ = (CheckConstraint("NOT is_ready OR ready_at IS NOT NULL", name="ready_at"),)

    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id), primary_key=True)
    account_id: Mapped[str] = mapped_column(unique=True)
    is_ready: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
