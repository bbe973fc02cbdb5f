"""What an answer of Stripe's means, and how a wish is spelt out. Pure."""

from enum import StrEnum
from http import HTTPStatus
from typing import Any
from uuid import UUID

from core.commands.states import CommandKind
from core.sightings.states import Told


class Outcome(StrEnum):
    """What an answer that is no success says about whether it was done."""

    UNKNOWN = "unknown"
    UNDONE = "undone"
    REFUSED = "refused"


def outcome_of(status: int | None, kind: str | None) -> Outcome:
    """Judge a refusal by its HTTP status and Stripe's type of error; no status, no answer.

    A conflict of keys says that somebody else was at it, and a 500 nothing at all. Everything else
    Stripe refuses before it begins, or for good.
    """
    if status is None or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Outcome.UNKNOWN
    if status == HTTPStatus.CONFLICT or kind == "idempotency_error":
        return Outcome.UNKNOWN
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return Outcome.UNDONE
    return Outcome.REFUSED


def request_for(kind: CommandKind, params: Told, *, about: UUID, back_to: str) -> dict[str, Any]:
    """Spell out a wish as Stripe wants it. The same wish gives the same request, for its key."""
    match kind:
        case CommandKind.CHECKOUT:
            price = {
                "currency": params["currency"],
                "unit_amount": params["amount"],
                "product_data": {"name": _SOLD},
            }
            return {
                "mode": "payment",
                "payment_method_types": ["card"],
                "line_items": [{"quantity": 1, "price_data": price}],
                "expires_at": params["expires_at"],
                "success_url": back_to,
                "cancel_url": back_to,
                "client_reference_id": str(about),
                "metadata": params["metadata"],
                "payment_intent_data": {
                    "metadata": params["metadata"],
                    "transfer_group": str(about),
                },
            }
        case CommandKind.TRANSFER:
            return {**params, "transfer_group": str(about)}
        case CommandKind.EXPIRE:
            return {}
        case CommandKind.REFUND:
            return dict(params)
        case CommandKind.REVERSAL:
            return {name: value for name, value in params.items() if name != "transfer"}


_SOLD = "Peer-Cargo"
"""What a bank's statement and Stripe's page call it; the chat has told the rest."""
