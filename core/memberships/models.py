"""Tables of who is of the organisation, and whether there is one."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class Membership(Base):
    """`code` is his role there, none when he is no member; both moments are the events' own.

    A row without `member_at` is of somebody of whom only his account was told.
    """

    __tablename__ = "organisation_membership"

    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str | None]
    member_at: Mapped[datetime | None]
    is_gone: Mapped[bool] = mapped_column(default=False)
    user_at: Mapped[datetime | None]


class Dissolved(Base):
    """An organisation that ended: what is told of it from before that comes too late."""

    __tablename__ = "organisation_dissolved"

    issuer: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
