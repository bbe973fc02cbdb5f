"""The table of letters."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.addresses.models import AddressClaim
from core.db import Base
from core.letters.states import LetterState
from core.peers.models import Channel


class OutLetter(Base):
    """One letter or short message: to a confirmed address, or the code for one that is not.

    `row_id` is the row of the outbox that is parked meanwhile. `once` is what it is told but once.
    What it says is not kept when it has gone.
    """

    __tablename__ = "out_letter"
    __table_args__ = (
        CheckConstraint("(channel_id IS NULL) <> (claim_id IS NULL)", name="one_receiver"),
        CheckConstraint("(state = 'leased') = (lease_until IS NOT NULL)", name="lease"),
        Index("uq_out_letter_row", "channel_id", "row_id", unique=True),
        Index("uq_out_letter_once", "channel_id", "once", unique=True),
        Index("ix_out_letter_live", "not_before", postgresql_where="state IN ('queued', 'leased')"),
        Index("ix_out_letter_dead", "id", postgresql_where="state = 'dead'"),
        Index("ix_out_letter_claim_id", "claim_id", postgresql_where="claim_id IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    channel_id: Mapped[UUID | None] = mapped_column(ForeignKey(Channel.id, ondelete="CASCADE"))
    claim_id: Mapped[UUID | None] = mapped_column(ForeignKey(AddressClaim.id, ondelete="CASCADE"))
    notice: Mapped[str]
    content: Mapped[dict[str, Any]]
    row_id: Mapped[int | None]
    once: Mapped[str | None]
    coalesce_key: Mapped[str | None]
    state: Mapped[LetterState]
    attempts: Mapped[int]
    not_before: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    error: Mapped[str | None]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
