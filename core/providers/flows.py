"""Asking a provider. No transaction is open meanwhile, and nothing that it says is believed as is.

Answers are small, come soon, and from where they were asked for, or are no answers.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote_plus

import httpx
import orjson
import structlog

from core.access import Access
from core.providers.states import (
    Doubt,
    KeyUnknown,
    Metadata,
    NotVouchedFor,
    Vouched,
    keys_in,
    metadata_in,
    read_token,
    vouched_in,
    way_there,
)

MOST_BYTES = 256 * 1024
_SECONDS = 10.0
_KEPT = timedelta(hours=1)
"""For so long what a provider says of itself is taken as said; new keys are asked for at once."""

_LEAST_PAUSE = timedelta(seconds=30)
"""Between two looks for new keys: tokens with keys that nobody has cost the provider nothing."""

log = structlog.get_logger(__name__)


class Provider:
    """The one that the settings name. One to a process, because it remembers what was said."""

    def __init__(self, access: Access) -> None:
        if access.oidc_issuer is None or access.oidc_client_id is None:
            raise LookupError
        self.issuer = access.oidc_issuer
        self._client_id = access.oidc_client_id
        secret = access.oidc_client_secret
        self._secret = None if secret is None else secret.get_secret_value()
        self._metadata: tuple[datetime, Metadata] | None = None
        self._keys: tuple[datetime, Sequence[Mapping[str, Any]]] | None = None

    async def way_there(
        self, *, back: str, state: str, nonce: str, verifier: str, at: datetime
    ) -> str:
        """Give the address to which the browser is led. Refuses `NotVouchedFor`."""
        metadata = await self._about(at)
        return way_there(
            metadata,
            client_id=self._client_id,
            back=back,
            state=state,
            nonce=nonce,
            verifier=verifier,
        )

    async def look(self, *, at: datetime) -> str:
        """Look whether it answers as it should, and give what it calls itself.

        Refuses `NotVouchedFor`.
        """
        metadata = await self._about(at)
        async with _asking() as client:
            if not keys_in(await _ask(client, "GET", metadata.jwks_uri)):
                raise NotVouchedFor(Doubt.NOT_BELIEVED)
        return metadata.issuer

    async def check_sender(self, named: str | None, *, at: datetime) -> None:
        """Refuse `NotVouchedFor` for an answer that names another provider than was asked."""
        metadata = await self._about(at)
        if named != metadata.issuer and (named is not None or metadata.names_itself):
            raise NotVouchedFor(Doubt.NOT_BELIEVED)

    async def who_is(
        self, code: str, *, back: str, nonce: str, verifier: str, at: datetime
    ) -> Vouched:
        """Give the code back and learn who has come. Refuses `NotVouchedFor`."""
        metadata = await self._about(at)
        async with _asking() as client:
            told = await self._redeem(client, metadata, code, back=back, verifier=verifier)
            token = told.get("id_token")
            if not isinstance(token, str):
                raise NotVouchedFor(Doubt.NOT_BELIEVED)
            claims = await self._claims(client, metadata, token, nonce=nonce, at=at)
            more = {} if "email" in claims else await _more(client, metadata, told, claims)
        return vouched_in(claims, more)

    async def _about(self, at: datetime) -> Metadata:
        if self._metadata is None or at - self._metadata[0] > _KEPT:
            async with _asking() as client:
                address = f"{self.issuer}/.well-known/openid-configuration"
                told = await _ask(client, "GET", address)
            self._metadata = at, metadata_in(told, issuer=self.issuer)
        return self._metadata[1]

    async def _redeem(
        self, client: httpx.AsyncClient, metadata: Metadata, code: str, *, back: str, verifier: str
    ) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": verifier,
        }
        auth = None
        if self._secret is not None and not metadata.posts_secret:
            # RFC 6749, 2.3.1: both are encoded before they are joined.
            auth = httpx.BasicAuth(quote_plus(self._client_id), quote_plus(self._secret))
        else:
            form["client_id"] = self._client_id
            if self._secret is not None:
                form["client_secret"] = self._secret
        return await _ask(client, "POST", metadata.token_endpoint, data=form, auth=auth)

    async def _claims(
        self,
        client: httpx.AsyncClient,
        metadata: Metadata,
        token: str,
        *,
        nonce: str,
        at: datetime,
    ) -> Mapping[str, Any]:
        def read(keys: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
            return read_token(
                token,
                keys,
                issuer=metadata.issuer,
                client_id=self._client_id,
                nonce=nonce,
                at=at,
            )

        if self._keys is not None and at - self._keys[0] <= _KEPT:
            try:
                return read(self._keys[1])
            except KeyUnknown:
                if at - self._keys[0] < _LEAST_PAUSE:
                    raise NotVouchedFor(Doubt.NOT_BELIEVED) from None
        self._keys = at, keys_in(await _ask(client, "GET", metadata.jwks_uri))
        try:
            return read(self._keys[1])
        except KeyUnknown:
            raise NotVouchedFor(Doubt.NOT_BELIEVED) from None


def _asking() -> httpx.AsyncClient:
    """Open a client that follows nobody elsewhere, and asks no proxy of the environment."""
    return httpx.AsyncClient(timeout=_SECONDS, follow_redirects=False, trust_env=False)


async def _more(
    client: httpx.AsyncClient,
    metadata: Metadata,
    told: Mapping[str, Any],
    claims: Mapping[str, Any],
) -> Mapping[str, Any]:
    """Ask what else is known of somebody, where the token does not say his address."""
    access = told.get("access_token")
    if metadata.userinfo_endpoint is None or not isinstance(access, str):
        return {}
    headers = {"Authorization": f"Bearer {access}"}
    more = await _ask(client, "GET", metadata.userinfo_endpoint, headers=headers)
    # OpenID Connect Core, 5.3.2: what is said of another is not used.
    return more if more.get("sub") == claims["sub"] else {}


async def _ask(
    client: httpx.AsyncClient,
    method: str,
    url: str,
    *,
    data: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    auth: httpx.Auth | None = None,
) -> dict[str, Any]:
    """Ask for a JSON object. Refuses `NotVouchedFor`: `LOST` for a code that is good no more."""
    accepted = {"Accept": "application/json", **(headers or {})}
    body = b""
    try:
        async with (
            asyncio.timeout(_SECONDS),
            client.stream(method, url, data=data, headers=accepted, auth=auth) as answer,
        ):
            async for part in answer.aiter_bytes():
                body += part
                if len(body) > MOST_BYTES:
                    raise NotVouchedFor(Doubt.AWAY)
    except (httpx.HTTPError, TimeoutError) as error:
        log.warning("provider_is_away", url=url, error=type(error).__name__)
        raise NotVouchedFor(Doubt.AWAY) from None
    told = _object_in(body)
    if answer.status_code == httpx.codes.OK and told is not None:
        return told
    said = None if told is None else str(told.get("error"))[:80]
    log.warning("provider_refused", url=url, status=answer.status_code, error=said)
    raise NotVouchedFor(Doubt.LOST if said == "invalid_grant" else Doubt.AWAY)


def _object_in(body: bytes) -> dict[str, Any] | None:
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    return told if isinstance(told, dict) else None
