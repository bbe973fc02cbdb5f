"""The table of unmaskings."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.linkline.models import LinkLine
from core.offers.states import Side


class Unmasking(Base):
    """UPDATE, DELETE and TRUNCATE are refused by triggers, as of the audit log."""

    __tablename__ = "unmasking"
    __table_args__ = (CheckConstraint("btrim(by) <> '' AND btrim(why) <> ''", name="said"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    line_id: Mapped[UUID] = mapped_column(ForeignKey(LinkLine.id), index=True)
    side: Mapped[Side]
    by: Mapped[str]
    why: Mapped[str]
    at: Mapped[datetime]
