"""Tables of who has looked inside, and of the codes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.handover.states import MOST_TRIES
from core.offers.states import Side


class QuestLook(Base):
    """One side says that the parcel was opened and holds what the list says."""

    __tablename__ = "quest_look"

    quest_id: Mapped[UUID] = mapped_column(primary_key=True)
    side: Mapped[Side] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class HandOverCode(Base):
    """`tries` counts the wrong ones. The code is wiped when it was given, for it proves no more."""

    __tablename__ = "hand_over_code"
    __table_args__ = (
        CheckConstraint(f"tries BETWEEN 0 AND {MOST_TRIES}", name="tries"),
        CheckConstraint("(code IS NULL) = (given_at IS NOT NULL)", name="given_at"),
    )

    quest_id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str | None]
    tries: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    given_at: Mapped[datetime | None]

    @property
    def is_locked(self) -> bool:
        return self.tries >= MOST_TRIES
