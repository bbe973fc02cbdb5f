"""The way to Stripe that only its Peer can go. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from core.errors import Refused
from core.seals import seal, unseal

LINK_LIVES = timedelta(days=1)
_PURPOSE = b"payouts"
_ID_BYTES = 16


class PayoutsNotSetUp(Refused):
    """The operator has set no key of Stripe's, so nobody is paid here."""


@dataclass(frozen=True, slots=True)
class Pass:
    """Who came by a link of ours, and until when it was good."""

    peer_id: UUID
    expires_at: datetime


def sign_pass(peer_id: UUID, *, secret: str, at: datetime) -> str:
    """Make the end of a link: whose it is and until when, sealed."""
    return seal(peer_id.bytes, until=at + LINK_LIVES, purpose=_PURPOSE, secret=secret)


def pass_in(token: str, *, secret: str) -> Pass | None:
    """Read what we have signed, also when its time is over; None for anything else."""
    sealed = unseal(token, purpose=_PURPOSE, secret=secret)
    if sealed is None or len(sealed.body) != _ID_BYTES:
        return None
    return Pass(UUID(bytes=sealed.body), sealed.until)
