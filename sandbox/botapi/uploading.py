"""From what a call names — an upload, an attachment, a file id — to a stored file."""

from sandbox.botapi.call import Call
from sandbox.botapi.errors import BadRequest, TooLarge
from sandbox.media.pictures import NoPicture, OddSize
from sandbox.media.shapes import store, store_live_photo
from sandbox.wire import Upload, Wire
from sandbox.world.things import StoredFile

MEGABYTE = 1024 * 1024
PHOTO_BYTES = 10 * MEGABYTE
UPLOAD_BYTES = 50 * MEGABYTE

TITLES = {
    "live_photo": "LivePhoto",
    "photo": "Photo",
    "video": "Video",
    "animation": "Animation",
    "audio": "Audio",
    "voice": "VoiceNote",
    "video_note": "VideoNote",
    "document": "Document",
    "sticker": "Sticker",
}


def named_file(call: Call, media: str, named: object, said: Wire) -> StoredFile:
    """`said` is what the sender says of an upload: duration, size, title."""
    if isinstance(named, Upload):
        return _take_in(call, media, named, said)
    name = str(named)
    if name.startswith("attach://"):
        upload = call.uploads.get(name.removeprefix("attach://"))
        if upload is None:
            raise BadRequest(f'attached file "{name.removeprefix("attach://")}" not found')
        return _take_in(call, media, upload, said)
    if name in call.uploads:
        return _take_in(call, media, call.uploads[name], said)
    if name.startswith(("http://", "https://")):
        # The sandbox opens no connection to the network.
        raise BadRequest("failed to get HTTP URL content")
    file = call.sandbox.files.by_file_id(call.bot, name)
    if file is None:
        raise BadRequest("wrong file identifier/HTTP URL specified")
    if file.media != media:
        raise BadRequest(f"can't use file of type {TITLES[file.media]} as {TITLES[media]}")
    return file


def named_live_photo(call: Call, named: object, said: Wire) -> StoredFile:
    """Find a live photo by its id, or take in a film with the still picture beside it."""
    still = named_file(call, "photo", said["photo"], {})
    film = _upload(call, named)
    if film is None:
        return named_file(call, "live_photo", named, said)
    _check_size("live_photo", len(film.body))
    return store_live_photo(call.sandbox.files, film, still, said)


def _upload(call: Call, named: object) -> Upload | None:
    if isinstance(named, Upload):
        return named
    return call.uploads.get(str(named).removeprefix("attach://"))


def _take_in(call: Call, media: str, upload: Upload, said: Wire) -> StoredFile:
    _check_size(media, len(upload.body))
    try:
        return store(call.sandbox.files, media, upload, said)
    except OddSize:
        raise BadRequest("PHOTO_INVALID_DIMENSIONS") from None
    except NoPicture:
        raise BadRequest("IMAGE_PROCESS_FAILED") from None


def _check_size(media: str, size: int) -> None:
    if size == 0:
        raise BadRequest("file must be non-empty")
    if size > UPLOAD_BYTES:
        raise TooLarge
    if media == "photo" and size > PHOTO_BYTES:
        raise BadRequest(
            f"file of size {size} bytes is too big for a photo;"
            f" the maximum size is {PHOTO_BYTES} bytes"
        )
