"""Polls: asked and stopped. Nobody votes in the sandbox."""

import secrets
from typing import Final

from sandbox.botapi.call import Act, Call
from sandbox.botapi.editing import editable, rewrite
from sandbox.botapi.errors import BadRequest
from sandbox.botapi.posting import post
from sandbox.botapi.wording import parsed
from sandbox.media.poll import poll_of
from sandbox.wire import Wire

QUESTION_LENGTH = 300
OPTION_COUNTS = range(1, 13)


def send_poll(call: Call) -> Wire:
    params = call.params
    question, entities = parsed(
        call, params, "question", "question_parse_mode", "question_entities"
    )
    if not 1 <= len(question) <= QUESTION_LENGTH:
        raise BadRequest("poll question length must not exceed 300")
    if len(params["options"]) not in OPTION_COUNTS:
        raise BadRequest("poll must have at least 1 option and at most 12")
    poll = poll_of(str(secrets.randbits(60)), question, [one["text"] for one in params["options"]])
    if entities:
        poll["question_entities"] = entities
    for name in ("is_anonymous", "type", "allows_multiple_answers", "allows_revoting", "is_closed"):
        poll[name] = params.get(name, poll[name])
    if poll["type"] == "quiz":
        if not params.get("correct_option_ids"):
            raise BadRequest("wrong correct option ID specified")
        poll["correct_option_ids"] = params["correct_option_ids"]
    return post(call, {"poll": poll})


def stop_poll(call: Call) -> Wire:
    chat, message = editable(call)
    if "poll" not in message.wire:
        raise BadRequest("message with poll to stop not found")
    if message.wire["poll"]["is_closed"]:
        raise BadRequest("poll has already been closed")
    closed: Wire = {**message.wire["poll"], "is_closed": True}
    rewrite(call, chat, message, {"poll": closed}, without="poll")
    return closed


ACTS: Final[dict[str, Act]] = {"sendPoll": send_poll, "stopPoll": stop_poll}
