"""The worker is killed while it asks Telegram or the storage for something.

What it was to do is done by another, once; what it says is the matter of tests/chaos.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

import aiohttp
import pytest
from sqlalchemy import ColumnElement, select

from bot.files import TelegramFiles
from bot.front import COMMANDS
from bot.papers.maker import PaperMaker
from bot.sender.wire import Wire
from core.outbox.models import OutboxRow
from core.papers.service import wish_for_paper
from core.papers.states import PaperKind
from core.peers.queries import channels_of
from core.photos.queries import photos_in
from core.photos.states import PhotoKind, Shot
from core.proofs.flows import PhotoKeeper
from core.proofs.service import look_inside, send_photo
from core.settings import TelegramMode
from core.wiring import Services, open_storage
from tests.bot.worker import settings_of
from tests.bucket import Bucket, opened_bucket
from tests.desk import Desk
from tests.killing import killed_at_the_end, until
from tests.market import Deal
from tests.phones import Phones
from tests.pictures import a_picture
from tests.sandboxes import USERNAME, running_sandbox
from tests.servers import TestServers

pytestmark = pytest.mark.fresh_db

WORKER = "tests/bot/worker.py"
_LATER = timedelta(minutes=3)
"""After that somebody else takes what somebody has taken."""

_FRONT = (
    *("deleteWebhook", "getMe", "setMyCommands", "setMyDescription", "setMyShortDescription"),
    "setChatMenuButton",
)
_ENDS: dict[str, Callable[[Bucket], Awaitable[None]]] = {
    "done": Bucket.lets_go,
    "lost": Bucket.loses,
}
"""What becomes of a call whose asker has died."""


@dataclass
class Studio:
    """A Carrier who photographs what he is given, and a worker that keeps it, if it lives."""

    desk: Desk
    deal: Deal
    phones: Phones
    bucket: Bucket
    services: Services
    redis_url: str
    keeper: PhotoKeeper

    def worker(
        self, mode: TelegramMode = TelegramMode.POLLING
    ) -> AbstractAsyncContextManager[None]:
        urls = (self.desk.db.url, self.redis_url, self.desk.url, self.bucket.url)
        return killed_at_the_end(WORKER, *urls, mode.value)

    async def is_killed_over(
        self, call: str, *, at: Desk | Bucket, mode: TelegramMode = TelegramMode.POLLING
    ) -> None:
        """Run a worker until it asks for this, and kill it before it is answered."""
        async with self.worker(mode):
            await until(partial(at.is_asked, call))

    async def photographs(self, content: bytes) -> None:
        """Send a picture to the bot, as a proof of the pick-up."""
        carla = await self.phones.person("Carla")
        await carla.start()
        (sent,) = await carla.send("photo", files_sent={"inside.jpg": content})
        file = sent["photo"][-1]
        shot = Shot(file["file_id"], file["file_unique_id"], file["file_size"], is_forwarded=False)
        desk = self.desk
        async with desk.db.begin() as session:
            await send_photo(
                session, self.deal.carrier, desk.quest_id, PhotoKind.PICKUP, shot, at=desk.now()
            )

    async def wishes_for_record(self) -> None:
        """Wish for the record of the pick-up, after both have looked inside."""
        desk, carrier = self.desk, self.deal.carrier
        for peer in (carrier, self.deal.requester):
            async with desk.db.begin() as session:
                await look_inside(session, peer, desk.quest_id, at=desk.now())
        async with desk.db.begin() as session:
            (channel,) = await channels_of(session, carrier.id)
            await wish_for_paper(
                session, carrier, channel, PaperKind.PROOF, desk.quest_id, at=desk.now()
            )

    async def another_keeps(self) -> None:
        await self.desk.advance(_LATER)
        await self.keeper.keep_due()

    async def has_kept_one(self) -> bool:
        """Tell whether the quest has one photo, and the bucket its file and no other."""
        async with self.desk.db.begin() as session:
            kept = await photos_in(session, self.desk.quest_id)
        return len(kept) == 1 and list(self.bucket.kept) == [kept[0].key]

    async def count(self, row: ColumnElement[bool]) -> int:
        """Count what is to be said."""
        async with self.desk.db.begin() as session:
            return len((await session.scalars(select(OutboxRow.id).where(row))).all())


@pytest.fixture
async def studio(services: Services, servers: TestServers) -> AsyncIterator[Studio]:
    async with (
        running_sandbox() as url,
        aiohttp.ClientSession(url) as plane,
        Phones.at(url, bot=USERNAME) as phones,
        opened_bucket() as bucket,
    ):
        desk = Desk(services.db, url, plane)
        settings = settings_of(url, bucket.url, TelegramMode.POLLING)
        storage = open_storage(settings, clock=desk.now)
        services = replace(services, settings=settings, clock=desk.now, storage=storage)
        async with Wire(settings) as wire:
            keeper = PhotoKeeper(desk.db, storage, TelegramFiles(wire), clock=desk.now)
            deal = await desk.funded()
            yield Studio(desk, deal, phones, bucket, services, servers.redis_url, keeper)
        await desk.http.close_async()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("call", ["getFile", "file"])
async def test_who_is_killed_while_he_fetches_a_photo_leaves_it_to_another(
    studio: Studio, call: str
) -> None:
    await studio.photographs(a_picture())
    await studio.desk.holds(call)
    await studio.is_killed_over(call, at=studio.desk)
    await studio.desk.lets_go()
    assert studio.bucket.kept == {}
    await studio.another_keeps()
    assert await studio.has_kept_one()


@pytest.mark.parametrize("end", _ENDS)
async def test_who_is_killed_while_he_stores_a_photo_leaves_it_to_be_stored_once(
    studio: Studio, end: str
) -> None:
    await studio.photographs(a_picture())
    studio.bucket.holds("put_object")
    await studio.is_killed_over("put_object", at=studio.bucket)
    await _ENDS[end](studio.bucket)
    assert len(studio.bucket.kept) == (end == "done")
    await studio.another_keeps()
    assert await studio.has_kept_one()


@pytest.mark.parametrize("end", _ENDS)
async def test_who_is_killed_while_he_drops_a_photo_that_was_seen_leaves_no_file_behind(
    studio: Studio, end: str
) -> None:
    await studio.photographs(a_picture())
    await studio.keeper.keep_due()
    await studio.photographs(a_picture())
    studio.bucket.holds("delete_object")
    await studio.is_killed_over("delete_object", at=studio.bucket)
    await _ENDS[end](studio.bucket)
    await studio.another_keeps()
    assert await studio.has_kept_one()
    assert await studio.count(OutboxRow.notice == "photo-refused") == 1


@pytest.mark.parametrize("call", ["get_object", "put_object"])
async def test_who_is_killed_over_a_paper_leaves_it_to_be_made_and_sent_once(
    studio: Studio, call: str
) -> None:
    await studio.photographs(a_picture())
    await studio.keeper.keep_due()
    await studio.wishes_for_record()
    studio.bucket.holds(call)
    await studio.is_killed_over(call, at=studio.bucket)
    await studio.bucket.lets_go()
    await studio.desk.advance(_LATER)
    papers = PaperMaker(studio.services)
    assert [await papers.make_due() for _ in range(2)] == [1, 0]
    assert await studio.count(OutboxRow.method == "sendDocument") == 1


async def test_who_is_killed_while_he_asks_for_updates_has_lost_none(studio: Studio) -> None:
    maya = await studio.phones.person("Maya", language_code="en")
    await maya.start()
    await studio.desk.holds("getUpdates")
    await studio.is_killed_over("getUpdates", at=studio.desk)
    await studio.desk.lets_go()
    async with studio.worker():
        await maya.hears("Welcome", seconds=60)
    assert len([one for one in await maya.messages() if not one["outgoing"]]) == 1


@pytest.mark.timeout(300)  # eight processes begin, one after the other
async def test_who_is_killed_while_he_introduces_himself_leaves_it_to_the_next(
    studio: Studio,
) -> None:
    await studio.desk.holds("setWebhook")
    await studio.is_killed_over("setWebhook", at=studio.desk, mode=TelegramMode.WEBHOOK)
    await studio.desk.lets_go()
    for call in _FRONT:
        await studio.desk.holds(call)
        await studio.is_killed_over(call, at=studio.desk)
        await studio.desk.lets_go()
    maya = await studio.phones.person("Maya", language_code="en")
    await maya.start()
    async with studio.worker():
        await maya.hears("Welcome", seconds=60)
    (bot,) = (await studio.phones.ask("GET", "/health"))["bots"]
    assert (bot["menu_button"], bool(bot["description"])) == ({"type": "commands"}, True)
    chats = await studio.phones.ask("GET", f"/people/{maya.id}/chats")
    (shown,) = [one for one in chats if "bot" in one]
    assert [one["command"] for one in shown["commands"]] == list(COMMANDS)
    assert shown["short_description"]
