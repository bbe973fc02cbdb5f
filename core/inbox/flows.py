"""Taking in what others tell us, many at a time."""

import asyncio

from core.clock import Clock
from core.db import Db
from core.inbox.service import Told, keep_told
from core.inbox.states import InboxSource


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
                async with self._db.begin() as session:
                    await keep_told(
                        session, self._source, [told for told, _ in batch], at=self._clock()
                    )
            except Exception as error:  # noqa: BLE001  (each caller gets it, and answers for it)
                for _, kept in batch:
                    if not kept.done():
                        kept.set_exception(error)
            else:
                for _, kept in batch:
                    if not kept.done():
                        kept.set_result(None)
