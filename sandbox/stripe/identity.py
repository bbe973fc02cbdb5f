"""Sessions in which Stripe is shown who somebody is: made on request, decided by who presses."""

import secrets

from sandbox.stripe.refusing import BadParameter
from sandbox.stripe.things import Shelf, Tell, Thing
from sandbox.wire import Wire

FORM_SECONDS = 48 * 3600
"""How long an address of the form is good, unless it is used before."""

_EVENT = "identity.verification_session"
_WHY = {
    "document_unverified_other": "The document is not readable.",
    "document_expired": "The document has expired.",
    "selfie_face_mismatch": "The face is not the one on the document.",
    "consent_declined": "The person did not agree to be verified.",
}
OUTCOMES = ("verified", "processing", "canceled", *_WHY)
"""What may become of a session. What is not `verified` and has a reason may be tried again."""


class Identities:
    """`tell` is given the name of an event and what it is about."""

    def __init__(self, shelf: Shelf, tell: Tell) -> None:
        self._shelf = shelf
        self._tell = tell

    def make(self, wish: Wire, *, address: str) -> Wire:
        """Make a session that waits for a document."""
        if wish.get("type") != "document":
            raise BadParameter("type", "Only document is played here")
        checked = self._shelf.add(
            "vs",
            {
                "object": _EVENT,
                "client_reference_id": wish.get("client_reference_id"),
                "client_secret": None,
                "last_error": None,
                "last_verification_report": None,
                "metadata": wish.get("metadata") or {},
                "options": wish.get("options") or {},
                "redaction": None,
                "status": "requires_input",
                "type": "document",
                "url": None,
            },
            links={},
            return_url=wish.get("return_url"),
        )
        self._tell(f"{_EVENT}.created", checked)
        return self.show(checked, address=address)

    def show(self, checked: Thing, *, address: str) -> Wire:
        """Show a session, with a new address of its form while something is asked for."""
        if checked.wire["status"] != "requires_input":
            return checked.wire
        token = secrets.token_hex(12)
        checked.kept["links"][token] = {
            "expires_at": self._shelf.now() + FORM_SECONDS,
            "is_used": False,
        }
        self._shelf.change(checked)
        return {**checked.wire, "url": f"{address}/verify/{checked.id}/{token}"}

    def open_link(self, checked: Thing, token: str) -> bool:
        """Use an address up; false when it was used, or its time is over."""
        link = checked.kept["links"][token]
        if link["is_used"] or link["expires_at"] <= self._shelf.now():
            return False
        link["is_used"] = True
        self._shelf.change(checked)
        return True

    def decide(self, checked: Thing, outcome: str) -> Thing:
        """Let something become of a session; what is decided for good stays so."""
        if outcome not in OUTCOMES or checked.wire["status"] in {"verified", "canceled"}:
            raise BadParameter("outcome", f"Not possible: {outcome}")
        error = {"code": outcome, "reason": _WHY[outcome]} if outcome in _WHY else None
        status = "requires_input" if error else outcome
        changed: Wire = {"status": status, "last_error": error}
        if error or outcome == "verified":
            changed["last_verification_report"] = f"vr_{secrets.token_hex(12)}"
        self._shelf.change(checked, **changed)
        self._tell(f"{_EVENT}.{status}", checked)
        return checked
