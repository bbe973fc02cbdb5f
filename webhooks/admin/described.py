"""What the description says beside the forms: how an operation is refused."""

from typing import Any

from core.idempotency.states import KeyInFlight, KeyReused
from webhooks.admin.caller import NotInItsScopes, OperatorsTokenNeeded, RoleDoesNotAllow
from webhooks.admin.problems import admin_problem
from webhooks.api.limits import TooManyRequests
from webhooks.api.problems import MEDIA_TYPE, BodyTooLarge, BodyUnreadable, NotAsDescribed

Responses = dict[int | str, dict[str, Any]]
_READING = (
    *(OperatorsTokenNeeded, NotInItsScopes, RoleDoesNotAllow),
    *(TooManyRequests, NotAsDescribed),
)
_ACTING = (*_READING, BodyUnreadable, BodyTooLarge, KeyReused, KeyInFlight)


def reading(*besides: type[Exception]) -> Responses:
    return _answers(*_READING, *besides)


def acting(*besides: type[Exception]) -> Responses:
    return _answers(*_ACTING, *besides)


def _answers(*kinds: type[Exception]) -> Responses:
    found: Responses = {}
    for kind in kinds:
        problem = admin_problem(kind, field=getattr(kind, "field", None))
        answer = found.setdefault(problem["status"], {"description": "", "content": {}})
        empty = {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {}}
        examples = answer["content"].setdefault(MEDIA_TYPE, empty)["examples"]
        examples[problem["type"].rpartition("/")[2]] = {"value": problem}
        answer["description"] = " ".join(one["value"]["detail"] for one in examples.values())
    return found
