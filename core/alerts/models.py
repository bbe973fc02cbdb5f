"""The table of alerts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.peers.models import Peer
from core.places.models import Place


class TripAlert(Base):
    """It stays until the Peer removes it or is forgotten."""

    __tablename__ = "trip_alert"
    __table_args__ = (
        UniqueConstraint("peer_id", "from_place_id", "to_place_id"),
        Index("ix_trip_alert_from_place_id", "from_place_id", "to_place_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id))
    from_place_id: Mapped[int] = mapped_column(ForeignKey(Place.id))
    to_place_id: Mapped[int] = mapped_column(ForeignKey(Place.id))
    created_at: Mapped[datetime]
