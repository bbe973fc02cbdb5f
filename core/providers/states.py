"""What a provider has said of itself and of somebody, and what of it is believed. Pure.

OpenID Connect Core 1.0 (3.1.3.7) says what is checked, RFC 7636 what PKCE is, RFC 9207 what `iss`
in an answer is, RFC 8725 what goes wrong with signed tokens.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from core.operators.states import LONGEST_OPERATOR_NAME, plain_email

if TYPE_CHECKING:
    import jwt

SCOPES = "openid email profile"
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""Each is signed with a key that only the provider has. Nothing else is ever believed."""

SKEW_SECONDS = 60
_KEY_KINDS = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}
_LONGEST_SUBJECT = 255
_STRONG_ACR = frozenset({"phr", "phrh"})
"""OpenID Connect Extended Authentication Profile, 2: what withstands phishing."""

_KNOWN, _HELD = frozenset({"pwd", "pin"}), frozenset({"otp", "hwk", "swk", "sc", "sms", "tel"})
"""RFC 8176, 2: what one knows, and what one has. Both together are two factors."""


class Doubt(StrEnum):
    """Why somebody who comes from a provider is turned away."""

    DENIED = "denied"
    LOST = "lost"
    AWAY = "away"
    NOT_BELIEVED = "not_believed"
    UNVERIFIED = "unverified"
    NOT_LISTED = "not_listed"
    SUSPENDED = "suspended"


class NotVouchedFor(Exception):
    """He does not come in by the provider's word. `admin/templates` words it for operators."""

    def __init__(self, why: Doubt) -> None:
        super().__init__(why.value)
        self.why = why


class KeyUnknown(Exception):
    """It is signed with a key that the provider has not shown yet."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a provider says of itself. `issuer` is exactly as it writes it."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None
    posts_secret: bool
    names_itself: bool


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the provider has let in. `email` is none unless it has verified that it is his."""

    issuer: str
    subject: str
    email: str | None
    name: str
    has_two_factors: bool


def metadata_in(told: Mapping[str, Any], *, issuer: str) -> Metadata:
    """Read what a provider says of itself, or refuse `NotVouchedFor`."""
    own = _text(told, "issuer")
    if own.rstrip("/") != issuer:
        raise NotVouchedFor(Doubt.NOT_BELIEVED)
    methods = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    userinfo = told.get("userinfo_endpoint")
    found = Metadata(
        issuer=own,
        authorization_endpoint=_text(told, "authorization_endpoint"),
        token_endpoint=_text(told, "token_endpoint"),
        jwks_uri=_text(told, "jwks_uri"),
        userinfo_endpoint=userinfo if isinstance(userinfo, str) else None,
        posts_secret="client_secret_basic" not in methods,
        names_itself=told.get("authorization_response_iss_parameter_supported") is True,
    )
    asked = [found.authorization_endpoint, found.token_endpoint, found.jwks_uri]
    if not all(may_ask(one, issuer=issuer) for one in (*asked, found.userinfo_endpoint or own)):
        raise NotVouchedFor(Doubt.NOT_BELIEVED)
    return found


def may_ask(url: str, *, issuer: str) -> bool:
    """Tell whether an address that a provider names is one to ask.

    It is as safe as the issuer's own, and names no machine by its number, nor ours, unless the
    issuer itself is there: else its word could lead our requests to what only we can reach.
    """
    asked, own = urlsplit(url), urlsplit(issuer)
    if asked.scheme not in ("https", own.scheme) or asked.username or asked.fragment:
        return False
    host = asked.hostname or ""
    return host == own.hostname or _is_name_of_the_world(host)


def _is_name_of_the_world(host: str) -> bool:
    if "." not in host or host.endswith((".localhost", ".local", ".internal")):
        return False
    try:
        ip_address(host)
    except ValueError:
        return not host.rpartition(".")[2].isdigit()
    return False


def derived(browser: str, state: str, *, purpose: str) -> str:
    """Make what only this browser's try has, from what the browser keeps: 43 signs."""
    digest = hmac.digest(browser.encode(), f"{purpose} {state}".encode(), hashlib.sha256)
    return _base64(digest)


def way_there(
    metadata: Metadata, *, client_id: str, back: str, state: str, nonce: str, verifier: str
) -> str:
    """Give the address to which the browser is led (PKCE with S256)."""
    query = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": back,
        "scope": SCOPES,
        "state": state,
        "nonce": nonce,
        "code_challenge": _base64(hashlib.sha256(verifier.encode()).digest()),
        "code_challenge_method": "S256",
    }
    joined = "&" if urlsplit(metadata.authorization_endpoint).query else "?"
    return f"{metadata.authorization_endpoint}{joined}{urlencode(query)}"


def keys_in(told: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Give the keys of a set that are for signing."""
    keys = told.get("keys")
    found = [one for one in keys if isinstance(one, Mapping)] if isinstance(keys, list) else []
    return [one for one in found if one.get("use", "sig") == "sig"]


def read_token(
    token: str,
    keys: Sequence[Mapping[str, Any]],
    *,
    issuer: str,
    client_id: str,
    nonce: str,
    at: datetime,
) -> Mapping[str, Any]:
    """Give the claims of an ID token that is right in every way.

    Raises `KeyUnknown` when none of the keys is meant, and refuses `NotVouchedFor` else.
    """
    import jwt  # noqa: PLC0415  (9 MB; most processes meet nobody from a provider)

    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError:
        raise NotVouchedFor(Doubt.NOT_BELIEVED) from None
    key = _key_for(header, keys)
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=list(ALGORITHMS),
            audience=client_id,
            issuer=issuer,
            # The clock is ours to read, below.
            options={
                "require": ["exp", "iat", "sub", "iss", "aud"],
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
    except jwt.PyJWTError:
        raise NotVouchedFor(Doubt.NOT_BELIEVED) from None
    if not (_is_now(claims, at) and _is_for_us(claims, client_id) and _is_asked(claims, nonce)):
        raise NotVouchedFor(Doubt.NOT_BELIEVED)
    return claims


def _key_for(header: Mapping[str, Any], keys: Sequence[Mapping[str, Any]]) -> "jwt.PyJWK":
    import jwt  # noqa: PLC0415  (likewise)

    algorithm = str(header.get("alg"))
    if algorithm not in ALGORITHMS:
        raise NotVouchedFor(Doubt.NOT_BELIEVED)
    fitting = [
        one
        for one in keys
        if one.get("kty") == _KEY_KINDS[algorithm[:2]] and one.get("alg", algorithm) == algorithm
    ]
    if "kid" in header:
        fitting = [one for one in fitting if one.get("kid") == header["kid"]]
    if len(fitting) != 1:
        raise KeyUnknown
    try:
        return jwt.PyJWK.from_dict(dict(fitting[0]), algorithm=algorithm)
    except jwt.PyJWTError:
        raise NotVouchedFor(Doubt.NOT_BELIEVED) from None


def _is_now(claims: Mapping[str, Any], at: datetime) -> bool:
    moments = [claims["exp"], claims["iat"], claims.get("nbf", claims["iat"])]
    if not all(isinstance(one, (int, float)) and not isinstance(one, bool) for one in moments):
        return False
    ends, *begins = moments
    now = at.timestamp()
    return ends > now - SKEW_SECONDS and all(one < now + SKEW_SECONDS for one in begins)


def _is_for_us(claims: Mapping[str, Any], client_id: str) -> bool:
    """Tell whether we are the party it was made for, where it was made for several."""
    is_for_several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    party = claims.get("azp")
    return party == client_id if party is not None else not is_for_several


def _is_asked(claims: Mapping[str, Any], nonce: str) -> bool:
    return hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode())


def vouched_in(claims: Mapping[str, Any], more: Mapping[str, Any]) -> Vouched:
    """Read who it is; `more` is what the provider says besides, of the same subject."""
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_SUBJECT:
        raise NotVouchedFor(Doubt.NOT_BELIEVED)
    said = {**more, **claims}
    email = said.get("email")
    # Some write it as a text.
    is_verified = said.get("email_verified") in (True, "true")
    is_address = isinstance(email, str) and "@" in email.strip("@ ")
    address = plain_email(str(email)) if is_verified and is_address else None
    name = said.get("name") or said.get("preferred_username") or ""
    return Vouched(
        issuer=claims["iss"],
        subject=subject,
        email=address,
        name=" ".join(str(name).split())[:LONGEST_OPERATOR_NAME],
        has_two_factors=has_two_factors(claims),
    )


def has_two_factors(claims: Mapping[str, Any]) -> bool:
    """Tell whether the provider says that it has asked for two factors."""
    methods = claims.get("amr")
    found = {one for one in methods if isinstance(one, str)} if isinstance(methods, list) else set()
    return (
        "mfa" in found
        or bool(found & _KNOWN and found & _HELD)
        or (claims.get("acr") in _STRONG_ACR)
    )


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    if not isinstance(value, str) or not value:
        raise NotVouchedFor(Doubt.AWAY)
    return value


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
