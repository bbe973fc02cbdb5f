"""Sending files: one at a time, as albums, and in place of what a message showed before."""

from functools import partial
from typing import Final

from sandbox.botapi.call import Act, Call, charge, writable_chat
from sandbox.botapi.editing import editable, rewrite
from sandbox.botapi.errors import BadRequest
from sandbox.botapi.posting import enter, frame_of, post
from sandbox.botapi.uploading import named_file, named_live_photo
from sandbox.botapi.wording import caption_of
from sandbox.media.shapes import ALBUM_CLASS, content_of
from sandbox.wire import Wire
from sandbox.world.files import MARKS, file_id_for, path_of
from sandbox.world.sight import seen_by_bot

ALBUM_SIZES = range(2, 11)
DOWNLOAD_BYTES = 20 * 1024 * 1024
CAPTIONLESS = frozenset({"sticker", "video_note"})
# What may be put in another's place, and may be given one.
EDITABLE = frozenset({"photo", "live_photo", "video", "animation", "audio", "document"})

SHOWN = " ".join(MARKS)
ABOUT_MEDIA = "caption caption_entities show_caption_above_media has_media_spoiler"
TEXT_FIELDS = "text entities link_preview_options"


def send_medium(media: str, call: Call) -> Wire:
    return post(call, _content(call, media, call.params[media], call.params))


def send_media_group(call: Call) -> list[Wire]:
    """Several messages at once, told from others by one `media_group_id`."""
    items: list[Wire] = call.params["media"]
    if len(items) not in ALBUM_SIZES:
        raise BadRequest("group send must contain 2-10 media")
    if len({ALBUM_CLASS.get(item["type"], item["type"]) for item in items}) > 1:
        raise BadRequest(f"{items[0]['type']} can't be mixed with other media types")
    if items[0]["type"] not in ALBUM_CLASS:
        raise BadRequest(f"{items[0]['type']} can't be sent in an album")
    chat = writable_chat(call)
    frame = frame_of(call, chat)
    contents = [_content(call, item["type"], item["media"], item) for item in items]
    charge(call, chat, cost=len(items))
    frame["media_group_id"] = new_group_id(call)
    return [
        seen_by_bot(call.bot, enter(call, chat, {**frame, **content}).wire) for content in contents
    ]


def edit_message_media(call: Call) -> Wire:
    chat, message = editable(call)
    item: Wire = call.params["media"]
    shown = next((media for media in MARKS if media in message.wire), None)
    if shown not in EDITABLE and "text" not in message.wire:
        raise BadRequest("there is no media in the message to edit")
    if "media_group_id" in message.wire and (
        ALBUM_CLASS.get(shown or "") != ALBUM_CLASS.get(item["type"])
    ):
        raise BadRequest("message can't be edited: an album keeps to its kind of media")
    content = _content(call, item["type"], item["media"], item)
    without = f"{SHOWN} {ABOUT_MEDIA} {TEXT_FIELDS}"
    return rewrite(call, chat, message, content, without=without)


def get_file(call: Call) -> Wire:
    file = call.sandbox.files.by_file_id(call.bot, call.params["file_id"])
    if file is None:
        raise BadRequest("invalid file_id")
    if file.size > DOWNLOAD_BYTES:
        raise BadRequest("file is too big")
    return {
        "file_id": file_id_for(call.bot, file.unique_id, file.media),
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": path_of(file),
    }


def new_group_id(call: Call) -> str:
    return str(13_000_000_000_000_000 + call.sandbox.events.last_id)


def _content(call: Call, media: str, named: object, given: Wire) -> Wire:
    if media == "live_photo":
        content = content_of(named_live_photo(call, named, given))
    else:
        content = content_of(named_file(call, media, named, given))
    if media in CAPTIONLESS:
        return content
    content.update(caption_of(call, given))
    if given.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    if given.get("has_spoiler"):
        content["has_media_spoiler"] = True
    return content


ACTS: Final[dict[str, Act]] = {
    "sendPhoto": partial(send_medium, "photo"),
    "sendLivePhoto": partial(send_medium, "live_photo"),
    "sendVideo": partial(send_medium, "video"),
    "sendAnimation": partial(send_medium, "animation"),
    "sendAudio": partial(send_medium, "audio"),
    "sendVoice": partial(send_medium, "voice"),
    "sendVideoNote": partial(send_medium, "video_note"),
    "sendDocument": partial(send_medium, "document"),
    "sendSticker": partial(send_medium, "sticker"),
    "sendMediaGroup": send_media_group,
    "editMessageMedia": edit_message_media,
    "getFile": get_file,
}
