"""What is asked of Stripe for a Carrier, and what its answer means. Pure."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID


def account_wish(peer_id: UUID, *, country: str | None) -> dict[str, Any]:
    """Spell out an account whose papers Stripe collects, and whose losses are the platform's."""
    wish: dict[str, Any] = {
        "controller": {
            "fees": {"payer": "application"},
            "losses": {"payments": "application"},
            "requirement_collection": "stripe",
            "stripe_dashboard": {"type": "express"},
        },
        "capabilities": {"transfers": {"requested": True}},
        "business_type": "individual",
        "metadata": {"peer": str(peer_id)},
    }
    return wish if country is None else {**wish, "country": country}


def can_be_paid(account: Mapping[str, Any]) -> bool:
    """Tell whether money may go to an account, and from there to a bank."""
    transfers = (account.get("capabilities") or {}).get("transfers")
    return transfers == "active" and bool(account.get("payouts_enabled"))
