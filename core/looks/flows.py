"""Looking into pictures and files before they pass. Nothing is held open meanwhile."""

import asyncio

import structlog

from core.clock import Clock
from core.db import Db
from core.enclosures.flows import enclosed
from core.enclosures.states import Unfit
from core.fetching import Fetch, FileGone, FileTooLarge, NotFetched
from core.looks.service import claim_looks, end_look, put_off
from core.looks.states import MOST_LOOKS, Finding, Flaw, Look, tells_contact
from core.messages.states import MessageKind
from core.pictures import codes_in
from core.relay.states import is_looked_into
from core.rules import Rules

_MOST_AT_ONCE = 4
"""Each may be twenty megabytes in the memory."""

log = structlog.get_logger(__name__)


class Looker:
    """Any number may look at once: what one has claimed, the others leave alone.

    Whoever is killed leaves it to be looked into again, and what has killed too many is given up.
    """

    def __init__(self, db: Db, fetch: Fetch, *, rules: Rules, clock: Clock) -> None:
        self._db = db
        self._fetch = fetch
        self._rules = rules
        self._clock = clock
        self._one_file = asyncio.Lock()
        """To clean one may take a lot of memory."""

    async def look_due(self) -> int:
        """Look into what is due; answer how much it was."""
        async with self._db.begin() as session:
            looks = await claim_looks(
                session, rules=self._rules, at=self._clock(), limit=_MOST_AT_ONCE
            )
        async with asyncio.TaskGroup() as group:
            for look in looks:
                group.create_task(self._look(look))
        return len(looks)

    async def _look(self, look: Look) -> None:
        try:
            await self._look_into(look)
        except NotFetched as error:
            log.warning("file_not_fetched", message_id=str(look.message_id), why=str(error))
            await self._put_off(look, is_counted=False)
        except Exception:
            # The outermost loop of one message: it is tried again, and in the end given up.
            log.exception("look_failed", message_id=str(look.message_id))
            await self._put_off(look, is_counted=True)

    async def _look_into(self, look: Look) -> None:
        if look.looks > MOST_LOOKS:
            await self._end(look, Finding(flaw=Flaw.GONE))
            return
        try:
            finding = await self._find(look)
        except FileTooLarge:
            finding = Finding(flaw=Flaw.LARGE)
        except FileGone:
            # Telegram says the same of what is away for a moment.
            if look.looks < MOST_LOOKS:
                await self._put_off(look, is_counted=True)
                return
            finding = Finding(flaw=Flaw.GONE)
        await self._end(look, finding)

    async def _find(self, look: Look) -> Finding:
        content = look.content
        if not is_looked_into(content, look.phase):
            return Finding()
        fetched = await self._fetch(content.file)
        if content.kind is MessageKind.PHOTO:
            return await asyncio.to_thread(_find_codes, fetched, look)
        async with self._one_file:
            made = await enclosed(content.kind, fetched)
        return Finding(flaw=Flaw(made)) if isinstance(made, Unfit) else Finding(enclosure=made)

    async def _end(self, look: Look, finding: Finding) -> None:
        async with self._db.begin() as session:
            await end_look(session, look, finding, rules=self._rules, at=self._clock())

    async def _put_off(self, look: Look, *, is_counted: bool) -> None:
        async with self._db.begin() as session:
            await put_off(session, look, is_counted=is_counted, at=self._clock())


def _find_codes(content: bytes, look: Look) -> Finding:
    codes = codes_in(content)
    has_code = tells_contact(codes, earlier=look.earlier, homes=look.homes)
    return Finding(has_code=has_code)
