"""The fields of control-plane requests and the kind of each. An unknown field is let through."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sandbox.people.refusals import NotUnderstood
from sandbox.wire import Wire

NUMBER = (int, float)
TEXT_OR_NUMBER = (str, int)

KINDS: Final[Mapping[str, type | tuple[type, ...]]] = MappingProxyType(
    {
        **dict.fromkeys(("first_name", "last_name", "username", "language_code", "color"), str),
        **dict.fromkeys(("kind", "text", "caption", "quote", "payload", "data", "media"), str),
        **dict.fromkeys(("title", "address", "phone_number", "question", "token"), str),
        **dict.fromkeys(("chat_key", "emoji", "method"), str),
        **dict.fromkeys(("id", "reply_to", "message_id", "message_thread_id"), int),
        **dict.fromkeys(("row", "column", "up_to", "count", "retry_after", "live_period"), int),
        **dict.fromkeys(("latitude", "longitude", "horizontal_accuracy"), NUMBER),
        **dict.fromkeys(("wait", "seconds", "probability", "advance_seconds", "duration"), NUMBER),
        **dict.fromkeys(("overall_per_second", "chat_per_second"), NUMBER),
        **dict.fromkeys(("chat_burst", "group_per_minute", "value"), int),
        **dict.fromkeys(("entities", "files", "options", "message_ids"), list),
        **dict.fromkeys(("members", "bots", "add", "remove"), list),
        **dict.fromkeys(("enabled", "forum", "resend", "forged", "stop_live"), bool),
        **dict.fromkeys(("bot", "chat_id"), TEXT_OR_NUMBER),
        **dict.fromkeys(("reply_in", "from_chat_key", "vcard", "performer", "file_name"), str),
        **dict.fromkeys(("topic_trouble", "name", "description"), str),
        "error_code": int,
        **dict.fromkeys(("mime_type", "set_name", "custom_emoji_id"), str),
        **dict.fromkeys(("person_id", "quote_position", "heading", "length", "width"), int),
        **dict.fromkeys(("height", "proximity_alert_radius"), int),
        **dict.fromkeys(("forward_from", "fields"), dict),
        **dict.fromkeys(("has_topics_enabled", "allows_users_to_create_topics"), bool),
        "hears_private_reactions": bool,
        "forbids_voice": bool,
        "hides_forwards": bool,
        "is_robot": bool,
        **dict.fromkeys(("url", "secret"), str),
        **dict.fromkeys(("held", "reversed"), bool),
        **dict.fromkeys(("times", "lost"), int),
    }
)


def check_fields(body: Wire) -> None:
    """Refuse a field of the wrong kind. A field that is null is one that is not there."""
    for name, value in body.items():
        kind = KINDS.get(name, object)
        wrong = not isinstance(value, kind) or (isinstance(value, bool) and kind in {int, NUMBER})
        if value is not None and wrong:
            raise NotUnderstood(f"{name} is of the wrong kind")
