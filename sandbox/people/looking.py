"""What the control plane shows: chats, messages, files, requests, and what is happening."""

import asyncio

import orjson
from aiohttp import web

from sandbox.people.refusals import Missing
from sandbox.people.views import bot_view, chat_view
from sandbox.people.wish import Wish, chat_by_key
from sandbox.wire import Wire
from sandbox.world.sight import seen_by_people

MOST_WAIT_SECONDS = 60.0
HEARTBEAT_SECONDS = 15.0


def health(wish: Wish) -> Wire:
    bots = [bot_view(wish.sandbox, bot) for bot in wish.world.bots.values()]
    return {"ok": True, "bots": bots, "last_event": wish.sandbox.events.last_id}


def list_chats(wish: Wish) -> list[Wire]:
    """List a person's chats. Every bot has one, so that it can be started."""
    person = wish.person()
    for bot in wish.world.bots.values():
        wish.world.private_chat(person, bot)
    return [chat_view(wish.sandbox, person, chat) for chat in wish.world.chats_of(person)]


def list_messages(wish: Wish) -> list[Wire]:
    chat = chat_by_key(wish.world, wish.path["chat_key"])
    before = int(wish.number("before", 0))
    limit = int(wish.number("limit", 200))
    with_deleted = wish.query.get("deleted") == "1"
    found = [
        message
        for message in wish.world.messages[chat.key].values()
        if (with_deleted or not message.deleted) and (not before or message.id < before)
    ]
    bot = wish.world.bots.get(chat.bot_id)
    return [seen_by_people(bot, chat, message) for message in found[-limit:] if limit > 0]


def list_requests(wish: Wish) -> list[Wire]:
    return wish.sandbox.requests.since(int(wish.number("since", 0)), wish.query.get("method"))


async def wait_for_events(wish: Wish) -> list[Wire]:
    after = int(wish.number("after_event", wish.sandbox.events.last_id))
    timeout = min(wish.number("timeout", 30.0), MOST_WAIT_SECONDS)
    found = await wish.sandbox.events.wait(after, _person_id(wish), timeout_seconds=timeout)
    return [event.as_wire() for event in found]


async def stream_events(wish: Wish, request: web.Request) -> web.StreamResponse:
    """Server-sent events until the listener hangs up; `Last-Event-ID` is honoured."""
    events = wish.sandbox.events
    begun = request.headers.get("Last-Event-ID", "")
    last = int(begun) if begun.isdigit() else int(wish.number("since", events.last_id))
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
    )
    await response.prepare(request)
    await response.write(b"retry: 1000\n\n")
    while request.transport is not None and not request.transport.is_closing():
        found = await events.wait(last, _person_id(wish), timeout_seconds=HEARTBEAT_SECONDS)
        lines = [
            b"id: %d\nevent: %s\ndata: %s\n\n"
            % (event.id, event.name.encode(), orjson.dumps(event.body))
            for event in found
        ]
        last = found[-1].id if found else last
        await response.write(b"".join(lines) or b": still here\n\n")
        await asyncio.sleep(0)
    return response


def show_file(wish: Wish) -> web.Response:
    file = wish.sandbox.files.get(wish.path["unique_id"])
    if file is None:
        raise Missing("there is no such file")
    return web.Response(
        body=wish.sandbox.files.body(file),
        content_type=file.mime_type,
        headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"},
    )


def _person_id(wish: Wish) -> int | None:
    return int(wish.number("person", 0)) or None
