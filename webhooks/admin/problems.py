"""Every answer that is no success, with what operators are refused besides what Peers are."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from core.attachments.states import CannotAttach, PictureTooLarge
from core.broadcasts.states import BroadcastMissing, BroadcastMovedOn, CannotBroadcast
from core.canned.states import CannedMissing, CannotKeep, NameTaken
from core.complaints.queries import ComplaintMissing
from core.complaints.states import ComplaintIsElsewhere, NotBothHeard
from core.dossiers.queries import DossierMissing
from core.errors import Refused
from core.interventions.states import (
    AnotherWaits,
    CannotBeDone,
    NobodyAgreesWithHimself,
    NothingWaits,
    NotWaiting,
)
from core.listings.queries import ListingTooSlow
from core.moderation.states import HoldMissing
from core.operators.states import LastOwner, OperatorIsThere, OperatorMissing
from core.parcels.states import ParcelIsClosed
from core.payments.states import MoneyIsFrozen, MoneyIsNotHeld
from core.peers.queries import PeerIsGone
from core.quests.states import QuestHasMovedOn, QuestIsOver
from core.sanctions.states import NothingToLift, SanctionRefused
from core.tickets.states import NotMergeable
from webhooks.api.docs import kinds_below
from webhooks.api.problems import (
    PREFIX,
    Declined,
    SomethingBroke,
    answer_problem,
    invalid_in,
    name_of,
    problem_in,
    problem_of,
    status_of,
    word_http,
)

_FAMILIES = (
    Refused,
    Declined,
    SanctionRefused,
    CannotBeDone,
    CannotBroadcast,
    CannotKeep,
    CannotAttach,
)
_SINGLES = (
    *(DossierMissing, ListingTooSlow, OperatorMissing, OperatorIsThere, LastOwner),
    CannedMissing,
)
_STATUS: Mapping[type[Exception], int] = {
    DossierMissing: 404,
    OperatorMissing: 404,
    BroadcastMissing: 404,
    HoldMissing: 404,
    CannedMissing: 404,
    ComplaintMissing: 404,
    # A Peer behind a token is none any more; one whom an operator looks for is not there.
    PeerIsGone: 404,
    OperatorIsThere: 409,
    LastOwner: 409,
    BroadcastMovedOn: 409,
    AnotherWaits: 409,
    NobodyAgreesWithHimself: 409,
    NothingWaits: 409,
    NotWaiting: 409,
    NothingToLift: 409,
    NotBothHeard: 409,
    NotMergeable: 409,
    NameTaken: 409,
    ComplaintIsElsewhere: 409,
    MoneyIsNotHeld: 409,
    MoneyIsFrozen: 409,
    QuestIsOver: 409,
    QuestHasMovedOn: 409,
    ParcelIsClosed: 409,
    PictureTooLarge: 413,
    ListingTooSlow: 503,
}
"""What is not here is as for a Peer's program, and 422 what only operators are refused."""


def status_for(kind: type[Exception]) -> int:
    if kind in _STATUS:
        return _STATUS[kind]
    return status_of(kind) if issubclass(kind, (Refused, Declined)) else 422


def admin_problem(kind: type[Exception], **more: object) -> dict[str, Any]:
    return _ours({**problem_of(kind, **more), "status": status_for(kind)})


def admin_problems() -> dict[str, tuple[type[Exception], int]]:
    """Give every type of problem by its name, with its status."""
    known = {**kinds_below(*_FAMILIES), **{name_of(one): one for one in _SINGLES}}
    return {name: (kind, status_for(kind)) for name, kind in known.items()}


def word_admin_problems(api: FastAPI) -> None:
    """Let the application answer every error as a problem."""
    for kind in (*_FAMILIES, *_SINGLES):
        api.add_exception_handler(kind, _on_refused)
    api.add_exception_handler(RequestValidationError, _on_invalid)
    api.add_exception_handler(HTTPException, word_http)
    api.add_exception_handler(Exception, _on_crash)


async def _on_refused(request: Request, error: Exception) -> Response:
    known = isinstance(error, (Refused, Declined))
    field = getattr(error, "field", None)
    said = problem_in(error) if known else problem_of(type(error), field=field)  # type: ignore[arg-type]
    headers = error.headers if isinstance(error, Declined) else None
    return answer_problem(_ours({**said, "status": status_for(type(error))}), headers)


async def _on_invalid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    return answer_problem(_ours(invalid_in(error.errors())))


async def _on_crash(request: Request, error: Exception) -> Response:
    """Say no word of the error to the outside; it is raised again and logged."""
    return answer_problem(admin_problem(SomethingBroke))


def _ours(problem: Mapping[str, Any]) -> dict[str, Any]:
    """Let the type lead to a page of this API."""
    name = problem["type"].rpartition("/")[2]
    return {**problem, "type": f"{PREFIX}/admin/problems/{name}"}
