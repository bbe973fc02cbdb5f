"""Every answer that is no success: `application/problem+json` (RFC 9457) that names the field.

A refusal of `core` becomes a problem by itself: its class is the type, the first sentence of its
docstring the detail, its field and facts stand beside. Nothing that was sent in is repeated.
"""

import inspect
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Any, ClassVar

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from core.clearance.states import CodeTooEarly
from core.errors import Refused
from core.glidepaths.queries import GlidePathMissing
from core.glidepaths.states import TripIsClosed
from core.idempotency.states import KeyInFlight
from core.linkline.states import LineIsOver, LineMissing
from core.messages.states import MessageMissing, TooLateToTakeBack
from core.offers.queries import OfferMissing
from core.offers.states import NotYourTurn, OfferIsOver, ParcelAlreadyTaken, PriceHasChanged
from core.parcels.queries import ParcelMissing
from core.parcels.states import ParcelIsClosed
from core.payments.states import NotPayableNow
from core.peers.queries import PeerIsGone
from core.posting.service import JoinFirst, PostingTooFast, TooManyOpenPosts
from core.quests.queries import QuestMissing
from core.quests.states import FitsNoLonger
from core.settlement.states import ForTheRequester
from core.tickets.states import (
    NotRatable,
    TicketIsClosed,
    TicketMessageMissing,
    TicketMissing,
)
from core.trust.states import PeerIsHalted

PREFIX = "/api/v1"
MEDIA_TYPE = "application/problem+json"
_FIELDS = {"from_place_id": "from", "to_place_id": "to", "is_clean": "nothing_prohibited"}
"""Fields of a wish that have another name here."""

_WHERE = ("body", "query", "path", "header")
_STATUS: dict[type[Refused], int] = {
    PeerIsGone: 401,
    JoinFirst: 403,
    PeerIsHalted: 403,
    GlidePathMissing: 404,
    ParcelMissing: 404,
    TripIsClosed: 409,
    ParcelIsClosed: 409,
    TooManyOpenPosts: 409,
    KeyInFlight: 409,
    OfferMissing: 404,
    QuestMissing: 404,
    ForTheRequester: 403,
    OfferIsOver: 409,
    NotYourTurn: 409,
    PriceHasChanged: 409,
    ParcelAlreadyTaken: 409,
    FitsNoLonger: 409,
    NotPayableNow: 409,
    LineMissing: 404,
    MessageMissing: 404,
    LineIsOver: 409,
    CodeTooEarly: 409,
    TooLateToTakeBack: 409,
    TicketMissing: 404,
    TicketMessageMissing: 404,
    TicketIsClosed: 409,
    NotRatable: 409,
    PostingTooFast: 429,
}
"""What is not here is 422: the request was understood, and a rule says no."""


class FieldError(BaseModel):
    field: str = Field(description="dotted path of the field", examples=["items.0.value.minor"])
    detail: str = Field(examples=["Input should be a valid integer"])


class Problem(BaseModel):
    """What went wrong. `facts` depend on the type."""

    type: str = Field(examples=["/api/v1/problems/departs-in-the-past"])
    title: str = Field(examples=["Departs in the past"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["The departure has passed."])
    field: str | None = Field(None, description="the field to blame, where one is")
    facts: dict[str, Any] | None = Field(None, description="limits and values behind a refusal")
    errors: list[FieldError] | None = Field(None, description="every field that cannot be read")
    candidates: list[dict[str, Any]] | None = Field(
        None, description="up to six places that a text may mean, likeliest first"
    )


class Declined(Exception):
    """The API itself says no, before `core` is asked. The docstring's first sentence is said."""

    status: ClassVar[int] = 400
    field: str | None = None

    def __init__(self, *, headers: Mapping[str, str] | None = None, **more: object) -> None:
        super().__init__()
        self.headers = dict(headers or {})
        self.more = more


class NotAsDescribed(Declined):
    """The request does not have the form that the description asks for."""

    status = 422


class BodyUnreadable(Declined):
    """The body is no text in UTF-8."""

    status = 400


class BodyTooLarge(Declined):
    """The body is larger than anything that is asked for here."""

    status = 413


class SomethingBroke(Declined):
    """The request could not be answered, and the fault is ours; try again later."""

    status = 500


def name_of(kind: type[Exception]) -> str:
    """Name a problem as its type ends: `GlidePathMissing` is `glide-path-missing`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


def detail_of(kind: type[Exception]) -> str:
    """Take the first sentence of the docstring."""
    text = " ".join((inspect.getdoc(kind) or "").split())
    return re.split(r"(?<=\.) ", text)[0]


def status_of(kind: type[Exception]) -> int:
    if issubclass(kind, Refused):
        return _STATUS.get(kind, 422)
    return kind.status if issubclass(kind, Declined) else 500


def problem_of(kind: type[Exception], **more: object) -> dict[str, Any]:
    """Put a problem together; members that are None are left out."""
    name = name_of(kind)
    problem = {
        "type": f"{PREFIX}/problems/{name}",
        "title": name.replace("-", " ").capitalize(),
        "status": status_of(kind),
        "detail": detail_of(kind),
        **more,
    }
    return {member: value for member, value in problem.items() if value is not None}


def answer_problem(
    problem: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> Response:
    return Response(
        orjson.dumps(problem),
        status_code=problem["status"],
        media_type=MEDIA_TYPE,
        headers=dict(headers or {}),
    )


def word_problems(api: FastAPI) -> None:
    """Let the application answer every error as a problem."""
    api.add_exception_handler(Refused, _on_refused)
    api.add_exception_handler(Declined, _on_declined)
    api.add_exception_handler(RequestValidationError, _on_invalid)
    api.add_exception_handler(HTTPException, word_http)
    api.add_exception_handler(Exception, _on_crash)


async def _on_refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, Refused):
        raise error
    headers: dict[str, str] = {}
    again_at = error.facts.get("again_at")
    if isinstance(again_at, datetime):
        wait = again_at - request.app.state.services.clock()
        headers["Retry-After"] = str(max(1, math.ceil(wait.total_seconds())))
    if isinstance(error, PeerIsGone):
        headers["WWW-Authenticate"] = "Bearer"
    return answer_problem(problem_in(error), headers)


def problem_in(error: Refused | Declined) -> dict[str, Any]:
    """Say what was refused, with its facts."""
    if isinstance(error, Declined):
        return problem_of(type(error), field=error.field, **error.more)
    field = None if error.field is None else _FIELDS.get(error.field, error.field)
    facts = {name: _plain(fact) for name, fact in error.facts.items()} or None
    return problem_of(type(error), field=field, facts=facts)


async def _on_declined(request: Request, error: Exception) -> Response:
    if not isinstance(error, Declined):
        raise error
    return answer_problem(problem_in(error), error.headers)


async def _on_invalid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    return answer_problem(invalid_in(error.errors()))


def invalid_in(errors: Sequence[Any]) -> dict[str, Any]:
    """Say which fields cannot be read, as pydantic has found."""
    found = [{"field": _path_of(one["loc"]), "detail": one["msg"]} for one in errors]
    return problem_of(NotAsDescribed, field=found[0]["field"] if found else None, errors=found)


async def word_http(request: Request, error: Exception) -> Response:
    """Answer what the router itself refuses: no such path, no such method."""
    if not isinstance(error, HTTPException):
        raise error
    for kind in (BodyUnreadable, BodyTooLarge):
        if error.status_code == kind.status:
            return answer_problem(problem_of(kind), error.headers)
    title = HTTPStatus(error.status_code).phrase
    problem = {
        "type": "about:blank",
        "title": title,
        "status": error.status_code,
        "detail": f"{title}.",
    }
    return answer_problem(problem, error.headers)


async def _on_crash(request: Request, error: Exception) -> Response:
    """Say no word of the error to the outside; it is raised again and logged."""
    return answer_problem(problem_of(SomethingBroke))


def _path_of(place: tuple[int | str, ...]) -> str:
    parts = place[1:] if place and place[0] in _WHERE else place
    return ".".join(str(part) for part in parts) or "body"


def _plain(fact: object) -> object:
    match fact:
        case StrEnum():
            return fact.value
        case datetime():
            return fact.isoformat()
        case _ if is_dataclass(fact) and not isinstance(fact, type):
            return asdict(fact)
        case bool() | int() | str() | None:
            return fact
        case _:
            return str(fact)
