"""Tables of quests and of what became of each."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.glidepaths.models import GlidePath
from core.handover.states import ProvedBy
from core.money import Money
from core.offers.models import Offer
from core.offers.states import Side
from core.parcels.models import DropParcel
from core.peers.models import Peer
from core.quests.states import ENDED, UNDER_WAY, QuestEvent, QuestState, after

_IS_ENDED = f"state IN ({', '.join(repr(one.value) for one in ENDED)})"
_IS_UNDER_WAY = f"state IN ({', '.join(repr(one.value) for one in UNDER_WAY)})"


class Quest(Base):
    """`price_minor` is what the Carrier earns.

    `picked_up_at` and `handed_over_at` are when that is planned; the steps tell when it was.
    Once it was handed over, `proved_by` says what proves it, and `release_at` when the money is
    released unless somebody complains; `claim_until` is how long the Requester may complain, also
    after that. `disputed_from` is where a quest that is disputed stood before.
    """

    __tablename__ = "quest"
    __table_args__ = (
        CheckConstraint("carrier_id <> requester_id", name="two_peers"),
        CheckConstraint("price_minor > 0", name="price"),
        CheckConstraint(f"({_IS_ENDED}) = (ended_at IS NOT NULL)", name="ended_at"),
        CheckConstraint("(state = 'disputed') = (disputed_from IS NOT NULL)", name="disputed_from"),
        Index(
            "ix_quest_live_parcel", "parcel_id", unique=True, postgresql_where="ended_at IS NULL"
        ),
        Index("ix_quest_release_at", "release_at", postgresql_where="release_at IS NOT NULL"),
        Index("ix_quest_claim_until", "claim_until", postgresql_where="claim_until IS NOT NULL"),
        Index("ix_quest_under_way", "handed_over_at", postgresql_where=_IS_UNDER_WAY),
        Index("ix_quest_path_id", "path_id"),
        Index("ix_quest_carrier_id", "carrier_id", "accepted_at"),
        Index("ix_quest_requester_id", "requester_id", "accepted_at"),
        Index("ix_quest_tail", text('"right"(id::text, 8)')),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    offer_id: Mapped[UUID] = mapped_column(ForeignKey(Offer.id), unique=True)
    path_id: Mapped[UUID] = mapped_column(ForeignKey(GlidePath.id))
    parcel_id: Mapped[UUID] = mapped_column(ForeignKey(DropParcel.id))
    carrier_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id))
    requester_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id))
    state: Mapped[QuestState]
    price_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    picked_up_at: Mapped[datetime]
    handed_over_at: Mapped[datetime]
    accepted_at: Mapped[datetime]
    proved_by: Mapped[ProvedBy | None]
    release_at: Mapped[datetime | None]
    claim_until: Mapped[datetime | None]
    disputed_from: Mapped[QuestState | None]
    ended_at: Mapped[datetime | None]

    @property
    def price(self) -> Money:
        return Money(self.price_minor, self.currency)

    def after(self, event: QuestEvent) -> QuestState:
        """Find the state that follows, or raise `QuestIsOver` or `QuestHasMovedOn`."""
        return after(self.state, event, disputed_from=self.disputed_from)

    def side_of(self, peer: Peer) -> Side:
        return Side.CARRIER if peer.id == self.carrier_id else Side.REQUESTER

    def peer_on(self, side: Side) -> UUID:
        return self.carrier_id if side is Side.CARRIER else self.requester_id


class QuestStep(Base):
    """One change of a quest: when, by whom, from what state to what, and why."""

    __tablename__ = "quest_step"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    quest_id: Mapped[UUID] = mapped_column(ForeignKey(Quest.id), index=True)
    at: Mapped[datetime]
    event: Mapped[QuestEvent]
    from_state: Mapped[QuestState | None]
    to_state: Mapped[QuestState]
    by_peer_id: Mapped[UUID | None] = mapped_column(ForeignKey(Peer.id))
    why: Mapped[str | None]
