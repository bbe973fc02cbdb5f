"""From a file to what a message says of it, and from bytes to a file."""

import mimetypes
from typing import Final

from sandbox.media.pictures import drawn_anew
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
    "live_photo": {"duration": 3},
    "sticker": {"type": "regular", "is_animated": False, "is_video": False},
}
SAYABLE: Final[dict[str, tuple[str, ...]]] = {
    "video": ("width", "height", "duration"),
    "animation": ("width", "height", "duration"),
    "audio": ("duration", "performer", "title"),
    "voice": ("duration",),
    "video_note": ("duration", "length"),
    "live_photo": ("duration",),
    "sticker": ("emoji",),
}
OF_STICKER_SETS = ("set_name", "custom_emoji_id")
"""What only people say of stickers: theirs come from sets, a bot's are files."""
NAMED = frozenset({"video", "animation", "audio", "document"})
# Photos and videos share albums; documents and audio keep to themselves.
ALBUM_CLASS: Final = {
    **dict.fromkeys(("photo", "live_photo", "video"), "visual"),
    "audio": "audio",
    "document": "document",
}
OCTETS = "application/octet-stream"


def store(shelf: FileShelf, media: str, upload: Upload, said: Wire) -> StoredFile:
    """Take an upload in as this medium. Raises `NoPicture`."""
    facts = {name: said[name] for name in SAYABLE.get(media, ()) if name in said}
    facts = {**DEFAULTS.get(media, {}), **facts}
    if media == "photo":
        upload, facts["width"], facts["height"] = drawn_anew(upload)
    elif media == "sticker":
        picture = picture_in(upload.body)
        facts["width"], facts["height"] = picture[1:] if picture else (512, 512)
        facts.update({name: said[name] for name in OF_STICKER_SETS if name in said})
    return _shelved(shelf, media, upload, facts)


def store_live_photo(shelf: FileShelf, film: Upload, still: StoredFile, said: Wire) -> StoredFile:
    """Take in the film of a live photo; its still picture is a photo that was taken in before."""
    (size,) = content_of(still)["photo"]
    facts = {**DEFAULTS["live_photo"], "width": size["width"], "height": size["height"]}
    facts.update({name: said[name] for name in SAYABLE["live_photo"] if name in said})
    return _shelved(shelf, "live_photo", film, {**facts, "photo": [size]})


def content_of(file: StoredFile) -> Wire:
    """Describe the file by the fields of a message that show it."""
    shown: Wire = {"file_unique_id": file.unique_id, **file.facts, "file_size": file.size}
    if file.media == "photo":
        return {"photo": [shown]}
    if file.media in NAMED:
        shown["file_name"] = file.file_name
    if file.media in NAMED | {"voice", "live_photo"}:
        shown["mime_type"] = file.mime_type
    if file.media == "live_photo":
        # For those who do not know live photos it is a photo.
        return {"live_photo": shown, "photo": shown["photo"]}
    if file.media != "animation":
        return {file.media: shown}
    named = ("file_unique_id", "file_size", "file_name", "mime_type")
    return {"animation": shown, "document": {name: shown[name] for name in named}}


def _shelved(shelf: FileShelf, media: str, upload: Upload, facts: Wire) -> StoredFile:
    mime_type = upload.content_type
    if mime_type == OCTETS or not mime_type:
        mime_type = mimetypes.guess_type(upload.file_name)[0] or OCTETS
    return shelf.add(
        media, upload.body, mime_type=mime_type, file_name=upload.file_name, facts=facts
    )
