"""Tables of sanctions and of operators' notes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.operators.models import Operator
from core.peers.models import Peer
from core.sanctions.states import HALTING, Ground, SanctionKind

_IS_HALTING = f"kind IN ({', '.join(repr(one.value) for one in HALTING)})"


class Sanction(Base):
    """`until` is the end of a suspension. `lifted_at` is when it ended, by itself or earlier."""

    __tablename__ = "peer_sanction"
    __table_args__ = (
        CheckConstraint("(kind = 'suspension') = (until IS NOT NULL)", name="until"),
        CheckConstraint("kind <> 'warning' OR lifted_at IS NULL", name="lifted_at"),
        CheckConstraint("btrim(why) <> ''", name="why"),
        Index(
            "ix_peer_sanction_live",
            "peer_id",
            unique=True,
            postgresql_where=f"{_IS_HALTING} AND lifted_at IS NULL",
        ),
        Index(
            "ix_peer_sanction_until",
            "until",
            postgresql_where="until IS NOT NULL AND lifted_at IS NULL",
        ),
        Index("ix_peer_sanction_peer_id", "peer_id", "made_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id))
    kind: Mapped[SanctionKind]
    ground: Mapped[Ground]
    why: Mapped[str]
    by_operator_id: Mapped[UUID] = mapped_column(ForeignKey(Operator.id))
    made_at: Mapped[datetime]
    until: Mapped[datetime | None]
    lifted_at: Mapped[datetime | None]
    lifted_by_operator_id: Mapped[UUID | None] = mapped_column(ForeignKey(Operator.id))
    lifted_why: Mapped[str | None]


class PeerNote(Base):
    """What operators tell each other about a Peer."""

    __tablename__ = "peer_note"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id), index=True)
    text: Mapped[str]
    by_operator_id: Mapped[UUID] = mapped_column(ForeignKey(Operator.id))
    at: Mapped[datetime]
