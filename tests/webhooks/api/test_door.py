"""Who gets in, how often, and that a request that comes again has one effect."""

import asyncio
from dataclasses import replace

import httpx
import pytest
from redis.asyncio import Redis
from sqlalchemy import func, select

from core.glidepaths.models import GlidePath
from core.privacy.service import forget
from core.settings import CargoEnv, Settings
from core.tokens.queries import token_for
from core.tokens.service import make_token, revoke_token
from core.tokens.states import Scope
from core.wiring import Services
from tests.conftest import NOON
from tests.posts import a_peer
from tests.webhooks.api.conftest import Program, Programs, client
from tests.webhooks.api.posts import a_trip, problem

KEY = {"Idempotency-Key": "trip-1"}


async def _count_trips(services: Services) -> int:
    async with services.db.begin() as session:
        return await session.scalar(select(func.count()).select_from(GlidePath)) or 0


@pytest.mark.parametrize("given", [None, "Bearer", "Bearer pc_made-up", "Basic eDp5", "Bearer \0"])
async def test_without_a_token_that_is_known_nobody_gets_in(
    stranger: httpx.AsyncClient, given: str | None
) -> None:
    headers = {} if given is None else {"Authorization": given}
    for path in ("/me", "/places?q=delhi", "/glidepaths?mine=true", "/dropparcels?mine=true"):
        answer = await stranger.get(path, headers=headers)
        assert problem(answer)[:2] == (401, "token-needed")
        assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_a_token_that_reads_does_not_post(programs: Programs) -> None:
    reader = await programs(scope=Scope.READ)
    assert (await reader.http.get("/me")).status_code == 200
    answer = await reader.http.post("/glidepaths", json=a_trip())
    assert problem(answer)[:2] == (403, "token-only-reads")
    assert "insufficient_scope" in answer.headers["www-authenticate"]


async def test_me_is_the_peer_and_the_token_that_was_used(noor: Program) -> None:
    said = (await noor.http.get("/me")).json()
    assert (said["name"], said["currency"], said["home"]["name"]) == ("Noor", "EUR", "Delhi")
    assert (said["token"]["name"], said["token"]["scope"]) == ("laptop", "post")


async def test_the_use_of_a_token_is_noted(noor: Program, services: Services) -> None:
    await noor.http.get("/me")
    async with services.db.begin() as session:
        assert (await token_for(session, noor.peer, noor.token.id)).used_at == NOON


async def test_a_token_that_was_revoked_or_whose_peer_is_forgotten_does_nothing(
    noor: Program, programs: Programs, services: Services
) -> None:
    omar = await programs("Omar")
    async with services.db.begin() as session:
        await revoke_token(session, noor.peer, noor.token.id, at=NOON)
        await forget(session, omar.peer, secret="of the house", at=NOON)
    for program in (noor, omar):
        assert problem(await program.http.get("/me"))[:2] == (401, "token-needed")


async def test_answers_say_how_often_one_may_still_ask(noor: Program) -> None:
    first, second = [await noor.http.get("/me") for _ in range(2)]
    assert first.headers["ratelimit-policy"] == '"read";q=120;w=60'
    assert first.headers["ratelimit"].startswith('"read";r=119;t=')
    assert second.headers["ratelimit"].startswith('"read";r=118;t=')
    posted = await noor.http.post("/glidepaths", json={})
    assert posted.headers["ratelimit"].startswith('"post";r=19;t=')


async def test_who_asks_too_often_is_told_when_to_come_back_whatever_the_token(
    services: Services, redis: Redis
) -> None:
    few = Settings(cargo_env=CargoEnv.TEST, api_reads_a_minute=2)
    services = replace(services, settings=few)
    async with services.db.begin() as session:
        noor = await a_peer(session)
        secrets = [
            (await make_token(session, noor, name="", scope=Scope.READ, rules=few, at=NOON))[1]
            for _ in range(3)
        ]
    answers = []
    for secret in secrets:
        async with client(services, secret) as http:
            answers.append(await http.get("/me"))
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert problem(answers[2])[:2] == (429, "too-many-requests")
    assert 1 <= int(answers[2].headers["retry-after"]) <= 60
    assert answers[2].headers["ratelimit"].startswith('"read";r=0;t=')


async def test_without_redis_nobody_is_held_up(services: Services) -> None:
    away = Redis.from_url("redis://127.0.0.1:1")
    cut_off = replace(services, redis=away)
    async with cut_off.db.begin() as session:
        noor = await a_peer(session)
        made = await make_token(
            session, noor, name="", scope=Scope.READ, rules=services.settings, at=NOON
        )
    async with client(cut_off, made[1]) as http:
        answer = await http.get("/me")
    await away.aclose()
    assert answer.status_code == 200
    assert "ratelimit-policy" in answer.headers
    assert "ratelimit" not in answer.headers


async def test_who_posts_too_fast_is_told_when_to_post_again(
    services: Services, redis: Redis
) -> None:
    slow = replace(services, settings=Settings(cargo_env=CargoEnv.TEST))
    async with slow.db.begin() as session:
        noor = await a_peer(session)
        made = await make_token(
            session, noor, name="", scope=Scope.POST, rules=slow.settings, at=NOON
        )
    async with client(slow, made[1]) as http:
        assert (await http.post("/glidepaths", json=a_trip())).status_code == 201
        answer = await http.post("/glidepaths", json=a_trip())
    assert problem(answer)[:2] == (429, "posting-too-fast")
    assert answer.headers["retry-after"] == "300"


async def test_a_request_that_comes_again_has_one_effect_and_the_same_answer(
    noor: Program, services: Services
) -> None:
    first, second = [
        await noor.http.post("/glidepaths", json=a_trip(), headers=KEY) for _ in range(2)
    ]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert first.headers["location"] == second.headers["location"]
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    assert await _count_trips(services) == 1


async def test_a_key_is_good_for_one_request(noor: Program, services: Services) -> None:
    await noor.http.post("/glidepaths", json=a_trip(), headers=KEY)
    other = await noor.http.post("/glidepaths", json=a_trip(note="hi"), headers=KEY)
    assert problem(other)[:2] == (422, "key-reused")
    assert await _count_trips(services) == 1


async def test_what_was_refused_may_be_mended_under_the_same_key(noor: Program) -> None:
    refused = await noor.http.post("/glidepaths", json=a_trip(to="DEL"), headers=KEY)
    assert refused.status_code == 422
    mended = await noor.http.post("/glidepaths", json=a_trip(), headers=KEY)
    assert mended.status_code == 201


@pytest.mark.fresh_db
async def test_twins_in_one_moment_make_one_trip(noor: Program, services: Services) -> None:
    answers = await asyncio.gather(
        *(noor.http.post("/glidepaths", json=a_trip(), headers=KEY) for _ in range(6))
    )
    assert {one.status_code for one in answers} <= {201, 409}
    assert any(one.status_code == 201 for one in answers)
    assert await _count_trips(services) == 1


@pytest.mark.parametrize("key", ["", "a b", "x" * 256])
async def test_a_key_that_is_none_is_named(noor: Program, key: str) -> None:
    headers = {"Idempotency-Key": key}
    answer = await noor.http.post("/glidepaths", json=a_trip(), headers=headers)
    assert problem(answer) == (422, "not-as-described", "Idempotency-Key")
