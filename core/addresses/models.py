"""The table of addresses that were named and are not confirmed yet."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.peers.models import Peer
from core.peers.states import ChannelKind


class AddressClaim(Base):
    """What a Peer says is his. The newest of a kind is asked about; the older ones are counted.

    `done_at` stands when it was confirmed or taken back.
    """

    __tablename__ = "address_claim"
    __table_args__ = (
        CheckConstraint("kind IN ('email', 'sms')", name="kind"),
        CheckConstraint("tries BETWEEN 0 AND 5", name="tries"),
        Index("ix_address_claim_peer_id", "peer_id", "made_at"),
        Index("ix_address_claim_address", "address", "made_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id))
    kind: Mapped[ChannelKind]
    address: Mapped[str]
    code_hash: Mapped[bytes]
    tries: Mapped[int] = mapped_column(SmallInteger, default=0)
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
