"""The table of when each parcel was last looked at."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.parcels.models import DropParcel


class Ranking(Base):
    """An open parcel is looked at again an hour later. The row goes with the first look after."""

    __tablename__ = "ranking"

    parcel_id: Mapped[UUID] = mapped_column(
        ForeignKey(DropParcel.id, ondelete="CASCADE"), primary_key=True
    )
    looked_at: Mapped[datetime] = mapped_column(index=True)
