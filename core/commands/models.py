"""The table of commands."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.commands.states import LIVE, CommandKind, CommandState, idempotency_key
from core.db import Base

_IS_LIVE = f"state IN ({', '.join(repr(one.value) for one in LIVE)})"


class StripeCommand(Base):
    """`about` is the payment it serves; `stripe_id` is what Stripe made of it."""

    __tablename__ = "stripe_command"
    __table_args__ = (
        UniqueConstraint("op_key", "attempt"),
        CheckConstraint("(state = 'succeeded') = (stripe_id IS NOT NULL)", name="stripe_id"),
        CheckConstraint("(state = 'sent') = (lease_until IS NOT NULL)", name="lease"),
        CheckConstraint("attempt > 0 AND tries >= 0", name="counted"),
        Index("ix_stripe_command_live", "op_key", unique=True, postgresql_where=_IS_LIVE),
        Index("ix_stripe_command_due", "next_at", postgresql_where=_IS_LIVE),
        Index("ix_stripe_command_about", "about"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[CommandKind]
    op_key: Mapped[str]
    attempt: Mapped[int]
    about: Mapped[UUID]
    params: Mapped[dict[str, Any]]
    state: Mapped[CommandState]
    tries: Mapped[int]
    made_at: Mapped[datetime]
    first_sent_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    next_at: Mapped[datetime]
    stripe_id: Mapped[str | None]
    error: Mapped[str | None]

    @property
    def key(self) -> str:
        return idempotency_key(self.op_key, self.attempt)
