"""Ways to Stripe that only their Peer can go: the ends of links that we have signed. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from core.seals import seal, unseal

LINK_LIVES = timedelta(days=1)
_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Pass:
    """Who came by a link of ours, and until when it was good."""

    peer_id: UUID
    expires_at: datetime


def sign_pass(peer_id: UUID, *, purpose: bytes, secret: str, at: datetime) -> str:
    """Make the end of a link: whose it is and until when, sealed for one purpose."""
    return seal(peer_id.bytes, until=at + LINK_LIVES, purpose=purpose, secret=secret)


def pass_in(token: str, *, purpose: bytes, secret: str) -> Pass | None:
    """Read what we have signed, also when its time is over; None for anything else."""
    sealed = unseal(token, purpose=purpose, secret=secret)
    if sealed is None or len(sealed.body) != _ID_BYTES:
        return None
    return Pass(UUID(bytes=sealed.body), sealed.until)
