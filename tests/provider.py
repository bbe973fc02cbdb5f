"""An OpenID Connect provider of our own, which keeps the rules and lies where a test wants it."""

import asyncio
import base64
import hashlib
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.soon import soon
from webhooks.server import serve_web

CLIENT_ID = "peer-cargo"
CLIENT_SECRET = "s3cret/with:signs"

Signing = Callable[[dict[str, Any]], str]


@dataclass
class _Granted:
    challenge: str
    back: str
    claims: dict[str, Any]


@dataclass
class FakeProvider:
    """`lies` replaces claims of the tokens it gives; `says` what it tells of itself."""

    now: Callable[[], float]
    port: int
    lies: dict[str, Any] = field(default_factory=dict)
    says: dict[str, Any] = field(default_factory=dict)
    comes: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    sign: Signing | None = None
    asked: list[str] = field(default_factory=list)
    is_away: bool = False
    is_elsewhere: bool = False
    too_much: bool = False
    _keys: dict[str, PrivateKeyTypes] = field(default_factory=dict)
    _granted: dict[str, _Granted] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rotates("first")

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def rotates(self, kid: str, *, is_curve: bool = False) -> None:
        """Sign with a new key from now on; the old ones are shown no more."""
        key: PrivateKeyTypes = (
            ec.generate_private_key(ec.SECP256R1())
            if is_curve
            else rsa.generate_private_key(public_exponent=65537, key_size=2048)
        )
        self._keys = {kid: key}

    @property
    def key(self) -> Any:
        return next(iter(self._keys.values()))

    @property
    def kid(self) -> str:
        return next(iter(self._keys))

    @property
    def algorithm(self) -> str:
        return "ES256" if isinstance(self.key, ec.EllipticCurvePrivateKey) else "RS256"

    def signed(self, claims: dict[str, Any]) -> str:
        return jwt.encode(claims, self.key, self.algorithm, headers={"kid": self.kid})

    def lets_in(self, location: str, subject: str = "user_1", **claims: Any) -> dict[str, str]:
        """Let somebody in whom the browser was led to; answer what the browser brings back."""
        there = urlsplit(location)
        asked = dict(parse_qsl(there.query))
        assert f"{there.scheme}://{there.netloc}{there.path}" == f"{self.issuer}/authorize"
        assert (asked["response_type"], asked["client_id"]) == ("code", CLIENT_ID)
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = f"code-{len(self._granted)}"
        said = {
            "iss": self.issuer,
            "sub": subject,
            "aud": CLIENT_ID,
            "iat": self.now(),
            "exp": self.now() + 300,
            "nonce": asked["nonce"],
            **claims,
        }
        self._granted[code] = _Granted(asked["code_challenge"], asked["redirect_uri"], said)
        return {"code": code, "state": asked["state"], "iss": self.issuer}

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._tell),
                Route("/authorize", self._ask_person),
                Route("/keys", self._show_keys),
                Route("/token", self._give, methods=["POST"]),
                Route("/userinfo", self._tell_more),
            ]
        )

    async def _tell(self, request: Request) -> Response:
        self.asked.append("metadata")
        if self.is_away:
            return Response(status_code=502)
        if self.is_elsewhere:
            return RedirectResponse("http://127.0.0.1:1/elsewhere")
        if self.too_much:
            return JSONResponse({"issuer": self.issuer, "filling": "x" * 300_000})
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
        }
        return JSONResponse({**told, **self.says})

    async def _ask_person(self, request: Request) -> Response:
        """Let in whoever comes, as `comes`, and lead him back; a person would be asked here."""
        brought = self.lets_in(f"{self.issuer}/authorize?{request.url.query}", **self.comes)
        return RedirectResponse(f"{request.query_params['redirect_uri']}?{urlencode(brought)}")

    async def _show_keys(self, request: Request) -> Response:
        self.asked.append("keys")
        shown = []
        for kid, key in self._keys.items():
            kind: Any = jwt.algorithms.get_default_algorithms()[self.algorithm]
            assert isinstance(key, (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey))
            shown.append({**kind.to_jwk(key.public_key(), as_dict=True), "kid": kid, "use": "sig"})
        return JSONResponse({"keys": shown})

    async def _give(self, request: Request) -> Response:
        self.asked.append("token")
        form = {
            name: values[0] for name, values in parse_qs((await request.body()).decode()).items()
        }
        if not self._is_client(request, form):
            return JSONResponse({"error": "invalid_client"}, status_code=401)
        granted = self._granted.pop(form["code"], None)
        if granted is None:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (challenge, form["redirect_uri"]) != (granted.challenge, granted.back):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        claims = {**granted.claims, **self.lies}
        claims = {name: value for name, value in claims.items() if value is not None}
        token = (self.sign or self.signed)(claims)
        return JSONResponse({"access_token": "at", "token_type": "Bearer", "id_token": token})

    def _is_client(self, request: Request, form: dict[str, str]) -> bool:
        if "client_secret_post" in self.says.get("token_endpoint_auth_methods_supported", []):
            return (form.get("client_id"), form.get("client_secret")) == (CLIENT_ID, CLIENT_SECRET)
        said = base64.b64encode(b"peer-cargo:s3cret%2Fwith%3Asigns").decode()
        return request.headers.get("Authorization") == f"Basic {said}"

    async def _tell_more(self, request: Request) -> Response:
        self.asked.append("userinfo")
        assert request.headers["Authorization"] == "Bearer at"
        return JSONResponse(self.userinfo)


@asynccontextmanager
async def provided(now: Callable[[], float]) -> AsyncIterator[FakeProvider]:
    """Run a provider on a port of its own."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    provider = FakeProvider(now, port)
    serving = asyncio.create_task(serve_web(provider.app(), host="127.0.0.1", port=port))
    await soon(_opened(port), 10)
    try:
        yield provider
    finally:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


async def _opened(port: int) -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.01)
        else:
            writer.close()
            return
