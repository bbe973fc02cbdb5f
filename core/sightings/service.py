"""Keeping what an event is about. What it says may be old, and holds what we need not know."""

from typing import Any

from core.inbox.service import Told
from core.inbox.states import lane_of
from core.sightings.states import names_in


def told_by(event: dict[str, Any], *, request_id: str) -> Told | None:
    """Keep the names of what an event is about, in the order of events about the same.

    None when it names none of ours. What happens within a Carrier's own account is his, except how
    the account itself stands.
    """
    thing = (event.get("data") or {}).get("object") or {}
    if event.get("account") is not None and thing.get("object") != "account":
        return None
    if thing.get("object") == "account":
        names: dict[str, str | None] | None = {"account": thing["id"]}
        about = f"account:{thing['id']}"
    elif thing.get("object") == "identity.verification_session":
        names = {"identity": thing["id"]}
        about = f"identity:{thing['id']}"
    else:
        names = names_in(thing)
        about = "" if names is None else names["payment"] or names["charge"] or ""
    if names is None:
        return None
    payload = {"type": event.get("type"), **names}
    return Told(event["id"], lane_of(f"stripe:{about}"), payload, request_id)
