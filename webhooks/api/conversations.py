"""One connection to a line: what has changed goes out, and what is asked comes in.

Nothing is queued: what is to be sent is read from the database when it can be sent.
"""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from pydantic import ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from core.errors import Refused
from core.keystrokes.flows import tell_typing
from core.linkline.queries import line_for
from core.linkline.states import LineMissing, Phase
from core.messages.queries import messages_after
from core.offers.states import Side
from core.peers.queries import PeerIsGone
from core.tokens.queries import is_in_force
from core.tokens.states import Scope
from webhooks.api.auth import Caller
from webhooks.api.chat_forms import ChatShown, MessageShown, shown_line, shown_messages
from webhooks.api.ears import Ear, Ears
from webhooks.api.limits import take_one_said
from webhooks.api.live_frames import (
    Close,
    Say,
    Typing,
    asked_form,
    line_frame,
    message_frame,
    problem_frame,
    ready_frame,
    ref_in,
    said_frame,
    typing_frame,
)
from webhooks.api.problems import Declined, invalid_in, problem_in
from webhooks.api.saying import say_once

SEND_SECONDS = 20.0
"""Who has not read a frame after this is hung up on; he loses nothing by it."""

MOST_FRAMES, _MINUTE = 120, 60.0
_PAGE = 50
_TYPING_SECONDS = 2.0
"""More often nobody is told that one goes on writing."""


class HungUp(Exception):
    """The connection is to be closed, and this is why."""

    def __init__(self, why: Close) -> None:
        super().__init__(why)
        self.why = why


async def take_text(socket: WebSocket) -> str:
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1006))
    return message.get("text") or ""


@dataclass(frozen=True, slots=True)
class _News:
    """What is to be sent: the line if it is another one now, and messages, the oldest change first.

    `has_more` when there are more of them.
    """

    line: ChatShown | None
    messages: list[MessageShown]
    has_more: bool
    is_over: bool


class Conversation:
    """One connection to one line. It ends by `HungUp`, or when the other end is gone."""

    def __init__(
        self,
        socket: WebSocket,
        caller: Caller,
        line_id: UUID,
        *,
        side: Side,
        ears: Ears,
        ear: Ear,
        after: int,
    ) -> None:
        self._socket = socket
        self._caller = caller
        self._services = caller.services
        self._line_id = line_id
        self._side = side
        self._ears = ears
        self._ear = ear
        self._change = after
        self._line: ChatShown | None = None
        self._sending = asyncio.Lock()
        self._now = asyncio.get_running_loop().time
        self._typed_at = float("-inf")
        self._frames, self._minute_began = 0, self._now()

    async def run(self) -> None:
        """Tell what happens and hear what is asked, until either ends."""
        both = [asyncio.create_task(self._tell()), asyncio.create_task(self._listen())]
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in both:
                one.cancel()
            ended = await asyncio.gather(*both, return_exceptions=True)
        for end in ended:
            if isinstance(end, Exception):
                raise end

    async def _tell(self) -> None:
        is_ready = False
        while True:
            news = await self._news()
            if news.line is not None:
                await self._send(line_frame(news.line))
            for message in news.messages:
                await self._send(message_frame(message))
                self._change = message.change
            if news.has_more:
                continue
            if not is_ready:
                is_ready = True
                await self._send(ready_frame(self._change))
            if news.is_over:
                raise HungUp(Close.LINE_IS_OVER)
            if self._ear.take_typing():
                await self._send(typing_frame(self._side.other))
            await self._ear.wakeup.wait(self._ears.look_seconds)

    async def _news(self) -> _News:
        """Read what has changed; hang up on whoever may not read it any more."""
        rules, at = self._services.settings, self._services.clock()
        try:
            async with self._caller.begin() as (session, peer):
                if not await is_in_force(session, self._caller.token.id):
                    raise HungUp(Close.TOKEN_NEEDED)
                line = await line_for(session, peer, self._line_id)
                rows = await messages_after(
                    session, line, self._side, change=self._change, limit=_PAGE + 1
                )
                messages = await shown_messages(session, line, self._side, rows[:_PAGE])
                shown = await shown_line(session, peer, line, rules=rules, at=at)
        except LineMissing:
            raise HungUp(Close.LINE_MISSING) from None
        except PeerIsGone:
            raise HungUp(Close.TOKEN_NEEDED) from None
        # Each message tells these two by itself.
        lasting = shown.model_copy(update={"change": 0, "spoken_at": shown.opened_at})
        is_same = lasting == self._line
        self._line = lasting
        return _News(
            line=None if is_same else shown,
            messages=messages,
            has_more=len(rows) > _PAGE,
            is_over=shown.phase is Phase.OVER,
        )

    async def _listen(self) -> None:
        while True:
            text = await take_text(self._socket)
            self._count_frame()
            try:
                asked = asked_form.validate_json(text)
            except ValidationError as error:
                problem = invalid_in(error.errors())
                await self._send(problem_frame(ref_in(text), problem))
                continue
            match asked:
                case Say():
                    await self._say(asked)
                case Typing():
                    await self._note_typing()

    def _count_frame(self) -> None:
        now = self._now()
        if now - self._minute_began >= _MINUTE:
            self._frames, self._minute_began = 0, now
        self._frames += 1
        if self._frames > MOST_FRAMES:
            raise HungUp(Close.TOO_MANY)

    async def _say(self, asked: Say) -> None:
        try:
            self._caller.refuse_only_reading()
            await take_one_said(self._services, self._caller.peer_id)
            async with self._services.db.begin() as session:
                if not await is_in_force(session, self._caller.token.id):
                    raise HungUp(Close.TOKEN_NEEDED)
            said = asked.as_message()
            answer, _ = await say_once(self._caller, self._line_id, said, key=asked.ref)
        except PeerIsGone:
            raise HungUp(Close.TOKEN_NEEDED) from None
        except (Refused, Declined) as error:
            await self._send(problem_frame(asked.ref, problem_in(error)))
            return
        await self._send(said_frame(asked.ref, answer.body))
        self._ear.wakeup.ring()

    async def _note_typing(self) -> None:
        """Tell the other side, unless it was told just now. Who only reads tells nobody."""
        is_again = self._now() < self._typed_at + _TYPING_SECONDS
        if is_again or self._caller.token.scope is not Scope.POST:
            return
        self._typed_at = self._now()
        await tell_typing(self._services.redis, self._line_id, self._side)

    async def _send(self, frame: str) -> None:
        try:
            async with self._sending, asyncio.timeout(SEND_SECONDS):
                await self._socket.send_text(frame)
        except TimeoutError:
            raise HungUp(Close.TOO_SLOW) from None
