"""The table of interventions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.interventions.states import Deed, InterventionState
from core.operators.models import Operator
from core.quests.models import Quest


class Intervention(Base):
    """`minor` is the sum at stake. `other_id` is who agreed, or declined."""

    __tablename__ = "intervention"
    __table_args__ = (
        CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", name="ended_at"),
        CheckConstraint("other_id <> by_id", name="two_operators"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        CheckConstraint("(deed = 'decide') = (percent IS NOT NULL)", name="decides"),
        CheckConstraint("(deed = 'extend') = (hours IS NOT NULL)", name="extends"),
        Index(
            "ix_intervention_waiting",
            "quest_id",
            unique=True,
            postgresql_where="state = 'waiting'",
        ),
        Index("ix_intervention_quest_id", "quest_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    quest_id: Mapped[UUID] = mapped_column(ForeignKey(Quest.id))
    deed: Mapped[Deed]
    percent: Mapped[int | None] = mapped_column(SmallInteger)
    hours: Mapped[int | None] = mapped_column(SmallInteger)
    why: Mapped[str]
    minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Operator.id))
    other_id: Mapped[UUID | None] = mapped_column(ForeignKey(Operator.id))
    state: Mapped[InterventionState]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
