"""The table of broadcasts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from core.broadcasts.states import Audience, BroadcastState, Wording
from core.db import Base
from core.operators.models import Operator
from core.peers.states import Language


class Broadcast(Base):
    """`told_to` is the last Peer who was told, in the order of their ids; `told` counts them.

    `expected` is how many there were when it was started; who joins later is told as well.
    """

    __tablename__ = "broadcast"
    __table_args__ = (
        CheckConstraint("pace BETWEEN 1 AND 20", name="pace"),
        CheckConstraint(
            "(state IN ('done', 'cancelled')) = (ended_at IS NOT NULL)", name="ended_at"
        ),
        Index("ix_broadcast_running", "id", postgresql_where="state = 'running'"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    words: Mapped[dict[str, Any]]
    audience: Mapped[Audience]
    pace: Mapped[int] = mapped_column(SmallInteger)
    state: Mapped[BroadcastState]
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Operator.id))
    told: Mapped[int] = mapped_column(default=0)
    expected: Mapped[int] = mapped_column(default=0)
    told_to: Mapped[UUID | None]
    made_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    @property
    def wordings(self) -> dict[Language, Wording]:
        return {Language(one): Wording(**said) for one, said in self.words.items()}
