"""Speaking with Stripe about accounts. Nothing is held open while it is asked."""

from typing import Any
from uuid import UUID

import stripe
import structlog

from core.clock import Clock
from core.db import Db
from core.onboarding.states import account_wish, can_be_paid
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.payments.queries import payments_waiting_to_go
from core.payouts.queries import account_of, account_with, accounts_unready
from core.payouts.service import keep_account, note_readiness
from core.peers.queries import home_of, peer_for
from core.settlement.service import locked_with_quest, send_share

log = structlog.get_logger(__name__)


class Onboarding:
    """All of it may be called as often as one likes: a Peer has one account."""

    def __init__(self, db: Db, client: stripe.StripeClient, *, clock: Clock) -> None:
        self._db = db
        self._v1 = client.v1
        self._clock = clock

    async def link_for(self, peer_id: UUID, *, done_at: str, again_at: str) -> str:
        """Make a link to Stripe's form, good once and for minutes.

        Stripe leads to `done_at` when it is left, and to `again_at` when the link is used up.
        Raises `stripe.StripeError`; refuses `PeerIsGone`.
        """
        link = await self._v1.account_links.create_async(
            {
                "account": await self._account_for(peer_id),
                "type": "account_onboarding",
                "return_url": done_at,
                "refresh_url": again_at,
            }
        )
        return link.url

    async def _account_for(self, peer_id: UUID) -> str:
        async with self._db.begin() as session:
            kept = await account_of(session, peer_id)
            if kept is not None:
                return kept.account_id
            home = await home_of(session, await peer_for(session, peer_id))
        wish: Any = account_wish(peer_id, country=home.country if home else None)
        # Who presses twice is given the same account.
        made = await self._v1.accounts.create_async(
            wish, {"idempotency_key": f"pc1:account:{peer_id}"}
        )
        async with self._db.begin() as session:
            return await keep_account(session, peer_id, made.id, at=self._clock())

    async def look_at(self, account_id: str) -> bool:
        """Ask Stripe how an account stands, and send what waits for it; true when it is ready.

        Raises `stripe.StripeError`.
        """
        told = (await self._v1.accounts.retrieve_async(account_id)).to_dict()
        ready = can_be_paid(told)
        async with self._db.begin() as session:
            account = await account_with(session, account_id, lock=True)
            if account is None:
                return False
            if note_readiness(account, is_ready=ready, at=self._clock()):
                peer = await peer_for(session, account.peer_id)
                urgency = Urgency.MONEY
                await tell(session, peer, "payouts-ready", {}, urgency=urgency, at=self._clock())
            peer_id = account.peer_id
        if ready:
            await self.send_shares(peer_id)
        return ready

    async def send_shares(self, peer_id: UUID) -> None:
        """Send all that waits for a Carrier, as far as it may go."""
        async with self._db.begin() as session:
            waiting = await payments_waiting_to_go(session, peer_id)
        for payment_id in waiting:
            async with self._db.begin() as session:
                payment = await locked_with_quest(session, payment_id)
                await send_share(session, payment, at=self._clock())

    async def sweep(self) -> None:
        """Look at the accounts that are not ready, also when no event of Stripe's arrives."""
        async with self._db.begin() as session:
            unready = await accounts_unready(session)
        for account_id in unready:
            try:
                await self.look_at(account_id)
            except stripe.StripeError as error:
                log.warning("stripe_is_away", error=type(error).__name__)
