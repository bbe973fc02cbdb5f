"""Answers to what a person asked: by a press of a button, or inline."""

from typing import Final

from sandbox.botapi.call import Act, Call
from sandbox.botapi.errors import BadRequest
from sandbox.botapi.keyboards import inline_keyboard
from sandbox.botapi.wording import parsed
from sandbox.updates.kinds import INLINE_SECONDS, PRESS_SECONDS
from sandbox.wire import Wire

MOST_RESULTS = 50
LONGEST_RESULT_ID = 64
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
    """Answer what was asked inline: once, and in time."""
    sandbox = call.sandbox
    query = sandbox.world.inline_queries.get(call.params["inline_query_id"])
    if (
        query is None
        or query.bot_id != call.bot.id
        or query.answer is not None
        or sandbox.clock.now() - query.at > INLINE_SECONDS
    ):
        raise BadRequest(TOO_OLD)
    results: list[Wire] = call.params["results"]
    if len(results) > MOST_RESULTS:
        raise BadRequest("RESULTS_TOO_MUCH")
    if len({one["id"] for one in results}) < len(results):
        raise BadRequest("RESULT_ID_DUPLICATE")
    query.answer = {"results": [_checked_result(call, one) for one in results]}
    body = {"inline_query_id": query.id, "person_id": query.person_id, **query.answer}
    sandbox.events.publish("inline_answer", body, [query.person_id])
    return True


def _checked_result(call: Call, result: Wire) -> Wire:
    """Refuse what could not be sent when the person chooses it; show its text as it would be."""
    if not 0 < len(result["id"].encode()) <= LONGEST_RESULT_ID:
        raise BadRequest("RESULT_ID_INVALID")
    keyboard = inline_keyboard(result.get("reply_markup"))
    content = result.get("input_message_content")
    if result["type"] == "article" and not content:
        raise BadRequest("MESSAGE_EMPTY")
    if not content or "message_text" not in content:
        return result
    text, entities = parsed(call, content, "message_text", "parse_mode", "entities")
    if not text:
        raise BadRequest("MESSAGE_EMPTY")
    shown: Wire = {**result, "text": text, "entities": entities}
    return {**shown, "reply_markup": keyboard} if keyboard else shown


ACTS: Final[dict[str, Act]] = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
}
