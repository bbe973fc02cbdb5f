"""A bot reacts to a message: with one of the emoji that there are, or with one that is there."""

from typing import Any, Final

from sandbox.botapi.call import Act, Call, readable_chat
from sandbox.botapi.errors import BadRequest
from sandbox.reactions import EMOJI, first_of_album, react
from sandbox.world.things import Message


def set_message_reaction(call: Call) -> bool:
    """One reaction for a bot; an empty list takes it away."""
    chat = readable_chat(call)
    message = call.sandbox.world.message(chat, call.params["message_id"])
    if message is None:
        raise BadRequest("message to react not found")
    message = first_of_album(call.sandbox, chat, message)
    wanted: list[dict[str, Any]] = call.params.get("reaction", [])
    if len(wanted) > 1 or not all(_may_react(message, one) for one in wanted):
        raise BadRequest("REACTION_INVALID")
    reaction = next((one.get("emoji") or one["custom_emoji_id"] for one in wanted), None)
    react(call.sandbox, chat, message, call.bot.id, reaction)
    return True


def _may_react(message: Message, wanted: dict[str, Any]) -> bool:
    """Take a custom emoji only if it is on the message already, and nothing that is paid."""
    if wanted["type"] == "emoji":
        return wanted["emoji"] in EMOJI
    return wanted.get("custom_emoji_id") in message.reactions.values()


ACTS: Final[dict[str, Act]] = {"setMessageReaction": set_message_reaction}
