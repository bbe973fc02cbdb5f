"""Media in a person's message: files of the request, made-up samples, what was sent before.

An item of `files` is a part's name, or an object: `part`, `sample` or `file_unique_id` says which
file, `media` and `still` what becomes of it, and whatever else a sender may say of it.
"""

import mimetypes
from dataclasses import replace
from typing import Any

from sandbox.media.pictures import NoPicture
from sandbox.media.samples import sample
from sandbox.media.shapes import (
    ALBUM_CLASS,
    OF_STICKER_SETS,
    SAYABLE,
    content_of,
    store,
    store_live_photo,
)
from sandbox.people.refusals import Missing, NotUnderstood
from sandbox.people.wish import Wish
from sandbox.wire import Upload, Wire
from sandbox.world.things import StoredFile

SAID = frozenset({name for names in SAYABLE.values() for name in names} | {*OF_STICKER_SETS})
ALBUM_SIZES = range(2, 11)


def medium(wish: Wish, media: str) -> Wire:
    """Take in the first file that is named; a sample when none is."""
    (item,) = _items(wish)[:1] or [{"sample": "blue"}]
    return content_of(_file(wish, media, item))


def album(wish: Wish) -> list[Wire]:
    """Take in every file as one album, pictures and films mixed, or all of one other kind."""
    items = _items(wish)
    if len(items) not in ALBUM_SIZES:
        raise NotUnderstood("an album has 2 to 10 files")
    kinds = [_media_of(wish, item) for item in items]
    if len({ALBUM_CLASS.get(kind, "none") for kind in kinds} | {"none"}) != len({"one", "none"}):
        raise NotUnderstood(f"there is no album of {', '.join(sorted(set(kinds)))}")
    group_id = str(13_000_000_000_000_000 + wish.sandbox.events.last_id)
    return [
        {**content_of(_file(wish, media, item)), "media_group_id": group_id}
        for media, item in zip(kinds, items, strict=True)
    ]


def made_up(wish: Wish, media: str, name: str) -> Wire:
    return content_of(_file(wish, media, {"sample": name}))


def _items(wish: Wish) -> list[Wire]:
    named = wish.body.get("files") or list(wish.files)
    return [item if isinstance(item, dict) else {"part": str(item)} for item in named]


def _media_of(wish: Wish, item: Wire) -> str:
    if "media" in item or "media" in wish.body:
        return str(item.get("media") or wish.body["media"])
    upload = wish.files.get(str(item.get("part")))
    if upload is None:
        return "photo"
    guessed = mimetypes.guess_type(upload.file_name)[0] or upload.content_type
    return "video" if guessed.startswith("video/") else "photo"


def _file(wish: Wish, media: str, item: Wire) -> StoredFile:
    if "file_unique_id" in item:
        file = wish.sandbox.files.get(item["file_unique_id"])
        if file is None or file.media != media:
            raise Missing(f"there is no {media} {item['file_unique_id']}")
        return file
    said = {name: one for name, one in {**wish.body, **item}.items() if name in SAID}
    upload = _upload(wish, media, item)
    try:
        if media != "live_photo":
            return store(wish.sandbox.files, media, upload, said)
        still = store(wish.sandbox.files, "photo", _still(wish, item), {})
        return store_live_photo(wish.sandbox.files, upload, still, said)
    except NoPicture:
        raise NotUnderstood(f"{upload.file_name} is no picture") from None


def _upload(wish: Wish, media: str, item: Wire) -> Upload:
    """Find a part of the request, or make a sample; the sender may name it and its type."""
    if "sample" in item:
        upload = sample(media, str(item["sample"]))
    elif (part := wish.files.get(str(item.get("part")))) is not None:
        upload = part
    else:
        raise Missing(f"there is no file part {item.get('part')}")
    told: Any = {**wish.body, **item}
    return replace(
        upload,
        file_name=told.get("file_name", upload.file_name),
        content_type=told.get("mime_type", upload.content_type),
    )


def _still(wish: Wish, item: Wire) -> Upload:
    if "still" in item:
        return _upload(wish, "photo", {"part": item["still"]})
    return sample("photo", str(item.get("sample", "blue")))
