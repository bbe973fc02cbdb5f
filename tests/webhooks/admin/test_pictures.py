"""A script fetches the pictures that its operator sees on a page, and no others."""

from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import UUID

import httpx
import pytest
from pydantic import SecretStr

from core.ids import new_id
from core.mandates.states import Scope
from core.messages.states import Content, MessageKind
from core.offers.states import Side
from core.operators.states import Role
from core.photos.models import QuestPhoto
from core.photos.states import PhotoKind
from core.tickets.models import TicketFile
from core.tickets.states import FileFlaw
from core.wiring import Services
from tests.desk import Desk, open_desk
from tests.evidence import complains_with_photos
from tests.helpdesk import a_helpdesk
from tests.pictures import a_picture
from tests.sandboxes import TOKEN
from tests.webhooks.admin.scripts import a_script

pytestmark = pytest.mark.fresh_db

_NOBODY = "00000000-0000-7000-8000-000000000000"
_JPEG = a_picture()


@pytest.fixture
async def desk(house: Services) -> AsyncIterator[Desk]:
    async with open_desk(house.db) as desk:
        yield desk


@pytest.fixture
def open_house(house: Services, desk: Desk) -> Services:
    update = {"telegram_bot_token": SecretStr(TOKEN), "telegram_api_base": desk.url}
    settings = house.settings.model_copy(update=update)
    return replace(house, settings=settings, clock=desk.now)


def _is_private(answer: httpx.Response, media_type: str) -> None:
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith('inline; filename="')


async def test_photos_of_a_complaint_are_fetched_by_the_addresses_that_the_quest_names(
    open_house: Services, desk: Desk
) -> None:
    deal = await desk.delivered()
    await complains_with_photos(desk, deal)
    both = [Scope.QUESTS_READ, Scope.PEERS_READ]
    async with a_script(open_house, Role.FINANCE, both) as script:
        (word,) = (await script.get(f"/quests/{desk.quest_id}"))["case"]["words"]
        first, gone = (one.removeprefix("/api/v1/admin") for one in word["photos"])
        shown = await script.http.get(first)
        _is_private(shown, "image/jpeg")
        assert shown.content.startswith(b"\xff\xd8")
        assert b"Exif" not in shown.content
        for nowhere in (gone, first.replace(str(desk.quest_id), _NOBODY), f"{first[:-1]}9"):
            missing = await script.http.get(nowhere)
            assert missing.status_code in (404, 422), nowhere
            assert missing.headers["Content-Type"] == "application/problem+json"
    away = open_house.settings.model_copy(update={"telegram_api_base": "http://127.0.0.1:9"})
    async with a_script(replace(open_house, settings=away), Role.FINANCE, both) as script:
        assert (await script.http.get(first)).content == shown.content
        await open_house.redis.flushdb()
        later = await script.http.get(first)
        assert (later.status_code, later.json()["title"]) == (503, "Picture is away")
    async with a_script(open_house, Role.FINANCE, [Scope.QUESTS_READ]) as script:
        assert (await script.http.get(first)).status_code == 403
        assert (await script.get(f"/quests/{desk.quest_id}"))["case"]["words"] is None


async def test_a_proof_is_fetched_when_it_is_kept_and_only_on_its_quest(
    open_house: Services, desk: Desk
) -> None:
    await desk.delivered()
    at = desk.now()
    kept = _a_photo(desk.quest_id, at=at, is_kept=True)
    wished = _a_photo(desk.quest_id, at=at, is_kept=False)
    lost = _a_photo(desk.quest_id, at=at, is_kept=True)
    async with desk.db.begin() as session:
        session.add_all([kept, wished, lost])
    await open_house.storage.put(kept.key, _JPEG, media_type="image/jpeg")
    async with a_script(open_house, Role.SUPPORT, [Scope.PEERS_READ]) as script:
        shown = await script.http.get(f"/quests/{desk.quest_id}/photos/{kept.id}")
        _is_private(shown, "image/jpeg")
        assert shown.content == _JPEG
        for quest, photo in (
            (desk.quest_id, wished.id),
            (desk.quest_id, lost.id),
            (desk.quest_id, _NOBODY),
            (_NOBODY, kept.id),
        ):
            missing = await script.http.get(f"/quests/{quest}/photos/{photo}")
            assert (missing.status_code, missing.json()["title"]) == (404, "Picture missing")


def _a_photo(quest_id: UUID, *, at: object, is_kept: bool) -> QuestPhoto:
    photo_id = new_id(at)  # type: ignore[arg-type]
    return QuestPhoto(
        id=photo_id,
        quest_id=quest_id,
        kind=PhotoKind.PICKUP,
        side=Side.CARRIER,
        file_id=f"file-{photo_id}",
        file_unique_id=f"unique-{photo_id}",
        sha256=photo_id.hex if is_kept else None,
        sent_at=at,
        fetch_at=None if is_kept else at,
        kept_at=at if is_kept else None,
    )


async def test_what_came_on_a_ticket_is_fetched_by_who_may_read_tickets(house: Services) -> None:
    helpdesk = await a_helpdesk(house.db)
    said = await helpdesk.write(Content(MessageKind.PHOTO, "It looks so", file="a-file"))
    address = f"/tickets/{said.ticket_id}/files/{said.id}"
    async with a_script(house, Role.SUPPORT, [Scope.TICKETS_READ]) as script:
        assert (await script.http.get(address)).status_code == 404
        await house.storage.put("tickets/of-a-peer/photo.jpg", _JPEG, media_type="image/jpeg")
        await _is_kept(house, said.id, flaw=None)
        shown = await script.http.get(address)
        _is_private(shown, "image/jpeg")
        assert shown.content == _JPEG
        elsewhere = f"/tickets/{_NOBODY}/files/{said.id}"
        assert (await script.http.get(elsewhere)).status_code == 404
        await _is_kept(house, said.id, flaw=FileFlaw.DROPPED)
        assert (await script.http.get(address)).status_code == 404
    async with a_script(house, Role.SUPPORT, [Scope.TICKETS_ACT, Scope.PEERS_READ]) as script:
        assert (await script.http.get(address)).status_code == 403


async def _is_kept(house: Services, message_id: UUID, *, flaw: FileFlaw | None) -> None:
    async with house.db.begin() as session:
        file = await session.get_one(TicketFile, message_id)
        file.kept_as, file.flaw, file.look_at = "tickets/of-a-peer/photo.jpg", flaw, None
