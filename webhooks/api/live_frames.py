"""What is said over the live feed of a line, in JSON: one object in each text frame."""

from enum import IntEnum
from typing import Annotated, Any, Literal

import orjson
from pydantic import Field, StrictStr, TypeAdapter

from core.offers.states import Side
from webhooks.api.chat_forms import Change, ChatShown, MessageSaid, MessageShown
from webhooks.api.schemas import Said

_LONGEST_REF = 255


class Close(IntEnum):
    """Why a connection is closed. The reason that stands beside the code is its name."""

    BROKEN = 1011
    """Something broke here, or a ping was not answered. Connect again."""
    RESTARTING = 1012
    """This process ends. Connect again, and go on from the last change."""
    TRY_AGAIN = 1013
    """The database is away. Connect again after a moment."""
    NOT_AS_DESCRIBED = 4400
    """The first frame is no `hello`, or knows of a change that has not happened yet."""
    TOKEN_NEEDED = 4401
    """There is no token, it is not known, or it was revoked."""
    LINE_MISSING = 4404
    """There is no such line, or not for this Peer."""
    TOO_SLOW = 4408
    """No `hello` came in time, or what was sent was not read in time."""
    LINE_IS_OVER = 4409
    """Nothing is said on this line any more. All that was said was sent before."""
    TOO_MANY = 4429
    """Too many frames in a minute, or too many connections at once."""

    @property
    def reason(self) -> str:
        return self.name.lower().replace("_", "-")


class Hello(Said):
    """The first frame: who calls, and the last change that he knows."""

    type: Literal["hello"]
    token: StrictStr | None = None
    after: Change = 0


class Say(MessageSaid):
    """Say something. Under the same `ref` it is said once, however often it is sent."""

    type: Literal["say"]
    ref: Annotated[StrictStr, Field(pattern=r"^[\x21-\x7e]{1,255}$")]

    def as_message(self) -> MessageSaid:
        """Give what would be said by a request, so that both are known by the same mark."""
        return MessageSaid(text=self.text, reply_to=self.reply_to)


class Typing(Said):
    """One is writing right now."""

    type: Literal["typing"]


Asked = Say | Typing
hello_form = TypeAdapter(Hello)
asked_form: TypeAdapter[Asked] = TypeAdapter(Annotated[Asked, Field(discriminator="type")])


def ref_in(text: str) -> str | None:
    """Find the `ref` in a frame that is not as described, so that its sender knows which it was."""
    try:
        frame = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    ref = frame.get("ref") if isinstance(frame, dict) else None
    return ref[:_LONGEST_REF] if isinstance(ref, str) else None


def line_frame(line: ChatShown) -> str:
    return f'{{"type":"line","line":{line.model_dump_json(by_alias=True)}}}'


def message_frame(message: MessageShown) -> str:
    return f'{{"type":"message","message":{message.model_dump_json(by_alias=True)}}}'


def ready_frame(change: int) -> str:
    return f'{{"type":"ready","change":{change}}}'


def typing_frame(side: Side) -> str:
    return f'{{"type":"typing","side":"{side.value}"}}'


def said_frame(ref: str, message: str) -> str:
    return f'{{"type":"said","ref":{orjson.dumps(ref).decode()},"message":{message}}}'


def problem_frame(ref: str | None, problem: dict[str, Any]) -> str:
    return orjson.dumps({"type": "problem", "ref": ref, "problem": problem}).decode()
