"""The settings of the ways into MissionControl besides a password, and what they mean. Pure.

They are part of the settings, as the rules of the market are.
"""

from base64 import b64decode
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from core.operators.states import Role

_LEAST_KEY_BYTES = 16


class SecondFactor(StrEnum):
    """Who is to have asked for a second factor when somebody comes from the provider."""

    ASSERTED = "asserted"
    TRUSTED = "trusted"
    OWN = "own"


def _never_owner(role: Role) -> Role:
    if role is Role.OWNER:
        raise ValueError("nobody becomes an owner by a list; an owner makes owners")
    return role


def _plain_url(url: str) -> str:
    return url.rstrip("/")


class Access(BaseModel):
    """Without `OIDC_ISSUER` operators sign in with passwords alone."""

    model_config = ConfigDict(frozen=True)

    oidc_issuer: Annotated[str, AfterValidator(_plain_url)] | None = Field(
        None,
        description=(
            "the OpenID Connect provider by which operators sign in, as Clerk's; unset: none"
        ),
    )
    oidc_client_id: str | None = Field(None, description="what the provider calls us")
    oidc_client_secret: SecretStr | None = Field(
        None, description="belongs to it; unset: a public client, by PKCE alone"
    )
    oidc_name: str = Field(
        "your organisation", max_length=40, description="what stands on the button to sign in"
    )
    oidc_allow: str | None = Field(
        None,
        description=(
            "who may come besides operators that were added: verified addresses and `@domains`,"
            " with commas between"
        ),
    )
    oidc_role: Annotated[Role, AfterValidator(_never_owner)] = Field(
        Role.VIEWER, description="role of those; never `owner`"
    )
    oidc_second_factor: SecondFactor = Field(
        SecondFactor.ASSERTED,
        description=(
            "`asserted`: ours is asked unless the provider says that it has asked for one (`amr`,"
            " `acr`); `trusted`: never; `own`: always"
        ),
    )

    clerk_webhook_secret: SecretStr | None = Field(
        None,
        description=(
            "`whsec_…` of Clerk's webhook to `/auth/callback`; two with a blank between while one"
            " takes the place of the other"
        ),
    )
    clerk_organisation: str | None = Field(
        None, description="`org_…`, the one organisation at Clerk whose members are operators"
    )
    clerk_roles: dict[str, Role] = Field(
        {},
        description=(
            'JSON, what roles there mean here, as `{"org:admin": "owner"}`; a role that is not'
            " named lets nobody in"
        ),
    )

    @property
    def has_provider(self) -> bool:
        return self.oidc_issuer is not None and self.oidc_client_id is not None

    def allows(self, email: str) -> bool:
        """Tell whether a verified address is on the list, by itself or by its domain."""
        listed = {one.strip().lower() for one in (self.oidc_allow or "").split(",")} - {"", "@"}
        return email in listed or f"@{email.rpartition('@')[2]}" in listed


def access_problems(access: Access, *, is_production: bool) -> list[str]:
    """Name what cannot work together, or is not safe; one sentence each, the setting first."""
    problems = []
    if (access.oidc_issuer is None) is not (access.oidc_client_id is None):
        problems.append("OIDC_ISSUER and OIDC_CLIENT_ID belong together: set both, or neither")
    if is_production and not (access.oidc_issuer or "https://").startswith("https://"):
        problems.append("OIDC_ISSUER must begin with https://")
    if access.clerk_webhook_secret is not None:
        if access.oidc_issuer is None:
            problems.append("OIDC_ISSUER is missing: by it those are known whom Clerk speaks of")
        if access.clerk_organisation is None:
            problems.append("CLERK_ORGANISATION is missing: without it nobody is a member")
        if not _are_keys(access.clerk_webhook_secret.get_secret_value()):
            problems.append("CLERK_WEBHOOK_SECRET is none of Clerk's: whsec_ and then Base64")
    return problems


def _are_keys(secret: str) -> bool:
    try:
        keys = [b64decode(one.removeprefix("whsec_"), validate=True) for one in secret.split()]
    except ValueError:
        return False
    return bool(keys) and all(len(one) >= _LEAST_KEY_BYTES for one in keys)
