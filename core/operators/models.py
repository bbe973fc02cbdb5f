"""Tables of operators and of their recovery codes. Every secret in them is a hash or a salt."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.operators.states import Permission, Role, may


class Operator(Base):
    """`last_step` is the step of the last code he gave: no code opens twice.

    `is_out_there`: it was the organisation that let him out, and it may let him back.

    `link_hash` is of the one link by which he may choose a password, until `link_until`.
    """

    __tablename__ = "operator"
    __table_args__ = (
        CheckConstraint("email = lower(btrim(email)) AND email LIKE '_%@_%'", name="email"),
        CheckConstraint("(link_hash IS NULL) = (link_until IS NULL)", name="link"),
        CheckConstraint("NOT is_out_there OR disabled_at IS NOT NULL", name="is_out_there"),
        CheckConstraint("octet_length(factor_salt) = 20", name="salt"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[Role]
    password_hash: Mapped[str | None]
    factor_salt: Mapped[bytes]
    enrolled_at: Mapped[datetime | None]
    last_step: Mapped[int | None]
    link_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    link_until: Mapped[datetime | None]
    made_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    is_out_there: Mapped[bool] = mapped_column(default=False)

    def may(self, permission: Permission) -> bool:
        return self.disabled_at is None and may(self.role, permission)


class RecoveryCode(Base):
    """One of those that were shown once, for the day on which the telephone is gone."""

    __tablename__ = "operator_recovery_code"

    operator_id: Mapped[UUID] = mapped_column(ForeignKey(Operator.id), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    used_at: Mapped[datetime | None]
