"""Fetching the files that come with tickets, and keeping what is fit. Nothing is held open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock
from core.db import Db
from core.desk.service import deliver, tell_news
from core.enclosures.flows import enclosed
from core.enclosures.states import Enclosure, Unfit
from core.fetching import Fetch, FileGone, FileTooLarge, NotFetched
from core.messages.states import Content, MessageKind, kept_file
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.peers.queries import peer_for
from core.storage.files import FileMissing, Storage
from core.tickets.models import Ticket, TicketFile, TicketMessage
from core.tickets.states import Author, FileFlaw

FILES_CHANNEL = "ticket_files"
"""Rung by a trigger when a file is wished for, or is to go."""

REFUSED = "ticket-file-refused"
"""The notice that tells a Peer that his file did not reach Support."""

_MOST_AT_ONCE = 4
_MOST_LOOKS = 5
_AGAIN = timedelta(minutes=2)
"""Far longer than a file takes; then whoever had it is dead."""

_SOON = timedelta(seconds=5)
_MEDIA_TYPES = {"jpg": "image/jpeg", "pdf": "application/pdf", "mp3": "audio/mpeg"}

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Wish:
    message_id: UUID
    ticket_id: UUID
    content: Content
    kept_as: str | None
    looks: int
    is_to_go: bool


class TicketFiles:
    """Any number may fetch at once: what one has claimed, the others leave alone."""

    def __init__(
        self, db: Db, storage: Storage, fetch: Fetch, *, desk: str | None, clock: Clock
    ) -> None:
        self._db = db
        self._storage = storage
        self._fetch = fetch
        self._desk = desk
        self._clock = clock

    async def keep_due(self) -> int:
        """Do what is due; answer how much it was."""
        wishes = await self._claim()
        for wish in wishes:  # one after the other: each may be twenty megabytes
            try:
                await self._fulfil(wish)
            except NotFetched as error:
                log.warning("file_not_fetched", message_id=str(wish.message_id), why=str(error))
                await self._put_off(wish)
            except Exception:
                # The outermost loop of one file: it is tried again, and in the end given up.
                log.exception("file_not_kept", message_id=str(wish.message_id))
        return len(wishes)

    async def _claim(self) -> Sequence[_Wish]:
        at = self._clock()
        query = (
            select(TicketFile, TicketMessage)
            .join(TicketMessage, TicketMessage.id == TicketFile.message_id)
            .where(TicketFile.look_at <= at)
            .order_by(TicketFile.look_at)
            .limit(_MOST_AT_ONCE)
            .with_for_update(of=TicketFile, skip_locked=True)
        )
        async with self._db.begin() as session:
            found = [(row[0], row[1]) for row in await session.execute(query)]
            for file, _ in found:
                file.look_at = at + _AGAIN
                file.looks += 1
            return [
                _Wish(
                    file.message_id,
                    file.ticket_id,
                    message.shown,
                    file.kept_as,
                    file.looks,
                    is_to_go=file.flaw is not None,
                )
                for file, message in found
            ]

    async def _fulfil(self, wish: _Wish) -> None:
        if wish.is_to_go:
            if wish.kept_as is not None:
                await self._storage.drop(wish.kept_as)
            async with self._db.begin() as session:
                file = await session.get_one(TicketFile, wish.message_id, with_for_update=True)
                file.kept_as = file.look_at = None
            return
        if wish.looks > _MOST_LOOKS:
            await self._refuse(wish, FileFlaw.GONE)
            return
        try:
            content = await self._fetch(wish.content.file)
        except FileTooLarge:
            await self._refuse(wish, FileFlaw.LARGE)
        except FileGone:
            if wish.looks >= _MOST_LOOKS:
                await self._refuse(wish, FileFlaw.GONE)
        else:
            made = await enclosed(wish.content.kind, content)
            if isinstance(made, Unfit):
                await self._refuse(wish, FileFlaw(made.value))
            else:
                await self._keep(wish, made)

    async def _put_off(self, wish: _Wish) -> None:
        """Try again soon: Telegram was away, which is no fault of the file."""
        async with self._db.begin() as session:
            file = await session.get_one(TicketFile, wish.message_id, with_for_update=True)
            file.look_at = self._clock() + _SOON
            file.looks -= 1

    async def _keep(self, wish: _Wish, made: Enclosure) -> None:
        ending = made.name.rpartition(".")[2]
        key = f"tickets/{wish.ticket_id}/{wish.message_id}.{ending}"
        await self._storage.put(key, made.content, media_type=_MEDIA_TYPES[ending])
        at = self._clock()
        async with self._db.begin() as session:
            ticket, file, message = await _locked(session, wish)
            file.kept_as, file.name, file.size = key, made.name, len(made.content)
            if file.flaw is not None:  # it was taken back meanwhile
                file.look_at = at
                return
            file.kept_at, file.look_at = at, None
            if message.shown.kind is not MessageKind.PHOTO:
                changed = replace(message.shown, kind=made.kind, file=kept_file(message.id))
                message.content = changed.packed()
                await deliver(session, ticket, message, desk=self._desk, at=at)

    async def _refuse(self, wish: _Wish, flaw: FileFlaw) -> None:
        at = self._clock()
        async with self._db.begin() as session:
            ticket, file, message = await _locked(session, wish)
            file.look_at = None
            file.flaw = file.flaw or flaw
            if message.shown.kind is MessageKind.PHOTO or file.flaw is FileFlaw.DROPPED:
                return  # it was passed on as it is; only our own copy is missing
            if message.author is Author.PEER:
                peer = await peer_for(session, ticket.peer_id)
                facts = {"flaw": flaw.value}
                await tell(session, peer, REFUSED, facts, urgency=Urgency.REPLY, at=at)
            await tell_news(session, ticket, "file", desk=self._desk, at=at, flaw=flaw.value)


async def _locked(session: AsyncSession, wish: _Wish) -> tuple[Ticket, TicketFile, TicketMessage]:
    """Lock the ticket, on which the message may be by now, and fetch the three as they are."""
    file = await session.get_one(TicketFile, wish.message_id, populate_existing=True)
    ticket = await session.get_one(Ticket, file.ticket_id, with_for_update=True)
    message = await session.get_one(TicketMessage, wish.message_id, populate_existing=True)
    return ticket, file, message


async def ticket_files(
    db: Db, storage: Storage, message_ids: Sequence[UUID]
) -> dict[UUID, tuple[str, bytes]]:
    """Give the names and the bytes of kept files; what is gone is missing."""
    query = select(TicketFile.message_id, TicketFile.name, TicketFile.kept_as).where(
        TicketFile.message_id.in_(message_ids), TicketFile.kept_as.is_not(None)
    )
    async with db.at_once() as session:
        rows = (await session.execute(query)).all()
    found: dict[UUID, tuple[str, bytes]] = {}
    for message_id, name, key in rows:
        if key is None:
            continue
        try:
            found[message_id] = (name or "file", (await storage.get(key)).content)
        except FileMissing:
            log.warning("ticket_file_is_missing", message_id=str(message_id))
    return found
