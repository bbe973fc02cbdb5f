"""What a reply means for the row that asked. Pure; the table is Telegram's own error texts."""

from dataclasses import dataclass
from enum import Enum

from bot.sender.wire import Reply


class Verdict(Enum):
    SENT = "sent"
    AGAIN = "again"  # certainly did not arrive
    AMBIGUOUS = "ambiguous"  # may have arrived
    WAIT = "wait"  # too many requests
    SEND_ANEW = "send_anew"  # there is nothing left to edit
    WITHOUT_TOPIC = "without_topic"
    WITHOUT_QUOTE = "without_quote"
    UNWELCOME = "unwelcome"  # the person takes nothing of this kind
    UNREACHABLE = "unreachable"
    MOVED = "moved"
    STOP = "stop"  # our token is refused, or so it seems: nothing can be sent
    BUG = "bug"


@dataclass(frozen=True, slots=True)
class Reading:
    verdict: Verdict
    message_ids: tuple[int, ...] = ()

    @property
    def message_id(self) -> int | None:
        """Give the message's number; of an album, the first one's."""
        return self.message_ids[0] if self.message_ids else None


_DONE_ALREADY = (
    "message is not modified",
    "message to delete not found",
    "message can't be deleted",
    "query is too old",
    "message to pin not found",
    "message to unpin not found",
    "message to react not found",
    "there is no live location in the message to edit",
    "TOPIC_ID_INVALID",
)
_NOTHING_TO_EDIT = (
    "message to edit not found",
    "message can't be edited",
    "MESSAGE_ID_INVALID",
    "there is no text in the message to edit",
    "there is no caption in the message to edit",
)
_NO_TOPIC = ("message thread not found", "TOPIC_DELETED", "TOPIC_CLOSED")


_NO_QUOTE = ("QUOTE_TEXT_INVALID", "QUOTE_TOO_LONG")
_UNWELCOME = ("VOICE_MESSAGES_FORBIDDEN", "restricted receiving of")


def read_reply(reply: Reply) -> Reading:
    match reply.code:
        case 200:
            return Reading(Verdict.SENT, _message_ids(reply.result))
        case 0:
            return Reading(Verdict.AMBIGUOUS if reply.may_have_arrived else Verdict.AGAIN)
        case 429:
            return Reading(Verdict.WAIT)
        case 404 if "method not found" in reply.description:
            return Reading(Verdict.BUG)
        case 401 | 404:
            return Reading(Verdict.STOP)
        case 403:
            return Reading(Verdict.UNREACHABLE)
        case 400:
            return Reading(_of_bad_request(reply))
        case code if code >= 500:  # noqa: PLR2004  (HTTP)
            return Reading(Verdict.AMBIGUOUS)
        case _:
            return Reading(Verdict.BUG)


def _of_bad_request(reply: Reply) -> Verdict:
    if reply.migrate_to is not None:
        return Verdict.MOVED
    if any(sign in reply.description for sign in _DONE_ALREADY):
        return Verdict.SENT
    if any(sign in reply.description for sign in _NOTHING_TO_EDIT):
        return Verdict.SEND_ANEW
    if any(sign in reply.description for sign in _NO_TOPIC):
        return Verdict.WITHOUT_TOPIC
    if any(sign in reply.description for sign in _NO_QUOTE):
        return Verdict.WITHOUT_QUOTE
    if any(sign in reply.description for sign in _UNWELCOME):
        return Verdict.UNWELCOME
    if "chat not found" in reply.description:
        return Verdict.UNREACHABLE
    return Verdict.BUG


def _message_ids(result: object) -> tuple[int, ...]:
    """Read the numbers of all that was sent: an album is several messages."""
    sent = result if isinstance(result, list) else [result]
    return tuple(one["message_id"] for one in sent if isinstance(one, dict) and "message_id" in one)
