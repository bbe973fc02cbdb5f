"""No lie of a provider, of a token, or of somebody on the way is believed."""

import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from core.operators.states import Role
from core.signons.service import SIGN_ON_LIVES
from core.wiring import Services
from tests.admin.console import (
    Clock,
    Console,
    an_operator,
    opened_console,
)
from tests.admin.provided import (
    MFA,
    VERIFIED,
    by_provider,
    comes_back,
    leaves,
    signs_in,
    sittings_of,
)
from tests.provider import CLIENT_ID, FakeProvider, provided


@pytest.fixture
async def provider(clock: Clock) -> AsyncIterator[FakeProvider]:
    async with provided(lambda: clock().timestamp()) as one:
        yield one


@pytest.fixture
def house(house: Services, provider: FakeProvider) -> Services:
    return by_provider(house, oidc_issuer=provider.issuer)


def _without_signature(provider: FakeProvider, claims: dict[str, Any]) -> str:
    return jwt.encode(claims, "", algorithm="none")


def _with_the_public_key_as_password(provider: FakeProvider, claims: dict[str, Any]) -> str:
    """Sign with what everybody knows (RFC 8725, 2.1); libraries refuse to do so themselves."""
    public = provider.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    parts = ({"alg": "HS256", "typ": "JWT", "kid": provider.kid}, claims)
    said = b".".join(
        base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=") for one in parts
    )
    signature = hmac.digest(public, said, hashlib.sha256)
    return b".".join([said, base64.urlsafe_b64encode(signature).rstrip(b"=")]).decode()


def _with_another_key(provider: FakeProvider, claims: dict[str, Any]) -> str:
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(claims, stranger, "RS256", headers={"kid": provider.kid})


def _with_a_key_of_its_own_header(provider: FakeProvider, claims: dict[str, Any]) -> str:
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    own = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(stranger.public_key()))
    return jwt.encode(claims, stranger, "RS256", headers={"kid": "own", "jwk": own})


def _without_sense(provider: FakeProvider, claims: dict[str, Any]) -> str:
    return "no.token"


@pytest.mark.parametrize(
    "sign",
    [
        _without_signature,
        _with_the_public_key_as_password,
        _with_another_key,
        _with_a_key_of_its_own_header,
        _without_sense,
    ],
)
async def test_a_token_that_the_provider_has_not_signed_is_not_believed(
    house: Services, console: Console, provider: FakeProvider, sign: Any
) -> None:
    await an_operator(house, Role.FINANCE)
    provider.sign = lambda claims: sign(provider, claims)
    answer = await signs_in(console, provider, amr=MFA, **VERIFIED)
    assert (answer.status_code, "cannot be believed" in answer.text) == (403, True)
    assert await sittings_of(house) == 0


@pytest.mark.parametrize(
    "lies",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another-client"},
        {"aud": [CLIENT_ID, "another-client"]},
        {"aud": [CLIENT_ID, "another-client"], "azp": "another-client"},
        {"azp": "another-client"},
        {"iss": "http://evil.example"},
        {"exp": 1_000},
        {"exp": None},
        {"exp": "tomorrow"},
        {"iat": 99_999_999_999},
        {"nbf": 99_999_999_999},
        {"sub": ""},
    ],
    ids=str,
)
async def test_a_token_for_somebody_or_some_time_else_is_not_believed(
    house: Services, console: Console, provider: FakeProvider, lies: dict[str, Any]
) -> None:
    await an_operator(house, Role.FINANCE)
    provider.lies = lies
    answer = await signs_in(console, provider, amr=MFA, **VERIFIED)
    assert (answer.status_code, "cannot be believed" in answer.text) == (403, True)
    assert await sittings_of(house) == 0


async def test_a_token_for_several_is_believed_when_we_are_the_party(
    house: Services, console: Console, provider: FakeProvider
) -> None:
    await an_operator(house, Role.FINANCE)
    provider.lies = {"aud": [CLIENT_ID, "another-client"], "azp": CLIENT_ID}
    assert (await signs_in(console, provider, amr=MFA, **VERIFIED)).status_code == 303


async def test_a_sign_on_is_good_once_in_its_own_browser_and_for_ten_minutes(
    house: Services, console: Console, provider: FakeProvider, clock: Clock
) -> None:
    await an_operator(house, Role.FINANCE)
    brought = provider.lets_in(await leaves(console), amr=MFA, **VERIFIED)
    async with opened_console(house) as stranger:
        # Somebody lays his own answer under another's browser.
        assert (await comes_back(stranger, brought)).status_code == 400
        await leaves(stranger)
        assert (await comes_back(stranger, brought)).status_code == 400
    assert (await comes_back(console, brought)).status_code == 303
    again = await comes_back(console, brought)
    assert (again.status_code, "is not good any more" in again.text) == (400, True)
    # The code was used, though the browser's try is a new one.
    fresh = parse_qs(urlsplit(await leaves(console)).query)["state"][0]
    assert (await comes_back(console, {**brought, "state": fresh})).status_code == 400
    late = provider.lets_in(await leaves(console), amr=MFA, **VERIFIED)
    clock.passes(seconds=SIGN_ON_LIVES.total_seconds())
    assert (await comes_back(console, late)).status_code == 400
    assert await sittings_of(house) == 1


async def test_an_answer_in_the_name_of_another_provider_is_not_believed(
    house: Services, console: Console, provider: FakeProvider
) -> None:
    await an_operator(house, Role.FINANCE)
    brought = provider.lets_in(await leaves(console), amr=MFA, **VERIFIED)
    mixed_up = await comes_back(console, {**brought, "iss": "https://evil.example"})
    assert "cannot be believed" in mixed_up.text
    assert "token" not in provider.asked
    provider.says = {"authorization_response_iss_parameter_supported": True}
    async with opened_console(house) as careful:
        brought = provider.lets_in(await leaves(careful), amr=MFA, **VERIFIED)
        del brought["iss"]
        assert "cannot be believed" in (await comes_back(careful, brought)).text
    assert await sittings_of(house) == 0


async def test_a_code_is_worth_nothing_to_whoever_saw_it_on_its_way(
    house: Services, provider: FakeProvider
) -> None:
    """Without what his browser keeps, nobody can make the verifier of another's code."""
    await an_operator(house, Role.FINANCE)
    async with opened_console(house) as victim, opened_console(house) as thief:
        seen = provider.lets_in(await leaves(victim), amr=MFA, **VERIFIED)
        own = parse_qs(urlsplit(await leaves(thief)).query)["state"][0]
        answer = await comes_back(thief, {**seen, "state": own})
        assert answer.status_code == 400
    assert await sittings_of(house) == 0


@pytest.mark.parametrize(
    "after",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/%0d%0aSet-Cookie:x",
        "/sign-in",
    ],
)
async def test_nobody_is_led_elsewhere_afterwards(
    house: Services, console: Console, provider: FakeProvider, after: str
) -> None:
    await an_operator(house, Role.FINANCE)
    location = await leaves(console, after=after)
    back = await comes_back(console, provider.lets_in(location, amr=MFA, **VERIFIED))
    assert back.headers["Location"] == "/admin/"


async def test_a_new_key_is_asked_for_once_and_a_made_up_one_asks_nothing_more(
    house: Services, console: Console, provider: FakeProvider, clock: Clock
) -> None:
    await an_operator(house, Role.FINANCE)
    assert (await signs_in(console, provider, amr=MFA, **VERIFIED)).status_code == 303
    assert (await signs_in(console, provider, amr=MFA, **VERIFIED)).status_code == 303
    assert (provider.asked.count("metadata"), provider.asked.count("keys")) == (1, 1)
    clock.passes(minutes=1)
    provider.rotates("second", is_curve=True)
    assert (await signs_in(console, provider, amr=MFA, **VERIFIED)).status_code == 303
    assert provider.asked.count("keys") == 2
    provider.sign = lambda claims: jwt.encode(
        claims, provider.key, "ES256", headers={"kid": "made-up"}
    )
    for _ in range(3):
        assert "cannot be believed" in (await signs_in(console, provider, **VERIFIED)).text
    assert provider.asked.count("keys") == 2


@pytest.mark.parametrize(
    "says",
    [
        {"issuer": "http://evil.example"},
        {"token_endpoint": "http://169.254.169.254/latest"},
        {"jwks_uri": "https://localhost/keys"},
        {"userinfo_endpoint": "https://2130706433/"},
        {"authorization_endpoint": "file:///etc/passwd"},
        {"authorization_endpoint": "https://user:word@idp.example/"},
    ],
    ids=str,
)
async def test_a_provider_cannot_send_us_where_only_we_can_reach(
    house: Services, console: Console, provider: FakeProvider, says: dict[str, Any]
) -> None:
    provider.says = says
    answer = await console.get("/sign-in/provider")
    assert (answer.status_code, "cannot be believed" in answer.text) == (403, True)
