"""Changing what was sent: text, caption, keyboard, live location. Media are `media_editing`'s."""

from typing import Final

from sandbox.botapi.call import Act, Call, charge, own_message, writable_chat
from sandbox.botapi.errors import BadRequest, NotActedOn
from sandbox.botapi.keyboards import inline_keyboard
from sandbox.botapi.sending import LIVE_FOR_EVER, location_of
from sandbox.botapi.wording import caption_of, text_of
from sandbox.wire import Wire
from sandbox.world.sight import seen_by_bot
from sandbox.world.things import Chat, Message
from sandbox.writing import rewrite_message

CAPTIONED = frozenset(
    {"photo", "live_photo", "video", "animation", "audio", "voice", "document", "paid_media"}
)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


def edit_message_text(call: Call) -> Wire:
    if "rich_message" in call.params:
        raise NotActedOn("the sandbox does not act on rich_message")
    chat, message = editable(call)
    if "text" not in message.wire:
        raise BadRequest("there is no text in the message to edit")
    content = text_of(call)
    if "link_preview_options" in call.params:
        content["link_preview_options"] = call.params["link_preview_options"]
    return rewrite(call, chat, message, content, without="text entities link_preview_options")


def edit_message_caption(call: Call) -> Wire:
    chat, message = editable(call)
    if not CAPTIONED & message.wire.keys():
        raise BadRequest("there is no caption in the message to edit")
    content = caption_of(call, call.params)
    if call.params.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    gone = "caption caption_entities show_caption_above_media"
    return rewrite(call, chat, message, content, without=gone)


def edit_message_reply_markup(call: Call) -> Wire:
    chat, message = editable(call)
    return rewrite(call, chat, message, {}, without="")


def edit_message_live_location(call: Call) -> Wire:
    chat, message = _live(call)
    old = message.wire["location"]
    params = {"live_period": old["live_period"], **call.params}
    return rewrite(call, chat, message, {"location": location_of(params)}, without="location")


def stop_message_live_location(call: Call) -> Wire:
    chat, message = _live(call)
    location = {
        name: item for name, item in message.wire["location"].items() if name != "live_period"
    }
    return rewrite(call, chat, message, {"location": location}, without="location")


def editable(call: Call) -> tuple[Chat, Message]:
    if "inline_message_id" in call.params:
        raise BadRequest("MESSAGE_ID_INVALID")
    if "chat_id" not in call.params:
        raise BadRequest("chat_id is empty")
    chat = writable_chat(call)
    message = own_message(call, chat)
    charge(call, chat)
    return chat, message


def rewrite(call: Call, chat: Chat, message: Message, content: Wire, *, without: str) -> Wire:
    """Replace these fields, and the keyboard: one that is not given again is taken away."""
    gone = {*without.split(), "reply_markup"}
    wire = {name: item for name, item in message.wire.items() if name not in gone}
    wire.update(content)
    if keyboard := inline_keyboard(call.params.get("reply_markup")):
        wire["reply_markup"] = keyboard
    if wire == message.wire:
        raise BadRequest(NOT_MODIFIED)
    wire["edit_date"] = int(call.sandbox.clock.now())
    rewrite_message(call.sandbox, chat, message, wire)
    return seen_by_bot(call.bot, wire)


def _live(call: Call) -> tuple[Chat, Message]:
    chat, message = editable(call)
    period = message.wire.get("location", {}).get("live_period")
    if period is None:
        raise BadRequest("there is no live location in the message to edit")
    over = message.wire["date"] + period <= call.sandbox.clock.now()
    if over and period != LIVE_FOR_EVER:
        raise BadRequest("message can't be edited")
    return chat, message


ACTS: Final[dict[str, Act]] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "editMessageLiveLocation": edit_message_live_location,
    "stopMessageLiveLocation": stop_message_live_location,
}
