"""Speaking with Stripe about who somebody is. Nothing is held open while it is asked."""

from typing import Any
from uuid import UUID

import stripe
import structlog

from core.clock import Clock
from core.db import Db
from core.identity.models import IdentityCheck
from core.identity.queries import check_of, check_with, sessions_unsettled
from core.identity.service import begin_check, take_over
from core.identity.states import IdentityState, read_session, session_wish

log = structlog.get_logger(__name__)

_OPEN = (IdentityState.WISHED, IdentityState.REFUSED)


class Identities:
    """All of it may be called as often as one likes: a Peer has one session until it has ended.

    What Stripe has seen is never asked for, so it cannot be kept or logged either; nor is a link.
    """

    def __init__(self, db: Db, client: stripe.StripeClient, *, clock: Clock) -> None:
        self._db = db
        self._v1 = client.v1
        self._clock = clock

    async def link_for(self, peer_id: UUID, *, done_at: str) -> str | None:
        """Make a link to Stripe's form, good once; none when there is nothing to fill in.

        Stripe leads to `done_at` when the form is left; it must be the same each time. Raises
        `stripe.StripeError`; refuses `PeerIsGone`.
        """
        check = await self._begun(peer_id)
        url = await self._link_to(check, done_at=done_at)
        if url is not None:
            return url
        again = await self._begun(peer_id)
        # A session that Stripe has ended is found out only now, and another one is made once.
        return None if again.id == check.id else await self._link_to(again, done_at=done_at)

    async def look_at_peer(self, peer_id: UUID) -> IdentityState:
        """Ask Stripe how a Peer's check stands. Raises `stripe.StripeError`."""
        async with self._db.begin() as session:
            check = await check_of(session, peer_id)
        if check is None or check.session_id is None:
            return IdentityState.WISHED
        await self.look_at(check.session_id)
        async with self._db.begin() as session:
            check = await check_of(session, peer_id)
        return IdentityState.WISHED if check is None else check.state

    async def look_at(self, session_id: str) -> None:
        """Ask Stripe how a session stands, and take it over. Raises `stripe.StripeError`."""
        async with self._db.begin() as session:
            if await check_with(session, session_id) is None:
                return
        await self._ask(session_id)

    async def sweep(self) -> None:
        """Look at what may have been decided, also when no event of Stripe's arrives."""
        async with self._db.begin() as session:
            unsettled = await sessions_unsettled(session, at=self._clock())
        for session_id in unsettled:
            try:
                await self.look_at(session_id)
            except stripe.StripeError as error:
                log.warning("stripe_is_away", error=type(error).__name__)

    async def _begun(self, peer_id: UUID) -> IdentityCheck:
        async with self._db.begin() as session:
            return await begin_check(session, peer_id, at=self._clock())

    async def _link_to(self, check: IdentityCheck, *, done_at: str) -> str | None:
        if check.state not in _OPEN:
            return None
        session_id = check.session_id or await self._made(check, done_at=done_at)
        # The answer to a wish may be an old one, and its link used; this one is always new.
        return await self._ask(session_id)

    async def _made(self, check: IdentityCheck, *, done_at: str) -> str:
        wish: Any = session_wish(check.peer_id, done_at=done_at)
        # Who presses twice, or again after a crash, is given the same session.
        made = await self._v1.identity.verification_sessions.create_async(
            wish, {"idempotency_key": f"pc1:identity:{check.id}"}
        )
        async with self._db.begin() as session:
            kept = await session.get(IdentityCheck, check.id, with_for_update=True)
            if kept is not None:
                kept.session_id = kept.session_id or made.id
                return kept.session_id
        return made.id

    async def _ask(self, session_id: str) -> str | None:
        """Take over how a session stands; answer the link to its form, if it has one."""
        told = await self._v1.identity.verification_sessions.retrieve_async(session_id)
        async with self._db.begin() as session:
            check = await check_with(session, session_id)
            if check is not None:
                seen = read_session(told.to_dict())
                await take_over(session, check, seen, at=self._clock())
        return told.url
