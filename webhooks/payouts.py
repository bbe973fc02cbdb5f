"""The way from the chat to Stripe's form and back, by a link that we have signed.

Stripe's own links are good once and for minutes, so they are made when somebody comes.
"""

from typing import Annotated

import stripe
import structlog
from fastapi import APIRouter, Depends, Response

from core.errors import Refused
from core.onboarding.flows import Onboarding
from core.payouts.queries import account_of
from core.payouts.states import PURPOSE
from core.wiring import PAYOUTS_PATH, Services
from webhooks.chat import lead_back, lead_to, seen_pass
from webhooks.health import services_of

payouts_router = APIRouter(prefix=PAYOUTS_PATH, include_in_schema=False)
log = structlog.get_logger(__name__)
Given = Annotated[Services, Depends(services_of)]


@payouts_router.get("/{token}")
async def go_to_stripe(token: str, services: Given) -> Response:
    """Lead a Peer to Stripe's form; 404 for a link that is none of ours."""
    seen = seen_pass(token, services, purpose=PURPOSE)
    if seen is None or services.stripe is None:
        return Response(status_code=404)
    if seen.expires_at <= services.clock():
        return await lead_back(services, seen.peer_id, "payouts-link-old")
    here = f"{services.settings.web_url}{PAYOUTS_PATH}/{token}"
    onboarding = Onboarding(services.db, services.stripe, clock=services.clock)
    try:
        url = await onboarding.link_for(seen.peer_id, done_at=f"{here}/done", again_at=here)
    except stripe.StripeError as error:
        log.warning("stripe_is_away", error=type(error).__name__, code=error.code)
        return await lead_back(services, seen.peer_id, "payouts-away")
    except Refused:
        return Response(status_code=404)
    return lead_to(url)


@payouts_router.get("/{token}/done")
async def come_back(token: str, services: Given) -> Response:
    """Look how the account stands, say so in the chat, and lead back there."""
    seen = seen_pass(token, services, purpose=PURPOSE)
    if seen is None or services.stripe is None:
        return Response(status_code=404)
    async with services.db.begin() as session:
        account = await account_of(session, seen.peer_id)
    onboarding = Onboarding(services.db, services.stripe, clock=services.clock)
    try:
        is_ready = account is not None and await onboarding.look_at(account.account_id)
    except stripe.StripeError as error:
        log.warning("stripe_is_away", error=type(error).__name__, code=error.code)
        return await lead_back(services, seen.peer_id, "payouts-away")
    return await lead_back(services, seen.peer_id, None if is_ready else "payouts-not-yet")
