"""The way from the chat to Stripe's check of who somebody is, and back.

Stripe's own link is good once and a secret, so it is made when somebody comes and is kept nowhere.
"""

from typing import Annotated

import stripe
import structlog
from fastapi import APIRouter, Depends, Response

from core.errors import Refused
from core.identity.flows import Identities
from core.identity.states import PURPOSE, RETURN_PURPOSE, IdentityState, sign_return
from core.wiring import IDENTITY_PATH, Services
from webhooks.chat import lead_back, lead_to, seen_pass
from webhooks.health import services_of

_SAYS = {
    IdentityState.WISHED: "identity-not-yet",
    IdentityState.CHECKING: "identity-checking",
}
"""What is said on the way back. What was decided is told where it is found out."""

identity_router = APIRouter(prefix=IDENTITY_PATH, include_in_schema=False)
log = structlog.get_logger(__name__)
Given = Annotated[Services, Depends(services_of)]


@identity_router.get("/{token}")
async def go_to_check(token: str, services: Given) -> Response:
    """Lead a Peer to Stripe's form; 404 for a link that is none of ours."""
    seen = seen_pass(token, services, purpose=PURPOSE)
    key = services.settings.stripe_secret_key
    if seen is None or services.stripe is None or key is None:
        return Response(status_code=404)
    if seen.expires_at <= services.clock():
        return await lead_back(services, seen.peer_id, "identity-link-old")
    back = sign_return(seen.peer_id, secret=key.get_secret_value())
    done_at = f"{services.settings.web_url}{IDENTITY_PATH}/{back}/done"
    identities = Identities(services.db, services.stripe, clock=services.clock)
    try:
        url = await identities.link_for(seen.peer_id, done_at=done_at)
    except stripe.StripeError as error:
        log.warning("stripe_is_away", error=type(error).__name__, code=error.code)
        return await lead_back(services, seen.peer_id, "identity-away")
    except Refused:
        return Response(status_code=404)
    if url is None:
        return lead_to(done_at)
    return lead_to(url)


@identity_router.get("/{token}/done")
async def come_back(token: str, services: Given) -> Response:
    """Look how the check stands, say so in the chat, and lead back there."""
    seen = seen_pass(token, services, purpose=RETURN_PURPOSE)
    if seen is None or services.stripe is None:
        return Response(status_code=404)
    identities = Identities(services.db, services.stripe, clock=services.clock)
    try:
        state = await identities.look_at_peer(seen.peer_id)
    except stripe.StripeError as error:
        log.warning("stripe_is_away", error=type(error).__name__, code=error.code)
        return await lead_back(services, seen.peer_id, "identity-away")
    return await lead_back(services, seen.peer_id, _SAYS.get(state))
