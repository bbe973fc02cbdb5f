"""The table of the audit log. Its months are partitions that the database function below makes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class AuditEntry(Base):
    """One event, as it was told. UPDATE, DELETE and TRUNCATE are refused by triggers."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index(None, "about", "at"),
        Index(None, "name", "at"),
        {"postgresql_partition_by": "RANGE (at)"},
    )

    at: Mapped[datetime] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    about: Mapped[UUID]
    by_peer_id: Mapped[UUID | None]
    facts: Mapped[dict[str, Any]]
