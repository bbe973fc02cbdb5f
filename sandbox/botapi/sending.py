"""Sending what is no file: text, places, contacts, dice, chat actions."""

from typing import Final

from sandbox.botapi.call import Act, Call, writable_chat
from sandbox.botapi.errors import BadRequest
from sandbox.botapi.posting import post
from sandbox.botapi.wording import text_of
from sandbox.media.dice import SIDES, rolled
from sandbox.wire import Wire
from sandbox.writing import publish

LIVE_PERIOD_SECONDS = range(60, 86401)
LIVE_FOR_EVER = 0x7FFFFFFF
ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


def send_message(call: Call) -> Wire:
    content = text_of(call)
    if "link_preview_options" in call.params:
        content["link_preview_options"] = call.params["link_preview_options"]
    return post(call, content)


def send_location(call: Call) -> Wire:
    return post(call, {"location": location_of(call.params)})


def send_venue(call: Call) -> Wire:
    venue = {
        "location": location_of({key: call.params[key] for key in ("latitude", "longitude")}),
        **_picked(
            call.params,
            "title address foursquare_id foursquare_type google_place_id google_place_type",
        ),
    }
    return post(call, {"location": venue["location"], "venue": venue})


def send_contact(call: Call) -> Wire:
    if not call.params["phone_number"]:
        raise BadRequest("phone number must be non-empty")
    return post(call, {"contact": _picked(call.params, "phone_number first_name last_name vcard")})


def send_dice(call: Call) -> Wire:
    emoji = call.params.get("emoji", "🎲").rstrip("\ufe0f")
    if emoji not in SIDES:
        raise BadRequest("EMOJI_INVALID")
    return post(call, {"dice": rolled(emoji)})


def send_chat_action(call: Call) -> bool:
    chat = writable_chat(call)
    if call.params["action"] not in ACTIONS:
        raise BadRequest("wrong parameter action in request")
    action = {"action": call.params["action"], "bot_id": call.bot.id}
    if thread_id := call.params.get("message_thread_id"):
        # Telegram does not look whether there is such a topic.
        action["message_thread_id"] = thread_id
    publish(call.sandbox, chat, "action", action)
    return True


def location_of(params: Wire) -> Wire:
    if not -90 <= params["latitude"] <= 90:  # noqa: PLR2004 - degrees
        raise BadRequest("latitude must be between -90 and 90")
    if not -180 <= params["longitude"] <= 180:  # noqa: PLR2004 - degrees
        raise BadRequest("longitude must be between -180 and 180")
    period = params.get("live_period", 0)
    if period and period not in LIVE_PERIOD_SECONDS and period != LIVE_FOR_EVER:
        raise BadRequest("wrong live period specified")
    wanted = "latitude longitude horizontal_accuracy live_period heading proximity_alert_radius"
    location = _picked(params, wanted)
    if not period:
        location.pop("live_period", None)
    return location


def _picked(params: Wire, names: str) -> Wire:
    return {name: params[name] for name in names.split() if name in params}


ACTS: Final[dict[str, Act]] = {
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendContact": send_contact,
    "sendDice": send_dice,
    "sendChatAction": send_chat_action,
}
