"""The table of mandates. One that has ended stays: the audit log speaks of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.mandates.states import LONGEST_NAME, Scope
from core.operators.models import Operator


class Mandate(Base):
    """`begins` is how the token begins, so that its owner knows it again."""

    __tablename__ = "operator_mandate"
    __table_args__ = (
        CheckConstraint(f"length(name) BETWEEN 1 AND {LONGEST_NAME}", name="name"),
        CheckConstraint("cardinality(scopes) > 0", name="scopes"),
        CheckConstraint("until > made_at", name="until"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    operator_id: Mapped[UUID] = mapped_column(ForeignKey(Operator.id), index=True)
    name: Mapped[str]
    begins: Mapped[str] = mapped_column(String(16))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    made_at: Mapped[datetime]
    until: Mapped[datetime]
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    def is_live(self, at: datetime) -> bool:
        return self.ended_at is None and at < self.until

    def is_for(self, scope: Scope) -> bool:
        return scope.value in self.scopes
