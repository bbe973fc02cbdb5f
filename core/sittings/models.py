"""Tables of sittings and of tries to begin one."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.operators.models import Operator
from core.sittings.states import Stage, good_until


class Sitting(Base):
    """`token_hash` is of the token that the browser holds. `network` is where it was begun from."""

    __tablename__ = "operator_sitting"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    operator_id: Mapped[UUID] = mapped_column(ForeignKey(Operator.id), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    stage: Mapped[Stage]
    browser: Mapped[str]
    network: Mapped[str]
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    def is_live(self, at: datetime) -> bool:
        return self.ended_at is None and at < good_until(
            self.stage, made_at=self.made_at, seen_at=self.seen_at
        )


class SignInTry(Base):
    """One try; kept before it is known how it ends, so that many at once are counted too."""

    __tablename__ = "operator_sign_in_try"
    __table_args__ = (Index(None, "tried_by", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    tried_by: Mapped[str]
    at: Mapped[datetime]
