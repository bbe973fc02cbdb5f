"""Photos are fetched outside of transactions, kept once, and hand over without a code."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from core.clock import utc_now
from core.fetching import FileGone, NotFetched
from core.handover.states import CodeIsLocked, ProvedBy
from core.outbox.models import OutboxRow
from core.parcels.models import ParcelPhoto
from core.parcels.states import TooManyPhotos
from core.payments.states import PaymentState
from core.peers.models import Peer
from core.photos.models import QuestPhoto
from core.photos.queries import count_kept, photos_in
from core.photos.states import MOST_EACH, PhotoKind, PhotoSeenBefore, PhotoWasForwarded, Shot
from core.privacy.service import export_everything
from core.proofs.flows import PhotoKeeper
from core.proofs.service import deliver_by_photo, hand_over, look_inside, send_photo
from core.proofs.states import NoPhotoYet, PhotosByTheCarrier
from core.quests.queries import QuestMissing, facts_for
from core.quests.states import QuestHasMovedOn, QuestState
from core.settlement.queries import code_for
from core.settlement.service import release_due, release_early
from core.storage.files import FileMissing
from core.storage.fs import FsStorage
from tests.desk import Desk
from tests.market import RULES, Deal
from tests.pictures import a_picture, a_telling_picture
from tests.posts import a_peer

pytestmark = pytest.mark.fresh_db

HOUR = timedelta(hours=1)


@dataclass
class Camera:
    """Stands in for Telegram: files by their ids, and how fetching them fails."""

    files: dict[str, bytes | Exception] = field(default_factory=dict)

    async def __call__(self, file_id: str) -> bytes:
        found = self.files[file_id]
        if isinstance(found, Exception):
            raise found
        return found


@dataclass
class Studio:
    """A desk, and a Carrier who photographs."""

    desk: Desk
    deal: Deal
    camera: Camera
    storage: FsStorage
    keeper: PhotoKeeper

    async def send(
        self,
        name: str,
        content: bytes | Exception,
        *,
        kind: PhotoKind = PhotoKind.PICKUP,
        by: Peer | None = None,
        is_forwarded: bool = False,
    ) -> None:
        self.camera.files[name] = content
        shot = Shot(name, f"unique-{name}", 1000, is_forwarded=is_forwarded)
        desk = self.desk
        async with desk.db.begin() as session:
            peer = by or self.deal.carrier
            await send_photo(session, peer, desk.quest_id, kind, shot, at=desk.now())

    async def kept(self) -> list[QuestPhoto]:
        async with self.desk.db.begin() as session:
            return await photos_in(session, self.desk.quest_id)

    async def told(self) -> list[str]:
        """List why pictures were not kept."""
        async with self.desk.db.begin() as session:
            rows = await session.scalars(
                select(OutboxRow.content).where(OutboxRow.notice == "photo-refused")
            )
            return [row["flaw"] for row in rows]

    async def pick_up(self) -> None:
        for peer in (self.deal.carrier, self.deal.requester):
            async with self.desk.db.begin() as session:
                await look_inside(session, peer, self.desk.quest_id, at=self.desk.now())

    async def vouch(self, *, by: Peer | None = None) -> None:
        desk = self.desk
        async with desk.db.begin() as session:
            peer = by or self.deal.carrier
            await deliver_by_photo(session, peer, desk.quest_id, rules=RULES, at=desk.now())

    async def left(self) -> None:
        """Pick the parcel up, leave it, and photograph it there."""
        await self.pick_up()
        await self.send("left", a_picture("navy"), kind=PhotoKind.DROPOFF)
        await self.keeper.keep_due()


@pytest.fixture
async def studio(desk: Desk, tmp_path: Path) -> Studio:
    deal = await desk.funded()
    camera = Camera()
    storage = FsStorage(tmp_path, base_url="http://cargo/files", secret="ours", clock=desk.now)
    keeper = PhotoKeeper(desk.db, storage, camera, clock=desk.now)
    return Studio(desk, deal, camera, storage, keeper)


async def test_a_photo_is_kept_without_what_its_camera_tells(studio: Studio) -> None:
    await studio.send("one", a_telling_picture())
    assert await studio.kept() == []
    assert await studio.keeper.keep_due() == 1
    (photo,) = await studio.kept()
    stored = await studio.storage.get(photo.key)
    assert stored.media_type == "image/jpeg"
    assert b"Carla" not in stored.content
    async with studio.desk.db.begin() as session:
        quest = await studio.desk.quest()
        facts = await facts_for(session, quest, quest.side_of(studio.deal.requester))
    assert (facts["pickup_photos"], facts["dropoff_photos"]) == (1, 0)


async def test_who_asks_what_is_kept_about_him_is_told_of_his_photos(studio: Studio) -> None:
    await studio.send("one", a_picture())
    await studio.keeper.keep_due()
    (photo,) = await studio.kept()
    at = studio.desk.now()
    async with studio.desk.db.begin() as session:
        hers = await export_everything(session, studio.deal.carrier, at=at)
        his = await export_everything(session, studio.deal.requester, at=at)
    assert [one["sha256"] for one in hers["photos_taken"]] == [photo.sha256]
    assert hers["photos_taken"][0]["kind"] == "pickup"
    assert his["photos_taken"] == []


async def test_the_same_file_is_never_accepted_twice(studio: Studio) -> None:
    await studio.send("one", a_picture())
    with pytest.raises(PhotoSeenBefore):
        await studio.send("one", a_picture())


async def test_a_picture_that_was_kept_before_is_dropped_and_its_sender_told(
    studio: Studio,
) -> None:
    await studio.send("one", a_picture())
    await studio.send("again", a_picture())
    await studio.keeper.keep_due()
    assert len(await studio.kept()) == 1
    assert await studio.told() == ["seen"]


async def test_only_the_carrier_photographs_while_it_is_time_for_it(studio: Studio) -> None:
    with pytest.raises(PhotosByTheCarrier):
        await studio.send("one", a_picture(), by=studio.deal.requester)
    async with studio.desk.db.begin() as session:
        stranger = await a_peer(session, "Omar")
    with pytest.raises(QuestMissing):
        await studio.send("one", a_picture(), by=stranger)
    with pytest.raises(QuestHasMovedOn):
        await studio.send("one", a_picture(), kind=PhotoKind.DROPOFF)
    with pytest.raises(PhotoWasForwarded):
        await studio.send("one", a_picture(), is_forwarded=True)
    await studio.pick_up()
    with pytest.raises(QuestHasMovedOn):
        await studio.send("one", a_picture())


async def test_one_album_of_each_kind_is_enough(studio: Studio) -> None:
    for number in range(MOST_EACH):
        await studio.send(str(number), a_picture(f"#0000{number:02}"))
    with pytest.raises(TooManyPhotos):
        await studio.send("one more", a_picture("red"))


async def test_what_does_not_come_is_fetched_again_and_in_the_end_given_up(studio: Studio) -> None:
    await studio.send("late", NotFetched("502"))
    for _ in range(4):
        assert await studio.keeper.keep_due() == 1
        assert await studio.keeper.keep_due() == 0
        await studio.desk.advance(HOUR)
    assert await studio.told() == []
    await studio.keeper.keep_due()
    assert await studio.told() == ["gone"]
    await studio.send("late", a_picture())
    await studio.keeper.keep_due()
    assert len(await studio.kept()) == 1


@pytest.mark.parametrize(
    ("content", "flaw"), [(b"no picture", "unreadable"), (FileGone("wrong file_id"), "gone")]
)
async def test_what_cannot_be_kept_is_forgotten_and_its_sender_told(
    studio: Studio, content: bytes | Exception, flaw: str
) -> None:
    await studio.send("one", content)
    await studio.keeper.keep_due()
    assert await studio.kept() == []
    assert await studio.told() == [flaw]
    async with studio.desk.db.begin() as session:
        assert (await session.scalars(select(QuestPhoto))).all() == []


async def test_a_photo_and_a_word_hand_over_and_the_money_waits_three_days(studio: Studio) -> None:
    await studio.left()
    await studio.vouch()
    quest = await studio.desk.quest()
    assert (quest.state, quest.proved_by) == (QuestState.DELIVERED, ProvedBy.PHOTO)
    await studio.desk.advance(timedelta(hours=71))
    async with studio.desk.db.begin() as session:
        assert await release_due(session, at=studio.desk.now()) == 0
    await studio.desk.advance(2 * HOUR)
    async with studio.desk.db.begin() as session:
        assert await release_due(session, at=studio.desk.now()) == 1
    assert await studio.desk.state() is PaymentState.RELEASING


async def test_the_requester_may_confirm_before_the_time_is_over(studio: Studio) -> None:
    await studio.left()
    await studio.vouch()
    async with studio.desk.db.begin() as session:
        requester, at = studio.deal.requester, studio.desk.now()
        await release_early(session, requester, studio.desk.quest_id, at=at)
    assert await studio.desk.state() is PaymentState.RELEASING


async def test_a_word_without_a_photo_hands_nothing_over(studio: Studio) -> None:
    await studio.pick_up()
    with pytest.raises(NoPhotoYet):
        await studio.vouch()
    await studio.send("left", a_picture("navy"), kind=PhotoKind.DROPOFF)
    with pytest.raises(NoPhotoYet):
        await studio.vouch()
    await studio.keeper.keep_due()
    with pytest.raises(PhotosByTheCarrier):
        await studio.vouch(by=studio.deal.requester)
    await studio.vouch()
    with pytest.raises(QuestHasMovedOn):
        await studio.vouch()


async def test_who_has_guessed_the_code_too_often_does_not_go_round_it_by_a_photo(
    studio: Studio,
) -> None:
    await studio.left()
    desk, deal = studio.desk, studio.deal
    async with desk.db.begin() as session:
        wrong = f"{(int(await code_for(session, deal.requester, desk.quest_id)) + 1) % 10**6:06}"
    for _ in range(5):
        async with desk.db.begin() as session:
            await hand_over(session, deal.carrier, desk.quest_id, wrong, rules=RULES, at=desk.now())
    with pytest.raises(CodeIsLocked):
        await studio.vouch()


async def test_a_code_proves_more_than_a_photo_and_the_money_waits_a_day(studio: Studio) -> None:
    await studio.left()
    desk, deal = studio.desk, studio.deal
    async with desk.db.begin() as session:
        code = await code_for(session, deal.requester, desk.quest_id)
        await hand_over(session, deal.carrier, desk.quest_id, code, rules=RULES, at=desk.now())
    quest = await desk.quest()
    assert quest.proved_by is ProvedBy.CODE
    assert quest.release_at is not None
    assert quest.release_at - desk.now() < timedelta(hours=24)


async def test_a_keeper_that_dies_after_storing_keeps_the_photo_the_next_time(
    studio: Studio,
) -> None:
    await studio.send("one", a_picture())
    async with studio.desk.db.begin() as session:
        photo = (await session.scalars(select(QuestPhoto))).one()
    await studio.storage.put(photo.key, b"half done", media_type="image/jpeg")
    await studio.keeper.keep_due()
    assert (await studio.storage.get(photo.key)).content.startswith(b"\xff\xd8")
    async with studio.desk.db.begin() as session:
        assert (await count_kept(session, studio.desk.quest_id))[PhotoKind.PICKUP] == 1


class FullStorage(FsStorage):
    """A disk on which there is no room for one of the photos."""

    def __init__(self, kept: FsStorage, folder: Path, *, full: str) -> None:
        super().__init__(folder, base_url="http://cargo/files", secret="ours", clock=utc_now)
        self._kept, self._full = kept, full

    async def put(self, key: str, content: bytes, *, media_type: str) -> None:
        if key == self._full:
            raise OSError(28, "No space left on device")
        await self._kept.put(key, content, media_type=media_type)


async def test_a_photo_that_cannot_be_stored_stops_no_other_and_is_given_up_in_the_end(
    studio: Studio, tmp_path: Path
) -> None:
    await studio.send("unlucky", a_picture("red"))
    await studio.send("lucky", a_picture("navy"))
    desk = studio.desk
    async with desk.db.begin() as session:
        query = select(QuestPhoto).where(QuestPhoto.file_id == "unlucky")
        unlucky = (await session.scalars(query)).one()
    storage = FullStorage(studio.storage, tmp_path, full=unlucky.key)
    keeper = PhotoKeeper(desk.db, storage, studio.camera, clock=desk.now)
    await keeper.keep_due()
    assert [one.file_id for one in await studio.kept()] == ["lucky"]
    for _ in range(4):
        await desk.advance(HOUR)
        await keeper.keep_due()
    assert await studio.told() == ["gone"]


async def test_a_picture_of_a_parcel_is_no_proof_of_its_pick_up(studio: Studio) -> None:
    async with studio.desk.db.begin() as session:
        parcel_id = studio.deal.parcel.id
        session.add(
            ParcelPhoto(
                parcel_id=parcel_id, position=0, file_id="posted", file_unique_id="unique-posted"
            )
        )
    with pytest.raises(PhotoSeenBefore):
        await studio.send("posted", a_picture())


async def test_a_picture_that_is_not_kept_leaves_no_file(studio: Studio) -> None:
    await studio.send("one", a_picture())
    await studio.send("again", a_picture())
    async with studio.desk.db.begin() as session:
        query = select(QuestPhoto).where(QuestPhoto.file_id == "again")
        again = (await session.scalars(query)).one()
    await studio.keeper.keep_due()
    with pytest.raises(FileMissing):
        await studio.storage.get(again.key)


def _pictures_in(folder: Path) -> list[Path]:
    return list(folder.rglob("*.jpg"))


class StuckStorage(FsStorage):
    """One that cannot drop anything for a while."""

    is_stuck = True

    async def drop(self, key: str) -> None:
        if self.is_stuck:
            raise OSError(5, "Input/output error")
        await super().drop(key)


async def test_a_file_that_could_not_be_dropped_is_dropped_the_next_time(
    studio: Studio, tmp_path: Path
) -> None:
    desk = studio.desk
    storage = StuckStorage(tmp_path, base_url="http://cargo/files", secret="ours", clock=desk.now)
    keeper = PhotoKeeper(desk.db, storage, studio.camera, clock=desk.now)
    for name in ("one", "again"):
        await studio.send(name, a_picture())
    await keeper.keep_due()
    assert await studio.told() == []
    storage.is_stuck = False
    await desk.advance(HOUR)
    await keeper.keep_due()
    (kept,) = await studio.kept()
    assert _pictures_in(tmp_path) == [tmp_path / kept.key]
    assert await studio.told() == ["seen"]
