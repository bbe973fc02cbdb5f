"""Kinds of updates: how long each lives, which a bot must ask for, and which wait for each other.

Read in tdlib/telegram-bot-api, Client.cpp: a webhook has one delivery in flight in every queue, and
a person's texts and button presses are in different queues.
"""

from sandbox.wire import Wire

DAY_SECONDS = 24 * 3600.0
PRESS_SECONDS = 150.0
INLINE_SECONDS = 30.0

LIFETIME_SECONDS = {
    "message": DAY_SECONDS,
    "edited_message": DAY_SECONDS,
    "callback_query": PRESS_SECONDS,
    "inline_query": INLINE_SECONDS,
    "my_chat_member": DAY_SECONDS,
    "chat_member": DAY_SECONDS,
    "message_reaction": DAY_SECONDS,
    "poll": DAY_SECONDS,
    "poll_answer": DAY_SECONDS,
}
EXCLUDED_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


def queue_of(name: str, body: Wire) -> str:
    if name == "callback_query":
        return f"press of {body['from']['id']}"
    if name == "inline_query":
        return f"inline query of {body['from']['id']}"
    if name == "message_reaction":
        return f"reaction in {body['chat']['id']}"
    if name in {"my_chat_member", "chat_member"}:
        return f"membership in {body['chat']['id']}"
    if name in {"poll", "poll_answer"}:
        return name
    return f"chat {body['chat']['id']}"
