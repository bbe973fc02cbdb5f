"""The table of the audit log. Its months are partitions that the database function below makes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class AuditEntry(Base):
    """One event, as it was told, or one act of an operator. Triggers refuse every other change.

    Of an act, `before` and `after` are what it changed, `why` the operator's own words; an act
    without `by_operator_id` was done at the machine's terminal, by the organisation's word,
    or by the house itself.
    `by_mandate_id` is the token of the program that has done it for him.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index(None, "about", "at"),
        Index(None, "name", "at"),
        Index(
            "ix_audit_entry_by_operator",
            "by_operator_id",
            "at",
            postgresql_where="by_operator_id IS NOT NULL",
        ),
        Index("ix_audit_entry_acts", "at", "event_id", postgresql_where="is_act"),
        {"postgresql_partition_by": "RANGE (at)"},
    )

    at: Mapped[datetime] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    about: Mapped[UUID]
    by_peer_id: Mapped[UUID | None]
    facts: Mapped[dict[str, Any]]
    is_act: Mapped[bool] = mapped_column(default=False)
    by_operator_id: Mapped[UUID | None]
    by_mandate_id: Mapped[UUID | None]
    why: Mapped[str | None]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
