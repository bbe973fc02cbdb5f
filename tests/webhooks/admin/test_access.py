"""What a token may do: every operation, every role, every scope."""

import re
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute

from admin.tables import LISTINGS
from core.mandates.models import Mandate
from core.mandates.service import end_mandate, shut_out
from core.mandates.states import ASKS_FOR, Scope
from core.operators.service import disable_operator, give_role
from core.operators.states import Role, may
from core.wiring import Services
from tests.admin.console import Clock, an_operator
from tests.webhooks.admin.scripts import Script, a_client, a_script
from webhooks.admin import operations
from webhooks.admin.operations import OpenOperation, asks_of, operations_of, routers_of

_NOBODY = "00000000-0000-7000-8000-000000000000"
ROUTES = list(operations_of(routers_of(LISTINGS)))
SCOPED = [one for one in ROUTES if asks_of(one).scope is not None]


def _scope(route: APIRoute) -> Scope:
    scope = asks_of(route).scope
    assert scope is not None
    return scope


def _method(route: APIRoute) -> str:
    return next(iter(route.methods or ()))


async def _asks(script: Script, route: APIRoute) -> tuple[int, str]:
    """Ask for an operation of nothing there is; answer the status and the type of a problem."""
    method = _method(route)
    path = re.sub(r"{side}", "carrier", route.path)
    path = re.sub(r"{\w+}", _NOBODY, path)
    body = {} if method == "GET" else {"json": {"why": "because"}}
    answer = await script.http.request(method, path, **body)  # type: ignore[arg-type]
    problem = answer.json().get("type", "") if answer.status_code >= 400 else ""
    return answer.status_code, problem.rpartition("/")[2]


def test_every_operation_asks_for_one_scope_and_only_oneself_for_none() -> None:
    assert {one.path for one in ROUTES if asks_of(one).scope is None} == {"/me"}
    assert {_scope(one) for one in SCOPED} == set(Scope)
    for route in ROUTES:
        method = _method(route)
        scope = asks_of(route).scope
        if scope is not None:
            only_reads = scope.value.endswith((":read", ":export"))
            assert only_reads is (method == "GET"), route.path


def test_an_operation_that_asks_for_nothing_is_not_built(monkeypatch: pytest.MonkeyPatch) -> None:
    router = APIRouter()

    @router.get("/open")
    async def show() -> str:
        return "everything"

    monkeypatch.setattr(operations, "me_router", router)
    with pytest.raises(OpenOperation):
        routers_of(LISTINGS)


@pytest.mark.parametrize("role", Role)
async def test_an_operation_is_open_to_its_scope_and_role_together_and_to_neither_alone(
    house: Services, role: Role
) -> None:
    """The role is given afterwards, because nobody lends at first what he may not do."""
    owner, _ = await an_operator(house, name="owner-of-it")
    wrong: dict[str, Any] = {}
    async with AsyncExitStack() as stack:
        only, but = {}, {}
        for scope in Scope:
            rest = [one for one in Scope if one is not scope]
            # Nobody has more than twenty tokens, so that each pair is another operator's.
            both, _ = await an_operator(house, name=f"with-{scope}-or-without")
            only[scope] = await stack.enter_async_context(
                a_script(house, scopes=[scope], operator=both)
            )
            but[scope] = await stack.enter_async_context(
                a_script(house, scopes=rest, operator=both)
            )
            async with house.db.begin() as session:
                await give_role(session, both.id, role, by=owner.id, why="test", at=house.clock())
        for route in SCOPED:
            needed = _scope(route)
            without = await _asks(but[needed], route)
            if without != (403, "not-in-its-scopes"):
                wrong[f"{route.path} as {role} without {needed}"] = without
            found = await _asks(only[needed], route)
            if may(role, ASKS_FOR[needed]):
                is_right = found[0] not in (401, 403, 405, 500)
            else:
                is_right = found == (403, "role-does-not-allow")
            if not is_right:
                wrong[f"{route.path} as {role}"] = found
    assert not wrong


async def test_without_a_token_or_with_one_of_a_peer_nothing_is_open(house: Services) -> None:
    for token in (None, "mc_made-up", "pc_made-up", ""):
        async with a_client(house, token) as http:
            for route in ROUTES:
                method = _method(route)
                answer = await http.request(method, re.sub(r"{\w+}", _NOBODY, route.path))
                assert answer.status_code == 401, route.path
                assert answer.headers["WWW-Authenticate"].startswith("Bearer")
                assert answer.headers["Content-Type"] == "application/problem+json"


async def test_a_token_ends_with_its_day_its_owner_and_his_sittings(
    house: Services, clock: Clock
) -> None:
    async def status(script: Script) -> int:
        return (await script.http.get("/me")).status_code

    async with a_script(house, Role.SUPPORT, days=7) as script:
        assert await status(script) == 200
        clock.passes(days=7)
        assert await status(script) == 401
    async with a_script(house, Role.SUPPORT) as script:
        async with house.db.begin() as session:
            await end_mandate(session, script.operator.id, script.mandate.id, at=clock())
        assert await status(script) == 401
    async with a_script(house, Role.SUPPORT) as script:
        by = None
        async with house.db.begin() as session:
            await disable_operator(session, script.operator.id, by=by, why="gone", at=clock())
        assert await status(script) == 401
    async with a_script(house, Role.SUPPORT) as script:
        async with house.db.begin() as session:
            await shut_out(session, script.operator.id, at=clock())
        assert await status(script) == 401


async def test_the_role_counts_at_the_moment_of_use(house: Services) -> None:
    await an_operator(house, name="another-owner")
    async with a_script(house, Role.FINANCE, [Scope.MONEY_READ, Scope.TABLES_READ]) as script:
        assert (await script.http.get("/approvals")).status_code == 200
        me = await script.get("/me")
        assert me["token"]["may"] == ["tables:read", "money:read"]
        for role, expected in ((Role.VIEWER, 403), (Role.OWNER, 200)):
            by, at = None, house.clock()
            async with house.db.begin() as session:
                await give_role(session, script.operator.id, role, by=by, why="test", at=at)
            assert (await script.http.get("/approvals")).status_code == expected
        # A role that allows more than the token was made for lends it no more.
        assert (await script.http.get("/operators")).status_code == 403


async def test_the_use_of_a_token_is_noted_to_the_minute(house: Services, clock: Clock) -> None:
    async with a_script(house, Role.SUPPORT) as script:
        for _ in range(3):
            await script.get("/me")
            clock.passes(seconds=20)
        async with house.db.begin() as session:
            kept = await session.get_one(Mandate, script.mandate.id, populate_existing=True)
            assert kept.used_at == clock() - timedelta(minutes=1)


async def test_a_script_waits_its_turn(services: Services, house: Services) -> None:
    settings = house.settings.model_copy(update={"api_reads_a_minute": 2, "api_posts_a_minute": 1})
    tight = Services(settings, house.db, house.redis, house.clock, house.storage)
    async with a_script(tight, Role.SUPPORT) as script:
        statuses = [(await script.http.get("/me")).status_code for _ in range(3)]
        last = await script.http.get("/me")
        assert statuses == [200, 200, 429]
        assert int(last.headers["Retry-After"]) > 0
        assert "read" in last.headers["RateLimit-Policy"]
        wrong = f"/peers/{_NOBODY}/notes"
        posts = [(await script.does(wrong, text="x")).status_code for _ in range(2)]
        assert posts == [404, 429]
