"""Makes what is wished for: reads, draws with nothing held open, keeps, and sends by the outbox."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.papers.wording import draw_customs, draw_proof, draw_receipt
from bot.words import Words
from core.errors import Refused
from core.glidepaths.queries import glidepath_for
from core.outbox.service import Call, queue_call, tell
from core.outbox.states import Urgency
from core.papers.models import PaperWish
from core.papers.queries import customs_paper, quest_paper
from core.papers.service import check_paper, claim_papers, locked_wish
from core.papers.states import CustomsPaper, PaperKind, QuestPaper, Taken, reference_of
from core.peers.models import Channel, Peer
from core.peers.queries import peer_for
from core.quests.queries import quest_for
from core.storage.files import FileMissing
from core.wiring import Services

MEDIA_TYPE = "application/pdf"
_LINK_LIVES = timedelta(days=7)
_MOST_TRIES = 5
_PART = "paper"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What was read about a paper, in one transaction. `draw` takes the photos by their keys."""

    key: str
    name: str
    words: Words
    facts: dict[str, object]
    photos: Sequence[Taken]
    draw: Callable[[dict[str, bytes]], bytes]


class PaperMaker:
    """Any number may work at once: what one has claimed, the others leave alone.

    The document is queued in the transaction that ends the wish, so it is sent once, or marked as
    one that may have been sent twice, like every message.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    async def make_due(self) -> int:
        """Make what is due; answer how many were tried."""
        async with self._services.db.begin() as session:
            wish_ids = await claim_papers(session, at=self._services.clock())
        for wish_id in wish_ids:
            try:
                await self._make(wish_id)
            except Exception:
                # The outermost loop of one paper: it is tried again, and in the end given up.
                log.exception("paper_failed", wish_id=str(wish_id))
                await self._give_up(wish_id)
        return len(wish_ids)

    async def _make(self, wish_id: UUID) -> None:
        services, at = self._services, self._services.clock()
        async with services.db.begin() as session:
            plan = await _plan(session, wish_id, at=at)
        if plan is None:
            return
        pictures = await self._pictures(plan.photos)
        pdf = await asyncio.to_thread(plan.draw, pictures)
        await services.storage.put(plan.key, pdf, media_type=MEDIA_TYPE)
        url = await services.storage.url_of(plan.key, lives=_LINK_LIVES)
        async with services.db.begin() as session:
            wish = await locked_wish(session, wish_id)
            if wish is None:
                return
            caption = plan.words.html("paper-caption", {**plan.facts, "url": url})
            content = {
                "document": f"attach://{_PART}",
                "caption": caption,
                "parse_mode": "HTML",
            }
            files = {_PART: (plan.name, pdf)}
            call = Call(wish.channel_id, "sendDocument", content, files=files)
            await queue_call(session, call, at=at)
            await session.delete(wish)

    async def _pictures(self, photos: Sequence[Taken]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for one in photos:
            try:
                found[one.key] = (await self._services.storage.get(one.key)).content
            except FileMissing:
                log.warning("photo_missing", key=one.key)
        return found

    async def _give_up(self, wish_id: UUID) -> None:
        async with self._services.db.begin() as session:
            wish = await locked_wish(session, wish_id)
            if wish is None or wish.tries < _MOST_TRIES:
                return
            peer = await _reader_of(session, wish)
            await session.delete(wish)
            at = self._services.clock()
            await tell(session, peer, "paper-failed", {}, urgency=Urgency.REPLY, at=at)


async def _plan(session: AsyncSession, wish_id: UUID, *, at: datetime) -> _Plan | None:
    """Read what a paper says now; None when it is not to be made any more."""
    wish = await locked_wish(session, wish_id)
    if wish is None:
        return None
    peer = await _reader_of(session, wish)
    try:
        await check_paper(session, peer, wish.kind, wish.about)
    except Refused:
        await session.delete(wish)
        return None
    words = Words(peer.language, peer.time_zone)
    name = f"{wish.kind.value}-{reference_of(wish.about).lower()}.pdf"
    if wish.kind is PaperKind.CUSTOMS:
        path = await glidepath_for(session, peer, wish.about)
        customs = await customs_paper(session, path)
        facts = {"kind": wish.kind.value, "from": customs.start, "to": customs.end}
        key = f"papers/{wish.about}/{name}"
        return _Plan(key, name, words, facts, (), partial(_customs, customs, words, at))
    quest = await quest_for(session, peer, wish.about)
    paper = await quest_paper(session, quest, quest.side_of(peer))
    key = f"papers/{wish.about}/{paper.side.value}/{name}"
    facts = {
        "kind": wish.kind.value,
        "from": paper.contents.start,
        "to": paper.contents.end,
    }
    if wish.kind is PaperKind.RECEIPT:
        return _Plan(key, name, words, facts, (), partial(_receipt, paper, words, at))
    return _Plan(key, name, words, facts, paper.photos, partial(_proof, paper, words, at))


def _customs(paper: CustomsPaper, words: Words, at: datetime, _: dict[str, bytes]) -> bytes:
    return draw_customs(paper, words, at=at)


def _receipt(paper: QuestPaper, words: Words, at: datetime, _: dict[str, bytes]) -> bytes:
    return draw_receipt(paper, words, at=at)


def _proof(paper: QuestPaper, words: Words, at: datetime, pictures: dict[str, bytes]) -> bytes:
    return draw_proof(paper, words, pictures, at=at)


async def _reader_of(session: AsyncSession, wish: PaperWish) -> Peer:
    channel = await session.get_one(Channel, wish.channel_id)
    return await peer_for(session, channel.peer_id)
