"""What a message of Telegram says, as far as it may be relayed; everything else is refused.

New kinds of messages are refused until somebody has decided about them: it is a list of what may
pass, not of what may not.
"""

from typing import Any

from aiogram.enums import ContentType
from aiogram.types import Animation, Audio, Document, Message, PhotoSize, Video, Voice

from bot.marks import marks_of
from core.messages.states import Content, MessageKind, NotRelayed

_REASONS = {
    ContentType.CONTACT: "contact",
    ContentType.STORY: "story",
    ContentType.POLL: "game",
    ContentType.DICE: "game",
    ContentType.GAME: "game",
    ContentType.STICKER: "sticker",
}
"""What has words of its own when it is refused."""

_FILES = {
    ContentType.PHOTO: MessageKind.PHOTO,
    ContentType.VIDEO: MessageKind.VIDEO,
    ContentType.DOCUMENT: MessageKind.DOCUMENT,
    ContentType.AUDIO: MessageKind.AUDIO,
    ContentType.VOICE: MessageKind.VOICE,
}
_VISUALS = (MessageKind.PHOTO, MessageKind.VIDEO, MessageKind.ANIMATION)


class NotNotedYet(Exception):
    """What somebody means may have arrived just now; the worker looks again in a moment."""


def content_of(message: Message) -> Content:
    """Rebuild what may pass. Refuses `NotRelayed`."""
    # Telegram sets both on an animation, so it is asked about before the document.
    if message.animation is not None:
        return _file(message, MessageKind.ANIMATION, message.animation)
    if message.live_photo is not None and message.photo:
        # Its film has a sound of which nobody may think; the picture is what was meant.
        return _file(message, MessageKind.PHOTO, message.photo[-1])
    if message.content_type in _FILES:
        kind = _FILES[ContentType(message.content_type)]
        return _file(message, kind, _sent_file(message))
    match message.content_type:
        case ContentType.TEXT:
            text = message.text or ""
            return Content(MessageKind.TEXT, text, marks_of(text, message.entities or ()))
        case ContentType.VIDEO_NOTE if message.video_note:
            return Content(MessageKind.VIDEO_NOTE, file=message.video_note.file_id)
        case ContentType.STICKER if message.sticker and message.sticker.emoji:
            # A pack of one's own leads to its owner, so only what it means is passed on.
            return Content(MessageKind.TEXT, message.sticker.emoji)
        case ContentType.CONTACT if message.contact and _is_own_card(message):
            return Content(MessageKind.CONTACT, facts={"number": message.contact.phone_number})
        case ContentType.VENUE if message.venue:
            return _venue(message)
        case ContentType.LOCATION if message.location:
            return _location(message)
        case other:
            raise NotRelayed(kind=_REASONS.get(ContentType(other), "other"))


_SentFile = PhotoSize | Video | Document | Audio | Voice | Animation


def _sent_file(message: Message) -> _SentFile:
    if message.photo:
        return message.photo[-1]
    file = message.video or message.document or message.audio or message.voice
    if file is None:
        raise NotRelayed(kind="other")
    return file


def _file(message: Message, kind: MessageKind, file: _SentFile) -> Content:
    text = message.caption or ""
    marks = marks_of(text, message.caption_entities or ())
    facts: dict[str, Any] = {"unique": file.file_unique_id}
    if kind in _VISUALS:
        facts["is_spoiler"] = bool(message.has_media_spoiler)
        facts["is_caption_above"] = bool(message.show_caption_above_media)
    return Content(kind, text, marks, file.file_id, facts)


def _is_own_card(message: Message) -> bool:
    sender = message.from_user
    card = message.contact
    return sender is not None and card is not None and card.user_id == sender.id


def _location(message: Message) -> Content:
    place = message.location
    if place is None:
        raise NotRelayed(kind="other")
    facts: dict[str, Any] = {"latitude": place.latitude, "longitude": place.longitude}
    if place.live_period is None:
        # Telegram leaves the period out once a live location has ended.
        is_ended = message.edit_date is not None
        kind = MessageKind.LIVE if is_ended else MessageKind.LOCATION
        return Content(kind, facts={**facts, "seconds": 0} if is_ended else facts)
    return Content(MessageKind.LIVE, facts={**facts, "seconds": place.live_period})


def _venue(message: Message) -> Content:
    venue = message.venue
    if venue is None:
        raise NotRelayed(kind="other")
    return Content(
        MessageKind.VENUE,
        facts={
            "latitude": venue.location.latitude,
            "longitude": venue.location.longitude,
            "title": venue.title,
            "address": venue.address,
        },
    )
