"""Both storages keep the same promises."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
import requests
from moto import mock_aws
from pydantic import SecretStr

from core.settings import CargoEnv, Settings
from core.storage.files import LONGEST_LINK, FileMissing, Kept, Storage
from core.storage.fs import FsStorage
from core.storage.s3 import S3Storage, s3_client
from core.wiring import FILES_PATH, Services, open_storage
from tests.conftest import NOON
from webhooks.app import build_web

KEY = "proofs/0193a6c0/pickup-1.jpg"
JPEG = Kept(b"\xff\xd8\xff of a parcel", "image/jpeg")
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Visited:
    """What a browser gets at an address."""

    status: int
    kept: Kept
    shown_as: str


@dataclass
class Place:
    storage: Storage
    visit: Callable[[str], Awaitable[Visited]]


class Watch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def directory(tmp_path: Path, services: Services, watch: Watch) -> AsyncIterator[Place]:
    storage = FsStorage(
        tmp_path / "files", base_url=f"http://cargo{FILES_PATH}", secret="ours", clock=watch
    )
    web = build_web(replace(services, storage=storage))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(web)) as http:

        async def visit(url: str) -> Visited:
            answer = await http.get(url)
            headers = answer.headers
            kept = Kept(answer.content, headers.get("Content-Type", ""))
            return Visited(answer.status_code, kept, headers.get("Content-Disposition", ""))

        yield Place(storage, visit)


@pytest.fixture
def bucket_settings() -> Iterator[Settings]:
    with mock_aws():
        settings = Settings(
            cargo_env=CargoEnv.TEST,
            s3_bucket="cargo",
            s3_region="us-east-1",
            s3_access_key_id=SecretStr("key"),
            s3_secret_access_key=SecretStr("secret"),
        )
        s3_client(settings).create_bucket(Bucket="cargo")
        yield settings


@pytest.fixture
def bucket(bucket_settings: Settings) -> Place:
    async def visit(url: str) -> Visited:
        answer = await asyncio.to_thread(requests.get, url, timeout=5)
        headers = answer.headers
        kept = Kept(answer.content, headers.get("Content-Type", ""))
        return Visited(answer.status_code, kept, headers.get("Content-Disposition", ""))

    return Place(S3Storage(s3_client(bucket_settings), "cargo"), visit)


@pytest.fixture(params=["directory", "bucket"])
def place(request: pytest.FixtureRequest) -> Place:
    found: Place = request.getfixturevalue(request.param)
    return found


async def _put(place: Place, kept: Kept = JPEG) -> None:
    await place.storage.put(KEY, kept.content, media_type=kept.media_type)


async def test_what_is_kept_is_read_again_and_may_be_replaced(place: Place) -> None:
    await _put(place)
    assert await place.storage.get(KEY) == JPEG
    other = Kept(b"%PDF of one", "application/pdf")
    await _put(place, other)
    assert await place.storage.get(KEY) == other


async def test_what_is_not_there_is_missing_and_may_be_dropped_all_the_same(place: Place) -> None:
    with pytest.raises(FileMissing):
        await place.storage.get(KEY)
    await _put(place)
    await place.storage.drop(KEY)
    await place.storage.drop(KEY)
    with pytest.raises(FileMissing):
        await place.storage.get(KEY)


async def test_a_browser_reads_the_file_at_its_address(place: Place) -> None:
    await _put(place)
    seen = await place.visit(await place.storage.url_of(KEY, lives=HOUR))
    assert seen == Visited(200, JPEG, 'inline; filename="pickup-1.jpg"')


async def test_an_address_can_be_signed_before_the_file_is_there(place: Place) -> None:
    url = await place.storage.url_of(KEY, lives=HOUR)
    assert (await place.visit(url)).status == 404


@pytest.mark.parametrize("key", ["a.jpg", "../a/b.jpg", "a/../b.jpg", "/a/b.jpg", "a/B.jpg", "a/b"])
async def test_what_is_no_key_reaches_nothing(place: Place, key: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        await place.storage.put(key, b"", media_type="image/jpeg")
    with pytest.raises(ValueError, match="no key"):
        await place.storage.get(key)
    with pytest.raises(ValueError, match="no key"):
        await place.storage.url_of(key, lives=HOUR)


@pytest.mark.parametrize("lives", [timedelta(0), LONGEST_LINK + timedelta(seconds=1)])
async def test_no_address_lives_for_ever(place: Place, lives: timedelta) -> None:
    with pytest.raises(ValueError, match="no link"):
        await place.storage.url_of(KEY, lives=lives)


async def test_our_address_is_of_no_use_when_its_time_is_over(
    directory: Place, watch: Watch
) -> None:
    await _put(directory)
    url = await directory.storage.url_of(KEY, lives=HOUR)
    watch.now += HOUR - timedelta(seconds=1)
    assert (await directory.visit(url)).status == 200
    watch.now += timedelta(seconds=1)
    assert (await directory.visit(url)).status == 404


async def test_an_address_that_was_changed_or_sealed_by_others_opens_nothing(
    directory: Place, tmp_path: Path, watch: Watch
) -> None:
    await _put(directory)
    url = await directory.storage.url_of(KEY, lives=HOUR)
    base, _, token = url.rpartition("/")
    changed = f"{base}/{token[:-1]}{'A' if token[-1] != 'A' else 'B'}"
    theirs = FsStorage(tmp_path / "files", base_url=base, secret="theirs", clock=watch)
    for wrong in (changed, f"{base}/x", await theirs.url_of(KEY, lives=HOUR)):
        assert (await directory.visit(wrong)).status == 404


def test_s3_signs_the_time_that_an_address_lives(bucket_settings: Settings) -> None:
    """A mock of S3 looks at neither the time nor the signature, so the address itself is read."""
    storage = S3Storage(s3_client(bucket_settings), "cargo")
    url = asyncio.run(storage.url_of(KEY, lives=HOUR))
    assert "X-Amz-Expires=3600" in url
    assert "X-Amz-Signature=" in url


def test_the_bucket_is_used_where_one_is_named(bucket_settings: Settings, watch: Watch) -> None:
    assert isinstance(open_storage(bucket_settings, clock=watch), S3Storage)
    assert isinstance(open_storage(Settings(cargo_env=CargoEnv.TEST), clock=watch), FsStorage)


async def test_only_the_owner_of_the_process_reads_the_files(
    directory: Place, tmp_path: Path
) -> None:
    await _put(directory)
    kept = tmp_path / "files" / KEY
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.parent.stat().st_mode & 0o077 == 0
    assert sorted(one.name for one in kept.parent.iterdir()) == [kept.name, f"{kept.name}.about"]
