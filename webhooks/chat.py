"""Ways that begin in the chat with a link we have signed, and lead back there.

There are no pages here: what is to be said is said in the chat, in the Peer's language.
"""

from typing import Final
from uuid import UUID

from fastapi import Response
from fastapi.responses import RedirectResponse

from core.cashier.flows import BACK_TO_CHAT
from core.errors import Refused
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.passes import Pass, pass_in
from core.peers.queries import peer_for
from core.wiring import Services

_PRIVATE: Final = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


def seen_pass(token: str, services: Services, *, purpose: bytes) -> Pass | None:
    """Read whose link this is; none for one that is not ours, or where nothing is set up."""
    key = services.settings.stripe_secret_key
    if key is None:
        return None
    return pass_in(token, purpose=purpose, secret=key.get_secret_value())


def lead_to(url: str) -> Response:
    """Lead to a page whose address is the Peer's alone."""
    return RedirectResponse(url, status_code=303, headers=_PRIVATE)


async def lead_back(services: Services, peer_id: UUID, notice: str | None) -> Response:
    """Lead back to the chat, where the notice is said; nobody is told who is gone."""
    if notice is not None:
        try:
            async with services.db.begin() as session:
                peer = await peer_for(session, peer_id)
                at = services.clock()
                await tell(session, peer, notice, {}, urgency=Urgency.REPLY, at=at)
        except Refused:
            return Response(status_code=404)
    return lead_to(BACK_TO_CHAT)
