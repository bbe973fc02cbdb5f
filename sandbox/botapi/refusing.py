"""A mismatch with the description, put into Telegram's words."""

from sandbox.botapi.checks import Absent, Mismatch, WrongLength
from sandbox.botapi.errors import ApiError, BadRequest

ABSENT = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "from_chat_id": "from_chat_id is empty",
    "file_id": "file_id is not specified",
    "callback_query_id": ("query is too old and response timeout expired or query ID is invalid"),
    **{
        name: f"there is no {name.replace('_', ' ')} in the request"
        for name in [
            "photo",
            "video",
            "animation",
            "audio",
            "voice",
            "video_note",
            "document",
            "sticker",
            "media",
        ]
    },
}
TOO_LONG = {
    "callback_data": "BUTTON_DATA_INVALID",
    "secret_token": "secret token is too long",
}
CANNOT_PARSE = {
    "entities": "can't parse entities",
    "caption_entities": "can't parse entities",
    "media": "can't parse media JSON object",
    "commands": "can't parse list of bot commands",
    "reply_parameters": "can't parse reply parameters",
}
MARKUPS = {
    "inline_keyboard": "can't parse inline keyboard button",
    "keyboard": "can't parse keyboard button",
}


def refusal(mismatch: Mismatch) -> ApiError:
    first, last = mismatch.path[0], mismatch.path[-1]
    top = len(mismatch.path) == 1
    if isinstance(mismatch, WrongLength) and (first, last) == ("commands", "description"):
        return BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")
    if isinstance(mismatch, WrongLength):
        return BadRequest(TOO_LONG.get(last, f"{last} {mismatch.reason}"))
    if isinstance(mismatch, Absent) and top:
        return BadRequest(ABSENT.get(first, f'parameter "{first}" is required'))
    where = ".".join(mismatch.path)
    if first == "reply_markup":
        if top:
            return BadRequest("object expected as reply markup")
        known = MARKUPS.get(mismatch.path[1], "can't parse reply keyboard markup JSON object")
        return BadRequest(f"{known}: {where}: {mismatch.reason}")
    if first == "chat_id":
        return BadRequest("chat not found")
    if not top:
        told = CANNOT_PARSE.get(first, f"can't parse {first}")
        return BadRequest(f"{told}: {where}: {mismatch.reason}")
    return BadRequest(f'parameter "{where}": {mismatch.reason}')
