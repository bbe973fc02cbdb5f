"""Stripe's HTTP door: `/v1/…`, with a secret key of a test mode, whichever it is."""

import secrets
from collections.abc import Callable
from typing import Any

import orjson
from aiohttp import web

from sandbox.faults import Fault, FaultKind
from sandbox.lasting import to_the_end
from sandbox.stripe.acts import ACTS, Asked
from sandbox.stripe.forms import read_form
from sandbox.stripe.keys import LONGEST_KEY
from sandbox.stripe.refusing import (
    BadParameter,
    Failed,
    NotPossible,
    StripeRefusal,
    TooMany,
    Unauthorized,
)
from sandbox.stripe.schema import Operation
from sandbox.wire import Wire
from sandbox.wiring import Sandbox

_TEST_KEYS = ("sk_test_", "rk_test_")
_EXECUTED = 500
"""From here on, and below 400, what was answered is kept with its key."""


class _Dropped(Exception):
    """The connection is to be cut without an answer."""


class StripeDoor:
    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._stripe = sandbox.stripe

    async def serve(self, request: web.Request) -> web.Response:
        try:
            status, answer, is_replayed = await self._answer(request)
        except StripeRefusal as refusal:
            status, answer, is_replayed = refusal.status, refusal.as_wire(), False
        except _Dropped:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        headers = {"Request-Id": f"req_{secrets.token_hex(7)}"}
        if is_replayed:
            headers["Idempotent-Replayed"] = "true"
        return web.Response(
            body=orjson.dumps(answer),
            status=status,
            headers=headers,
            content_type="application/json",
        )

    async def _answer(self, request: web.Request) -> tuple[int, Wire, bool]:
        _refuse_other_keys(request)
        found = self._stripe.spec.operation(request.method, request.path)
        if found is None:
            raise StripeRefusal(f"Unrecognized request URL ({request.method}: {request.path})")
        operation, places = found
        body = (await request.read()).decode() if request.method == "POST" else ""
        key = request.headers.get("Idempotency-Key") if request.method == "POST" else None
        if key is None:
            status, answer = await self._through_faults(request, operation, places, body)
            return status, answer, False
        if not 0 < len(key) <= LONGEST_KEY:
            raise BadParameter("Idempotency-Key", "Must have 1 to 255 characters")
        kept = self._stripe.keys.begin(key, request.path, body)
        if kept is not None and kept.status is not None:
            return kept.status, kept.answer or {}, True
        # Whoever hangs up leaves the key with what came of it all the same.
        doing = self._with_key(key, request, operation, places, body)
        return (*await to_the_end(doing, refused=(StripeRefusal, _Dropped)), False)

    async def _with_key(
        self, key: str, request: web.Request, operation: Operation, places: Wire, body: str
    ) -> tuple[int, Wire]:
        keys = self._stripe.keys
        fault = self._sandbox.faults.strike(operation.name, None)
        try:
            status, answer = await self._perform(fault, request, operation, places, body)
        except NotPossible as refusal:
            # It was begun, and this is what came of it.
            keys.end(key, refusal.status, refusal.as_wire())
            raise
        except BaseException:
            keys.drop(key)
            raise
        keys.end(key, status, answer)
        if fault is not None and fault.kind is FaultKind.DROP_AFTER:
            raise _Dropped
        return status, answer

    async def _through_faults(
        self, request: web.Request, operation: Operation, places: Wire, body: str
    ) -> tuple[int, Wire]:
        fault = self._sandbox.faults.strike(operation.name, None)
        status, answer = await self._perform(fault, request, operation, places, body)
        if fault is not None and fault.kind is FaultKind.DROP_AFTER:
            raise _Dropped
        return status, answer

    async def _perform(
        self,
        fault: Fault | None,
        request: web.Request,
        operation: Operation,
        places: Wire,
        body: str,
    ) -> tuple[int, Wire]:
        """Do what was asked, unless a fault comes before; one that comes after hides the answer."""
        kind = None if fault is None else fault.kind
        if kind is FaultKind.DROP_BEFORE:
            raise _Dropped
        if kind is FaultKind.BAD_GATEWAY:
            raise Failed
        if kind is FaultKind.TOO_MANY:
            raise TooMany
        if fault is not None and kind is FaultKind.REFUSED:
            raise StripeRefusal(fault.description)
        async with self._sandbox.faults.delaying(fault):
            answer = self._act(request, operation, places, body)
        if kind is FaultKind.BAD_GATEWAY_AFTER:
            return _EXECUTED, Failed().as_wire()
        return 200, answer

    def _act(self, request: web.Request, operation: Operation, places: Wire, body: str) -> Wire:
        given = read_form(body if request.method == "POST" else request.query_string)
        params = operation.read(given)
        act = ACTS.get(operation.name)
        if act is None:
            raise StripeRefusal(f"the sandbox knows {operation.name} but does not act on it")
        address = f"{request.scheme}://{request.host}"
        stripe = self._stripe
        asked = Asked(stripe, request.path, places, params, address)
        answer = act(asked)
        if self._sandbox.check_answers:
            _hold_to_description(operation.check_answer, answer)
        return answer


def _hold_to_description(check: Callable[[Wire], None], answer: Wire) -> None:
    try:
        check(answer)
    except BadParameter as wrong:
        raise AssertionError(f"the sandbox's own answer is wrong: {wrong}") from wrong


def _refuse_other_keys(request: web.Request) -> None:
    key: Any = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not key.startswith(_TEST_KEYS):
        raise Unauthorized("Invalid API Key provided: only keys of the test mode")
