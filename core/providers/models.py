"""The table of whom providers know by what name."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.operators.models import Operator


class OperatorIdentity(Base):
    """An operator as a provider knows him: `subject` is its name for him, and stays his."""

    __tablename__ = "operator_identity"
    __table_args__ = (UniqueConstraint("operator_id", "issuer"),)

    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    operator_id: Mapped[UUID] = mapped_column(ForeignKey(Operator.id))
    linked_at: Mapped[datetime]
