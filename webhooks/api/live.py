"""`/chat/{id}/live`: what happens on a line, as it happens, over a WebSocket.

Nothing is queued for anybody: each connection reads from the database what has changed since the
last change that it has sent, as `GET …/message` does. So nobody waits for a slow reader, and who
connects again goes on where he was. docs/live.md describes it for those who write programs.
"""

import asyncio
from contextlib import suppress
from uuid import UUID

import structlog
from fastapi import APIRouter
from pydantic import ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from core.linkline.queries import line_for
from core.linkline.states import LineMissing
from core.outages import DATABASE_AWAY
from core.wiring import Services
from webhooks.api.auth import Caller, TokenNeeded, caller_with
from webhooks.api.conversations import SEND_SECONDS, Conversation, HungUp, take_text
from webhooks.api.ears import Ears
from webhooks.api.live_frames import Close, Hello, hello_form

HELLO_SECONDS = 10.0

live_router = APIRouter(prefix="/chat")
log = structlog.get_logger(__name__)


@live_router.websocket("/{chat_id}/live")
async def live(socket: WebSocket, chat_id: UUID) -> None:
    await socket.accept()
    try:
        await _admit_and_talk(socket, chat_id)
    except HungUp as end:
        await _close(socket, end.why)
    except WebSocketDisconnect:
        return
    except DATABASE_AWAY as error:
        log.warning("live_interrupted", why=type(error).__name__)
        await _close(socket, Close.TRY_AGAIN)
    except Exception:
        # The outermost loop of a connection. The other end learns no word of the error.
        log.exception("live_broke")
        await _close(socket, Close.BROKEN)


async def _close(socket: WebSocket, why: Close) -> None:
    # Whoever reads nothing does not read this either.
    with suppress(TimeoutError, WebSocketDisconnect, RuntimeError):
        async with asyncio.timeout(SEND_SECONDS):
            await socket.close(why, why.reason)


async def _admit_and_talk(socket: WebSocket, chat_id: UUID) -> None:
    services: Services = socket.app.state.services
    ears: Ears = socket.app.state.ears
    hello = await _hello(socket)
    caller = await _caller(socket, services, hello)
    if not ears.has_room_for(caller.peer_id):
        raise HungUp(Close.TOO_MANY)
    try:
        async with caller.begin() as (session, peer):
            line = await line_for(session, peer, chat_id)
            side, known = line.side_of(peer), line.changes_for(line.side_of(peer))
    except LineMissing:
        raise HungUp(Close.LINE_MISSING) from None
    if hello.after > known:
        raise HungUp(Close.NOT_AS_DESCRIBED)
    async with ears.on(chat_id, side, caller.peer_id) as ear:
        talk = Conversation(
            socket, caller, chat_id, side=side, ears=ears, ear=ear, after=hello.after
        )
        await talk.run()


async def _hello(socket: WebSocket) -> Hello:
    try:
        async with asyncio.timeout(HELLO_SECONDS):
            return hello_form.validate_json(await take_text(socket))
    except TimeoutError:
        raise HungUp(Close.TOO_SLOW) from None
    except ValidationError:
        raise HungUp(Close.NOT_AS_DESCRIBED) from None


async def _caller(socket: WebSocket, services: Services, hello: Hello) -> Caller:
    """Find the caller by the token in the header, as for the rest of the API, or in the `hello`.

    It is never in the address, which is written into logs.
    """
    kind, _, secret = socket.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer":
        secret = hello.token or ""
    try:
        return await caller_with(services, secret)
    except TokenNeeded:
        raise HungUp(Close.TOKEN_NEEDED) from None
