"""Answers to what a person did: a button press, an inline query, a reaction."""

from typing import Any, Final

from sandbox.botapi.call import Act, Call, readable_chat
from sandbox.botapi.errors import BadRequest
from sandbox.updates.kinds import PRESS_SECONDS
from sandbox.writing import publish

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(call: Call) -> bool:
    """Answer a press: once, and in time."""
    sandbox = call.sandbox
    press = sandbox.world.presses.get(call.params["callback_query_id"])
    if (
        press is None
        or press.bot_id != call.bot.id
        or press.answer is not None
        or sandbox.clock.now() - press.at > PRESS_SECONDS
    ):
        raise BadRequest(TOO_OLD)
    press.answer = {
        "text": call.params.get("text"),
        "show_alert": call.params.get("show_alert", False),
        "url": call.params.get("url"),
    }
    sandbox.world.save(press)
    body = {
        "chat_key": press.chat_key,
        "person_id": press.person_id,
        "message_id": press.message_id,
        "callback_query_id": press.id,
        **press.answer,
    }
    sandbox.events.publish("callback_answer", body, [press.person_id])
    return True


def answer_inline_query(call: Call) -> bool:
    """Nobody asks inline here, so every query is one that is over."""
    raise BadRequest(TOO_OLD)


def set_message_reaction(call: Call) -> bool:
    """One emoji for a bot; an empty list takes it away."""
    chat = readable_chat(call)
    message = call.sandbox.world.message(chat, call.params["message_id"])
    if message is None:
        raise BadRequest("message to react not found")
    reaction: list[dict[str, Any]] = call.params.get("reaction", [])
    if len(reaction) > 1 or any(one["type"] == "paid" for one in reaction):
        raise BadRequest("REACTION_INVALID")
    emoji = next((one.get("emoji") or one["custom_emoji_id"] for one in reaction), None)
    message.reactions.pop(str(call.bot.id), None)
    if emoji:
        message.reactions[str(call.bot.id)] = emoji
    call.sandbox.world.save(message)
    body = {"message_id": message.id, "by": call.bot.id, "emoji": emoji}
    publish(call.sandbox, chat, "reaction", body)
    return True


ACTS: Final[dict[str, Act]] = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "setMessageReaction": set_message_reaction,
}
