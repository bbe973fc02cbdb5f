"""What the description (OpenAPI 3.1) says beside the forms: problems, examples, one place for both.

The examples are checked against the forms by a test.
"""

from typing import Any

from fastapi import FastAPI

from core.glidepaths.queries import GlidePathMissing
from core.glidepaths.states import DepartsInThePast, TripIsClosed
from core.idempotency.states import KeyInFlight, KeyReused
from core.parcels.queries import ParcelMissing
from core.parcels.states import ParcelIsClosed, ProhibitedItem
from core.places.queries import UnknownPlace
from core.posting.service import JoinFirst, PostingTooFast, TooManyOpenPosts
from core.trust.states import PeerIsHalted
from webhooks.api.auth import TokenNeeded, TokenOnlyReads
from webhooks.api.finding import EndMissing
from webhooks.api.limits import TooManyRequests
from webhooks.api.lookup import PlaceNotSure
from webhooks.api.paging import CursorNotOurs
from webhooks.api.problems import (
    MEDIA_TYPE,
    BodyTooLarge,
    BodyUnreadable,
    NotAsDescribed,
    Problem,
    problem_of,
    status_of,
)

Kind = type[Exception]
_NULL = "\0null"
Responses = dict[int | str, dict[str, Any]]

WITHOUT_QUERY: tuple[Kind, ...] = (TokenNeeded, TooManyRequests)
_BODY: tuple[Kind, ...] = (BodyUnreadable, BodyTooLarge, NotAsDescribed, TokenOnlyReads)
READING: tuple[Kind, ...] = (*WITHOUT_QUERY, NotAsDescribed)
FINDING: tuple[Kind, ...] = (*READING, EndMissing, PlaceNotSure, UnknownPlace, CursorNotOurs)
POSTING: tuple[Kind, ...] = (
    *WITHOUT_QUERY,
    *_BODY,
    JoinFirst,
    PeerIsHalted,
    TooManyOpenPosts,
    PostingTooFast,
    KeyReused,
    KeyInFlight,
    PlaceNotSure,
    UnknownPlace,
)
CHANGING: tuple[Kind, ...] = (*WITHOUT_QUERY, *_BODY, PlaceNotSure, UnknownPlace)
ENDING: tuple[Kind, ...] = (*WITHOUT_QUERY, NotAsDescribed, TokenOnlyReads)
TRIP: tuple[Kind, ...] = (DepartsInThePast,)
PARCEL: tuple[Kind, ...] = (ProhibitedItem,)
ONE_TRIP: tuple[Kind, ...] = (GlidePathMissing,)
ONE_PARCEL: tuple[Kind, ...] = (ParcelMissing,)
OPEN_TRIP: tuple[Kind, ...] = (*ONE_TRIP, TripIsClosed)
OPEN_PARCEL: tuple[Kind, ...] = (*ONE_PARCEL, ParcelIsClosed)

_DELHI = {
    "id": 1273294,
    "kind": "city",
    "name": "Delhi",
    "region": "Delhi",
    "country": "IN",
    "code": None,
    "time_zone": "Asia/Kolkata",
}
_MUMBAI = _DELHI | {"id": 1275339, "name": "Mumbai", "region": "Maharashtra"}
_ENDS: dict[str, Any] = {"from": _DELHI, "to": _MUMBAI}
PLACES = {"items": [_DELHI]}
TRIP_SAID: dict[str, Any] = {
    "from": "DEL",
    "to": 1275339,
    "mode": "flight",
    "departs_at": "2026-12-12T18:00:00+05:30",
    "arrives_at": "2026-12-12T20:10:00+05:30",
    "capacity_grams": 10_000,
    "capacity_millilitres": 40_000,
    "categories": ["documents", "books"],
    "price_per_kg": {"minor": 600, "currency": "EUR"},
    "note": "Hand luggage only.",
}
TRIP_CHANGE: dict[str, Any] = {"capacity_grams": 4_000, "price_per_kg": None}
TRIP_SHOWN: dict[str, Any] = {
    **TRIP_SAID,
    **_ENDS,
    "id": "0193a6c0-5b1e-7c3f-9d52-3f8a1be0c7d4",
    "is_mine": True,
    "state": "open",
    "detour_km": None,
    "series_id": None,
    "posted_at": "2026-11-24T12:00:00Z",
}
TRIP_PAGE = {"items": [TRIP_SHOWN], "next": None}
PARCEL_SAID: dict[str, Any] = {
    "from": "DEL",
    "to": "Mumbai",
    "items": [{"title": "Novel", "quantity": 2, "value": {"minor": 1500, "currency": "EUR"}}],
    "category": "books",
    "weight_grams": 900,
    "volume_millilitres": 3_000,
    "ready_at": "2026-12-10T09:00:00+05:30",
    "deliver_by": "2026-12-17T20:00:00+05:30",
    "reward": {"minor": 1000, "currency": "EUR"},
    "recipient": "Aunt Meera",
    "nothing_prohibited": True,
}
PARCEL_CHANGE: dict[str, Any] = {"reward": {"minor": 1200, "currency": "EUR"}}
PARCEL_SHOWN: dict[str, Any] = {
    **{name: value for name, value in PARCEL_SAID.items() if name != "nothing_prohibited"},
    **_ENDS,
    "id": "0193a6c0-9a44-7b10-8e6d-52c1d0f7a9b3",
    "is_mine": True,
    "state": "open",
    "declared_value": {"minor": 3000, "currency": "EUR"},
    "duty_payer": None,
    "note": "",
    "photos": 0,
    "posted_at": "2026-11-24T12:00:00Z",
}
PARCEL_PAGE = {"items": [PARCEL_SHOWN], "next": None}
_CANDIDATE: dict[str, Any] = {
    "score": 0.8625,
    "terms": {"detour": 1.0, "time": 1.0, "reliability": 0.75, "price": 0.75, "capacity": 0.5},
    "picked_up_at": "2026-12-12T18:00:00+05:30",
    "handed_over_at": "2026-12-12T20:10:00+05:30",
    "least_detour_km": 0.0,
    "most_detour_km": 0.0,
    "record": {"level": "new", "stars": 4.0, "ratings": 0, "done": 0, "cancelled": 0},
}
TRIP_CANDIDATES = {"items": [{"trip": {**TRIP_SHOWN, "is_mine": False}, **_CANDIDATE}]}
PARCEL_CANDIDATES = {
    "items": [{"parcel": {**PARCEL_SHOWN, "is_mine": False, "recipient": None}, **_CANDIDATE}]
}
ME_SHOWN: dict[str, Any] = {
    "id": "0193a6bf-1c2d-7a3b-8c4d-5e6f708192a3",
    "name": "Maya",
    "state": "active",
    "language": "en",
    "home": _DELHI,
    "time_zone": "Asia/Kolkata",
    "currency": "INR",
    "joined_at": "2026-11-20T08:30:00Z",
    "token": {
        "name": "laptop",
        "scope": "post",
        "created_at": "2026-11-24T11:58:00Z",
        "used_at": "2026-11-24T12:00:00Z",
    },
}


def answers(*groups: tuple[Kind, ...], example: object = None, success: int = 200) -> Responses:
    """Describe every answer of an operation: the problems, and an example of success."""
    found: Responses = {}
    if example is not None:
        found[success] = {"content": {"application/json": {"example": sent(example)}}}
    for kind in (one for group in groups for one in group):
        status = status_of(kind)
        answer = found.setdefault(status, {"description": "", "content": {}})
        examples = answer["content"].setdefault(MEDIA_TYPE, _problem_content())["examples"]
        problem = problem_of(kind, field=getattr(kind, "field", None))
        examples[problem["type"].rpartition("/")[2]] = {"value": problem}
        answer["description"] = " ".join(one["value"]["detail"] for one in examples.values())
    return found


def sent(example: Any) -> Any:  # noqa: ANN401  (any JSON)
    """Put a mark where null stands: FastAPI drops null from what it describes."""
    return _swapped(example, None, _NULL)


def _swapped(value: Any, old: object, new: object) -> Any:  # noqa: ANN401  (any JSON)
    if isinstance(value, dict):
        return {name: _swapped(one, old, new) for name, one in value.items()}
    if isinstance(value, list):
        return [_swapped(one, old, new) for one in value]
    return new if value == old else value


def _problem_content() -> dict[str, Any]:
    return {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {}}


def describe_problems(api: FastAPI) -> None:
    """Add the form of a problem, which no operation names by itself, and put null back."""
    make = api.openapi

    def openapi() -> dict[str, Any]:
        if api.openapi_schema is None:
            made = make()
            form = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas = made.setdefault("components", {}).setdefault("schemas", {})
            schemas.update(form.pop("$defs", {}))
            schemas["Problem"] = form
            api.openapi_schema = _swapped(made, _NULL, None)
        return make()

    api.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way to add to it
