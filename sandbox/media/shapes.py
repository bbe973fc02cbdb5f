"""From a file to what a message says of it, and from bytes to a file."""

import mimetypes
from typing import Final

from sandbox.media.sniff import picture_in
from sandbox.wire import Upload, Wire
from sandbox.world.files import FileShelf
from sandbox.world.things import StoredFile

# What a sender may say of a medium, and what is said when nobody does.
DEFAULTS: Final[dict[str, Wire]] = {
    "video": {"width": 320, "height": 240, "duration": 1},
    "animation": {"width": 320, "height": 240, "duration": 1},
    "audio": {"duration": 1},
    "voice": {"duration": 1},
    "video_note": {"length": 240, "duration": 1},
    "sticker": {"type": "regular", "is_animated": False, "is_video": False},
}
SAYABLE: Final[dict[str, tuple[str, ...]]] = {
    "video": ("width", "height", "duration"),
    "animation": ("width", "height", "duration"),
    "audio": ("duration", "performer", "title"),
    "voice": ("duration",),
    "video_note": ("duration", "length"),
    "sticker": ("emoji",),
}
NAMED = frozenset({"video", "animation", "audio", "document"})
OCTETS = "application/octet-stream"


class NoPicture(Exception):
    """Sent as a photo, the bytes are none."""


def store(shelf: FileShelf, media: str, upload: Upload, said: Wire) -> StoredFile:
    """Take an upload in as this medium. Raises `NoPicture`."""
    facts = {name: said[name] for name in SAYABLE.get(media, ()) if name in said}
    facts = {**DEFAULTS.get(media, {}), **facts}
    picture = picture_in(upload.body) if media in {"photo", "sticker"} else None
    if picture is not None:
        facts.update(width=picture.width, height=picture.height)
    elif media == "photo":
        raise NoPicture
    elif media == "sticker":
        facts.update(width=512, height=512)
    mime_type = upload.content_type
    if mime_type == OCTETS or not mime_type:
        mime_type = mimetypes.guess_type(upload.file_name)[0] or OCTETS
    return shelf.add(
        media, upload.body, mime_type=mime_type, file_name=upload.file_name, facts=facts
    )


def content_of(file: StoredFile) -> Wire:
    """Describe the file by the fields of a message that show it."""
    shown: Wire = {"file_unique_id": file.unique_id, **file.facts, "file_size": file.size}
    if file.media == "photo":
        return {"photo": [shown]}
    if file.media in NAMED:
        shown["file_name"] = file.file_name
    if file.media in NAMED | {"voice"}:
        shown["mime_type"] = file.mime_type
    if file.media != "animation":
        return {file.media: shown}
    named = ("file_unique_id", "file_size", "file_name", "mime_type")
    return {"animation": shown, "document": {name: shown[name] for name in named}}
