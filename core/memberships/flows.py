"""Acting on what the organisation has told, one thing after the other, until cancelled."""

import asyncio

import structlog

from core.access import Access
from core.clock import Clock
from core.db import Db
from core.inbox.service import (
    FIRST_TURN,
    INBOX_CHANNEL,
    claim_items,
    note_done,
    note_failure,
    seconds_until_due,
)
from core.inbox.states import InboxSource
from core.memberships.service import hear_news
from core.memberships.states import unpacked

_LOOK_SECONDS = 30.0
_LEAST_SECONDS = 0.2

log = structlog.get_logger(__name__)


async def run_memberships(db: Db, access: Access, *, clock: Clock) -> None:
    """Any number of processes may do so: what one has claimed, the others leave alone."""
    async with db.bells.hung(INBOX_CHANNEL) as wakeup:
        while True:
            try:
                while await hear_next(db, access, clock=clock):
                    pass
                async with db.begin() as session:
                    due = await seconds_until_due(session, InboxSource.CLERK, at=clock())
                await wakeup.wait(_LOOK_SECONDS if due is None else min(_LOOK_SECONDS, due))
            except Exception:
                # The outermost loop: the database may be away, and comes back.
                log.exception("memberships_interrupted")
            await asyncio.sleep(_LEAST_SECONDS)


async def hear_next(db: Db, access: Access, *, clock: Clock) -> bool:
    """Act on the next thing that was told; answer whether there was one."""
    item_id: int | None = None
    try:
        async with db.begin() as session:
            at = clock()
            items = await claim_items(session, InboxSource.CLERK, after=FIRST_TURN, at=at, limit=1)
            if not items:
                return False
            item_id = items[0].id
            told = unpacked(items[0].payload or {})
            issuer, roles = access.oidc_issuer or "", access.clerk_roles
            await hear_news(session, told, issuer=issuer, roles=roles, at=at)
            await note_done(session, items, at=at)
    except Exception as error:
        if item_id is None:
            raise
        # One that cannot be acted on must not hold up those behind it.
        log.exception("membership_not_heard", item_id=item_id)
        async with db.begin() as session:
            await note_failure(session, item_id, type(error).__name__, at=clock())
    return True
