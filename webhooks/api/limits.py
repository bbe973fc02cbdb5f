"""How often one Peer's programs may call in a minute, whichever of his tokens they use.

The counters are in Redis and may be lost; while it is away everything is let through. The headers
are those of draft-ietf-httpapi-ratelimit-headers-10.
"""

from dataclasses import dataclass
from uuid import UUID

from redis.asyncio import Redis
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.redis import AWAY, answering_soon
from core.rules import Rules
from core.tokens.states import Scope as TokenScope
from core.wiring import Services
from webhooks.api.problems import Declined

WINDOW_SECONDS = 60
_STATE = "rate_limit"


class TooManyRequests(Declined):
    """The Peer's programs have asked more often than they may; wait as long as is said."""

    status = 429


@dataclass(frozen=True, slots=True)
class Policy:
    name: str
    quota: int

    def header(self) -> str:
        return f'"{self.name}";q={self.quota};w={WINDOW_SECONDS}'


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a Peer stands: `remaining` requests until `resets_in` seconds have passed.

    It is below 0 when he has asked too often.
    """

    policy: Policy
    remaining: int
    resets_in: int

    def header(self) -> str:
        return f'"{self.policy.name}";r={max(0, self.remaining)};t={self.resets_in}'


def policy_for(scope: TokenScope, rules: Rules) -> Policy:
    """Count reading and changing apart, so that neither eats up the other."""
    if scope is TokenScope.POST:
        return Policy(scope.value, rules.api_posts_a_minute)
    return Policy(scope.value, rules.api_reads_a_minute)


async def take_one(request: Request, services: Services, peer_id: UUID, scope: TokenScope) -> None:
    """Count this request, or decline `TooManyRequests`; the answer will say where the Peer stands.

    A minute begins with its first request. Two of them that meet may let through twice the quota.
    """
    policy = policy_for(scope, services.settings)
    headers = {"RateLimit-Policy": policy.header()}
    setattr(request.state, _STATE, headers)
    standing = await _stand(services, policy, peer_id)
    if standing is not None:
        headers["RateLimit"] = standing.header()
        _refuse_beyond(standing)


async def take_one_said(services: Services, peer_id: UUID) -> None:
    """Count what is said over a connection that stays open, with the requests that change."""
    standing = await _stand(services, policy_for(TokenScope.POST, services.settings), peer_id)
    if standing is not None:
        _refuse_beyond(standing)


def _refuse_beyond(standing: Standing) -> None:
    if standing.remaining < 0:
        again = standing.resets_in
        raise TooManyRequests(headers={"Retry-After": str(again)}, facts={"seconds": again})


async def _stand(services: Services, policy: Policy, peer_id: UUID) -> Standing | None:
    counted = await _count(services.redis, f"api:{policy.name}:{peer_id}")
    if counted is None:
        return None
    used, resets_in = counted
    return Standing(policy, policy.quota - used, resets_in)


async def _count(redis: Redis, key: str) -> tuple[int, int] | None:
    """Answer how many there were with this one, and in how many seconds it starts anew."""
    try:
        async with answering_soon(), redis.pipeline(transaction=True) as pipe:
            pipe.incr(key)  # type: ignore[unused-awaitable]  # it queues
            pipe.expire(key, WINDOW_SECONDS, nx=True)  # type: ignore[unused-awaitable]  # it queues
            pipe.ttl(key)  # type: ignore[unused-awaitable]  # it queues
            used, _, seconds = await pipe.execute()
    except AWAY:
        return None
    return int(used), max(1, int(seconds))


class RateLimitHeaders:
    """Says on every answer, errors too, what `take_one` has found."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_limits(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(scope.get("state", {}).get(_STATE, {}))
            await send(message)

        await self._app(scope, receive, send_with_limits)
