"""Stripe's balance, row by row as it was read, and how far we have read."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class BalanceRow(Base):
    """`keys` are the bookings that it may be, by the rules of the day it was read."""

    __tablename__ = "balance_row"
    __table_args__ = (Index("ix_balance_row_keys", "keys", postgresql_using="gin"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    source: Mapped[str | None]
    currency: Mapped[str] = mapped_column(String(3), index=True)
    net_minor: Mapped[int]
    created_at: Mapped[datetime]
    keys: Mapped[list[str]] = mapped_column(ARRAY(Text))


class ReadMark(Base):
    """`through` is up to when something was read: rows of a currency, events, or all of it."""

    __tablename__ = "read_mark"

    name: Mapped[str] = mapped_column(primary_key=True)
    through: Mapped[datetime]
