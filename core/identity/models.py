"""The table of checks."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.identity.states import IdentityState, Reason
from core.peers.models import Peer


class IdentityCheck(Base):
    """A Peer's check at Stripe: its session, how it stands, and nothing of what was shown there.

    `opened_at` is when he was last led to the form, `report_id` names the last try that was seen.
    """

    __tablename__ = "identity_check"
    __table_args__ = (
        CheckConstraint("(state = 'verified') = (verified_at IS NOT NULL)", name="verified_at"),
        CheckConstraint("(state = 'refused') = (reason IS NOT NULL)", name="reason"),
        CheckConstraint("state = 'wished' OR session_id IS NOT NULL", name="session"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id), unique=True)
    session_id: Mapped[str | None] = mapped_column(unique=True)
    state: Mapped[IdentityState]
    reason: Mapped[Reason | None]
    report_id: Mapped[str | None]
    made_at: Mapped[datetime]
    opened_at: Mapped[datetime]
    verified_at: Mapped[datetime | None]
