"""The table of those who have left for the provider."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class SignOn(Base):
    """`browser_hash` is of what the browser keeps meanwhile; `after` is where he wanted to go."""

    __tablename__ = "operator_sign_on"

    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    browser_hash: Mapped[str] = mapped_column(String(64))
    after: Mapped[str]
    made_at: Mapped[datetime]
