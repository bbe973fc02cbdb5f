"""The control plane's HTTP door: `/sandbox/…`. For this machine's own pages and tests, nobody else.

A page of another origin must not play people by way of a visitor's browser, so requests whose
`Origin` is not this address, or whose `Host` is a name that could be pointed here, are refused; no
cross-origin answer is ever allowed.
"""

import inspect
import ipaddress
from collections.abc import Callable
from typing import Any, Final

import orjson
from aiohttp import web

from sandbox.botapi.errors import ApiError
from sandbox.botapi.reading import Read, read_request
from sandbox.people import (
    blocking,
    charging,
    editing,
    inquiring,
    looking,
    marking,
    roster,
    ruling,
    speaking,
    touching,
)
from sandbox.people.fields import check_fields
from sandbox.people.refusals import NotUnderstood, PlaneRefusal
from sandbox.people.wish import Wish
from sandbox.text.marks import parts_of
from sandbox.wire import Upload, Wire
from sandbox.wiring import Sandbox

Grant = Callable[[Wish], Any]

GRANTS: Final[tuple[tuple[str, str, Grant], ...]] = (
    ("GET", "/sandbox/health", looking.health),
    ("POST", "/sandbox/bots", roster.create_bot),
    ("PATCH", "/sandbox/bots/{bot}", roster.change_bot),
    ("GET", "/sandbox/people", roster.list_people),
    ("POST", "/sandbox/people", roster.create_person),
    ("GET", "/sandbox/people/{id}", roster.show_person),
    ("PATCH", "/sandbox/people/{id}", roster.change_person),
    ("DELETE", "/sandbox/people/{id}", roster.delete_person),
    ("GET", "/sandbox/people/{id}/chats", looking.list_chats),
    ("POST", "/sandbox/people/{id}/send", speaking.send),
    ("POST", "/sandbox/people/{id}/press", touching.press),
    ("POST", "/sandbox/people/{id}/reply_button", touching.press_reply_button),
    ("POST", "/sandbox/people/{id}/inline", inquiring.ask_inline),
    ("POST", "/sandbox/people/{id}/edit", editing.edit),
    ("POST", "/sandbox/people/{id}/delete", touching.delete),
    ("POST", "/sandbox/people/{id}/react", marking.react),
    ("POST", "/sandbox/people/{id}/topics", speaking.open_a_topic),
    ("POST", "/sandbox/people/{id}/auto_delete", marking.let_vanish),
    ("POST", "/sandbox/people/{id}/pin", marking.pin),
    ("POST", "/sandbox/people/{id}/unpin", marking.unpin),
    ("POST", "/sandbox/people/{id}/read", touching.read),
    ("POST", "/sandbox/people/{id}/block", blocking.block),
    ("POST", "/sandbox/people/{id}/unblock", blocking.unblock),
    ("POST", "/sandbox/groups", roster.create_group),
    ("POST", "/sandbox/groups/{id}/members", roster.change_group_members),
    ("GET", "/sandbox/chats/{chat_key}/messages", looking.list_messages),
    ("GET", "/sandbox/files/{unique_id}", looking.show_file),
    ("GET", "/sandbox/wait", looking.wait_for_events),
    ("GET", "/sandbox/requests", looking.list_requests),
    ("POST", "/sandbox/faults", ruling.add_fault),
    ("GET", "/sandbox/faults", ruling.list_faults),
    ("DELETE", "/sandbox/faults", ruling.clear_faults),
    ("DELETE", "/sandbox/faults/{id}", ruling.remove_fault),
    ("GET", "/sandbox/limits", ruling.show_limits),
    ("PUT", "/sandbox/limits", ruling.set_limits),
    ("POST", "/sandbox/clock", ruling.advance_clock),
    ("POST", "/sandbox/topics/{chat}/delete", ruling.delete_topic),
    ("POST", "/sandbox/stripe/listener", charging.listen),
    ("POST", "/sandbox/stripe/hooks", charging.rule_hooks),
    ("POST", "/sandbox/stripe/sessions/{id}/pay", charging.pay),
    ("POST", "/sandbox/stripe/refunds/{id}/fail", charging.fail_refund),
    ("POST", "/sandbox/stripe/accounts/{id}/onboard", charging.onboard),
    ("POST", "/sandbox/stripe/accounts/{id}/restrict", charging.restrict),
    ("POST", "/sandbox/stripe/accounts/{id}/empty", charging.empty_account),
    ("POST", "/sandbox/stripe/balance", charging.adjust_balance),
    ("POST", "/sandbox/stripe/charges/{id}/dispute", charging.dispute),
    ("POST", "/sandbox/stripe/disputes/{id}/decide", charging.decide_dispute),
    ("POST", "/sandbox/stripe/accounts/{id}/fill", charging.fill_account),
    ("POST", "/sandbox/stripe/identities/{id}/decide", charging.decide_identity),
    ("POST", "/sandbox/reset", ruling.reset),
)


class PlaneDoor:
    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def add_routes(self, app: web.Application) -> None:
        for method, path, grant in GRANTS:
            app.router.add_route(method, path, self._route(grant))
        app.router.add_get("/sandbox/events", self._stream)

    def _route(self, grant: Grant) -> Callable[[web.Request], Any]:
        async def serve(request: web.Request) -> web.StreamResponse:
            try:
                refuse_strangers(request)
                granted = grant(await self._wish(request))
                if inspect.isawaitable(granted):
                    granted = await granted
            except PlaneRefusal as refusal:
                return _json({"error": str(refusal)}, refusal.status)
            return granted if isinstance(granted, web.StreamResponse) else _json(granted, 200)

        return serve

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        try:
            refuse_strangers(request)
            return await looking.stream_events(await self._wish(request), request)
        except PlaneRefusal as refusal:
            return _json({"error": str(refusal)}, refusal.status)
        except ConnectionResetError:
            return web.Response()

    async def _wish(self, request: web.Request) -> Wish:
        body, files = await _body(request)
        return Wish(self._sandbox, request.match_info, request.query, body, files)


def refuse_strangers(request: web.Request) -> None:
    origin = request.headers.get("Origin")
    is_own_page = origin in {None, f"{request.scheme}://{request.host}"}
    address = parts_of(f"//{request.host}")
    if not is_own_page or address is None or not _is_this_machine(address.hostname or ""):
        raise NotUnderstood("the control plane answers this machine only")


def _is_this_machine(host: str) -> bool:
    if host in {"localhost", "127.0.0.1"} or host.endswith(".localhost"):
        return True
    try:
        # A name may be pointed anywhere by its owner, an address may not.
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


async def _body(request: web.Request) -> tuple[Wire, dict[str, Upload]]:
    """JSON, or multipart with the JSON in a part named `payload`."""
    if not request.can_read_body:
        return {}, {}
    try:
        if request.content_type.startswith("multipart/"):
            read = await read_request(request)
            body = orjson.loads(read.params.get("payload", "{}"))
            return _object(body), read.uploads
        return _object(orjson.loads(await request.read() or b"{}")), Read().uploads
    except (orjson.JSONDecodeError, ApiError, ValueError):
        raise NotUnderstood("the body is no JSON") from None


def _object(body: object) -> Wire:
    if not isinstance(body, dict):
        raise NotUnderstood("the body must be a JSON object")
    check_fields(body)
    return body


def _json(content: object, status: int) -> web.Response:
    return web.Response(body=orjson.dumps(content), status=status, content_type="application/json")
