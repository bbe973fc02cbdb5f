"""Taking in what others tell us, many at a time."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

import structlog
from sqlalchemy.exc import DBAPIError

from core.clock import Clock
from core.db import Db
from core.inbox.service import Told, keep_poison, keep_told
from core.inbox.states import InboxSource, lane_of

_DATA_ERRORS = "22"
"""The class of SQLSTATE in which the server refuses a value (PostgreSQL, appendix A)."""

log = structlog.get_logger(__name__)


async def keep_all(db: Db, source: InboxSource, told: Sequence[Told], *, at: datetime) -> None:
    """Store what was told together; what the database refuses must not hold up the rest."""
    try:
        async with db.at_once() as session:
            await keep_told(session, source, told, at=at)
    except DBAPIError as error:
        if not _is_about_data(error):
            raise
        for one in told:
            await _keep_or_put_aside(db, source, one, at=at)


async def _keep_or_put_aside(db: Db, source: InboxSource, told: Told, *, at: datetime) -> None:
    try:
        async with db.begin() as session:
            await keep_told(session, source, [told], at=at)
    except DBAPIError as error:
        if not _is_about_data(error):
            raise
        log.exception("cannot_be_stored", outside_id=told.outside_id)
        async with db.begin() as session:
            bare = replace(told, payload={})
            await keep_poison(session, source, bare, type(error.orig).__name__, at=at)


async def keep_unreadable(
    db: Db, source: InboxSource, body: bytes, *, request_id: str, at: datetime
) -> None:
    """Put aside, once, a body that is no JSON or has no number, so that it need not come again.

    Only its length and its hash are kept: nobody could find in it whose words they are, to remove
    them when that person asks to be forgotten.
    """
    digest = sha256(body).hexdigest()
    told = Told(f"sha256:{digest}", lane_of(source.value), {"bytes": len(body)}, request_id)
    log.error("cannot_be_read", source=source.value, sha256=digest, bytes=len(body))
    async with db.begin() as session:
        await keep_poison(session, source, told, "unreadable", at=at)


def _is_about_data(error: DBAPIError) -> bool:
    return str(getattr(error.orig, "sqlstate", "")).startswith(_DATA_ERRORS)


class Intake:
    """Stores what arrives together in one transaction; each caller waits for its commit.

    While one transaction is being committed the next batch gathers, so the busier it is, the
    fewer commits an item costs.
    """

    def __init__(self, db: Db, source: InboxSource, clock: Clock) -> None:
        self._db = db
        self._source = source
        self._clock = clock
        self._gathered: list[tuple[Told, asyncio.Future[None]]] = []
        self._storing: asyncio.Task[None] | None = None

    async def keep(self, told: Told) -> None:
        """Return when it is committed. Raises what the database raises."""
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._gathered.append((told, kept))
        if self._storing is None or self._storing.done():
            self._storing = asyncio.create_task(self._store())
        await kept

    async def _store(self) -> None:
        while self._gathered:
            batch, self._gathered = self._gathered, []
            try:
                told = [one for one, _ in batch]
                await keep_all(self._db, self._source, told, at=self._clock())
            except Exception as error:  # noqa: BLE001  (each caller gets it, and answers for it)
                for _, kept in batch:
                    if not kept.done():
                        kept.set_exception(error)
            else:
                for _, kept in batch:
                    if not kept.done():
                        kept.set_result(None)
