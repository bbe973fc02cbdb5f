"""The table of canned answers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.operators.models import Operator
from core.peers.states import Language


class CannedAnswer(Base):
    """`name` is what our people find it by; `words` are the texts by language."""

    __tablename__ = "canned_answer"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    words: Mapped[dict[str, Any]]
    changed_by: Mapped[UUID] = mapped_column(ForeignKey(Operator.id))
    changed_at: Mapped[datetime]

    @property
    def texts(self) -> dict[Language, str]:
        return {Language(one): text for one, text in self.words.items()}
