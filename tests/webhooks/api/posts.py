"""Builders for tests: what a program sends, of which only what matters is changed."""

from datetime import datetime, timedelta
from typing import Any

import httpx

from tests.conftest import NOON

Json = dict[str, Any]


def moment(at: datetime) -> str:
    return at.isoformat()


def a_trip(**facts: Any) -> Json:
    """Send a flight from Delhi to Mumbai in two days, with ten kilograms to spare."""
    departs_at = facts.pop("departs_at", NOON + timedelta(days=2))
    return {
        "from": "DEL",
        "to": "Mumbai",
        "mode": "flight",
        "departs_at": moment(departs_at),
        "arrives_at": moment(departs_at + timedelta(hours=2)),
        "capacity_grams": 10_000,
        "capacity_millilitres": 40_000,
    } | facts


def a_parcel(**facts: Any) -> Json:
    """Send two books from Delhi to Mumbai within a week, for ten euros."""
    return {
        "from": "DEL",
        "to": "Mumbai",
        "items": [{"title": "Novel", "quantity": 2, "value": euros(1500)}],
        "category": "books",
        "weight_grams": 900,
        "volume_millilitres": 3_000,
        "ready_at": moment(NOON),
        "deliver_by": moment(NOON + timedelta(days=7)),
        "reward": euros(1000),
        "nothing_prohibited": True,
    } | facts


def euros(minor: int) -> Json:
    return {"minor": minor, "currency": "EUR"}


def problem(answer: httpx.Response) -> tuple[int, str, str | None]:
    """Read a problem: status, last part of the type, and field."""
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert said["status"] == answer.status_code
    assert said["title"]
    assert said["detail"]
    return answer.status_code, said["type"].rpartition("/")[2], said.get("field")
