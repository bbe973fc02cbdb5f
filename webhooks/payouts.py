"""The way from the chat to Stripe's form and back, by a link that we have signed.

Stripe's own links are good once and for minutes, so they are made when somebody comes. There are
no pages here: what is to be said is said in the chat, in the Peer's language.
"""

from typing import Annotated
from uuid import UUID

import stripe
import structlog
from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse

from core.cashier.flows import BACK_TO_CHAT
from core.errors import Refused
from core.onboarding.flows import Onboarding
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.payouts.queries import account_of
from core.payouts.states import Pass, pass_in
from core.peers.queries import peer_for
from core.wiring import PAYOUTS_PATH, Services
from webhooks.health import services_of

_PRIVATE = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}

payouts_router = APIRouter(prefix=PAYOUTS_PATH, include_in_schema=False)
log = structlog.get_logger(__name__)
Given = Annotated[Services, Depends(services_of)]


@payouts_router.get("/{token}")
async def go_to_stripe(token: str, services: Given) -> Response:
    """Lead a Peer to Stripe's form; 404 for a link that is none of ours."""
    seen = _seen(token, services)
    if seen is None or services.stripe is None:
        return Response(status_code=404)
    if seen.expires_at <= services.clock():
        return await _back(services, seen.peer_id, "payouts-link-old")
    here = f"{services.settings.web_url}{PAYOUTS_PATH}/{token}"
    onboarding = Onboarding(services.db, services.stripe, clock=services.clock)
    try:
        url = await onboarding.link_for(seen.peer_id, done_at=f"{here}/done", again_at=here)
    except stripe.StripeError as error:
        log.warning("stripe_is_away", error=type(error).__name__, code=error.code)
        return await _back(services, seen.peer_id, "payouts-away")
    except Refused:
        return Response(status_code=404)
    return RedirectResponse(url, status_code=303, headers=_PRIVATE)


@payouts_router.get("/{token}/done")
async def come_back(token: str, services: Given) -> Response:
    """Look how the account stands, say so in the chat, and lead back there."""
    seen = _seen(token, services)
    if seen is None or services.stripe is None:
        return Response(status_code=404)
    async with services.db.begin() as session:
        account = await account_of(session, seen.peer_id)
    onboarding = Onboarding(services.db, services.stripe, clock=services.clock)
    try:
        is_ready = account is not None and await onboarding.look_at(account.account_id)
    except stripe.StripeError as error:
        log.warning("stripe_is_away", error=type(error).__name__, code=error.code)
        return await _back(services, seen.peer_id, "payouts-away")
    return await _back(services, seen.peer_id, None if is_ready else "payouts-not-yet")


def _seen(token: str, services: Services) -> Pass | None:
    key = services.settings.stripe_secret_key
    return None if key is None else pass_in(token, secret=key.get_secret_value())


async def _back(services: Services, peer_id: UUID, notice: str | None) -> Response:
    """Lead back to the chat, where the notice is said; nobody is told who is gone."""
    if notice is not None:
        try:
            async with services.db.begin() as session:
                peer = await peer_for(session, peer_id)
                at = services.clock()
                await tell(session, peer, notice, {}, urgency=Urgency.REPLY, at=at)
        except Refused:
            return Response(status_code=404)
    return RedirectResponse(BACK_TO_CHAT, status_code=303, headers=_PRIVATE)
