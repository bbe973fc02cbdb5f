"""How far a check of who somebody is has come, and what Stripe's answer means. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from core.errors import Refused
from core.seals import seal

PURPOSE = b"identity"
"""What the pass to Stripe's form is sealed for."""

FORM_LIVES = timedelta(hours=48)
"""How long Stripe's form can be gone on with. Source: Stripe, "How sessions work"."""

RETURN_PURPOSE = b"identity-return"
"""What the way back is sealed for, so that it leads nowhere else."""

_BIRTH = datetime(1970, 1, 1, tzinfo=UTC)


class IdentityState(StrEnum):
    WISHED = "wished"
    """Nothing has been given to Stripe yet."""

    CHECKING = "checking"
    REFUSED = "refused"
    """Stripe could not tell who it is; the Peer may try again in the same session."""

    VERIFIED = "verified"
    ENDED = "ended"
    """The session is good for nothing any more; another try begins anew."""


class Reason(StrEnum):
    """Why it did not work, in one coarse word."""

    UNREADABLE = "unreadable"
    EXPIRED = "expired"
    FACE = "face"
    LEFT = "left"
    NOT_TAKEN = "not_taken"
    OTHER = "other"


class IdentityNotSetUp(Refused):
    """The operator has set no key of Stripe's, so nobody is verified here."""


class VerifiedAlready(Refused):
    """Stripe has seen who this Peer is, and need not see it again."""


class BeingChecked(Refused):
    """Stripe has got what it asked for, and looks at it."""


_STATES = {
    "requires_input": IdentityState.WISHED,
    "processing": IdentityState.CHECKING,
    "verified": IdentityState.VERIFIED,
}

_REASONS = {
    "abandoned": Reason.LEFT,
    "consent_declined": Reason.LEFT,
    "country_not_supported": Reason.NOT_TAKEN,
    "document_expired": Reason.EXPIRED,
    "document_type_not_supported": Reason.NOT_TAKEN,
    "document_unverified_other": Reason.UNREADABLE,
    "selfie_document_missing_photo": Reason.FACE,
    "selfie_face_mismatch": Reason.FACE,
    "selfie_manipulated": Reason.FACE,
    "selfie_unverified_other": Reason.FACE,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """How a session stands at Stripe. `report_id` names its last try, of which nothing is kept."""

    state: IdentityState
    reason: Reason | None = None
    report_id: str | None = None


def session_wish(peer_id: UUID, *, done_at: str) -> dict[str, Any]:
    """Spell out a check of a document and of the face that shows it.

    It must be the same at every try, because it is sent with the same key.
    """
    return {
        "type": "document",
        "options": {"document": {"require_live_capture": True, "require_matching_selfie": True}},
        "metadata": {"peer": str(peer_id)},
        "return_url": done_at,
    }


def read_session(told: Mapping[str, Any]) -> Seen:
    """Read how a session stands; what was redacted counts as it did before."""
    state = _STATES.get(told["status"], IdentityState.ENDED)
    report_id = told.get("last_verification_report")
    error = told.get("last_error")
    if state is not IdentityState.WISHED or not error:
        return Seen(state, report_id=report_id)
    return Seen(IdentityState.REFUSED, _REASONS.get(error.get("code"), Reason.OTHER), report_id)


def sign_return(peer_id: UUID, *, secret: str) -> str:
    """Make the end of the link by which Stripe's form leads back.

    It is always the same for a Peer, because it is part of a wish, and opens no form.
    """
    return seal(peer_id.bytes, until=_BIRTH, purpose=RETURN_PURPOSE, secret=secret)
