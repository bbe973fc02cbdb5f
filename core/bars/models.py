"""The table of bars."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.operators.models import Operator
from core.sanctions.states import Ground, SanctionKind


class Bar(Base):
    """`mark` stands for an account. Who has decided, why and until when, is as it was."""

    __tablename__ = "bar"
    __table_args__ = (Index("ix_bar_until", "until", postgresql_where="until IS NOT NULL"),)

    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[SanctionKind]
    ground: Mapped[Ground]
    why: Mapped[str]
    by_operator_id: Mapped[UUID] = mapped_column(ForeignKey(Operator.id))
    until: Mapped[datetime | None]
