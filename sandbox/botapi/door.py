"""The bots' HTTP door: `/bot<token>/<method>`. Reads, checks, acts, answers, in this order."""

import time
from functools import partial

import orjson
from aiohttp import ClientResponse, MultipartReader, web

from sandbox.botapi.acts import ACTS, WAITING_ACTS
from sandbox.botapi.call import Call
from sandbox.botapi.checks import Mismatch
from sandbox.botapi.errors import (
    ApiError,
    BadRequest,
    MethodNotFound,
    NotActedOn,
    Unauthorized,
)
from sandbox.botapi.mishaps import MISHAPS, Dropped, Perform
from sandbox.botapi.reading import Read, read_body, read_multipart, read_request
from sandbox.botapi.refusing import refusal
from sandbox.botapi.schema import ObjectCheck
from sandbox.wire import Wire
from sandbox.wiring import Sandbox
from sandbox.world.things import Bot

DOWNLOAD = "file"
"""What faults call a download, which is no method."""


class BotDoor:
    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def serve(self, request: web.Request) -> web.Response:
        began = time.perf_counter()
        read = Read()
        bot: Bot | None = None
        method = request.match_info["method"]
        try:
            bot = self._bot(request.match_info["token"])
            method = self._method(method)
            read = await read_request(request)
            act = partial(self.perform, bot, method, read)
            answer: Wire = await self._through_faults(method, read.params.get("chat_id"), act)
        except ApiError as error:
            answer = error.as_wire()
        except Dropped:
            self._log(bot, method, read, {}, began)
            return _cut_off(request)
        self._log(bot, method, read, answer, began)
        return _as_json(answer)

    async def serve_file(self, request: web.Request) -> web.Response:
        """Serve a download, by the path that getFile told."""
        try:
            self._bot(request.match_info["token"])
            find = partial(self._file_at, request.match_info["path"])
            answer = await self._through_faults(DOWNLOAD, None, find)
        except ApiError as error:
            answer = error.as_wire()
        except Dropped:
            return _cut_off(request)
        if not answer["ok"]:
            return _as_json(answer)
        return web.Response(body=answer["result"], content_type="application/octet-stream")

    async def _file_at(self, path: str) -> bytes:
        file = self._sandbox.files.by_path(path)
        if file is None:
            raise MethodNotFound
        return self._sandbox.files.body(file)

    async def act_on_webhook_answer(self, bot: Bot, response: ClientResponse) -> None:
        """Act on a webhook's answer, if it is a method call; the bot never learns the result."""
        began = time.perf_counter()
        read = Read()
        name = ""
        try:
            if response.content_type.startswith("multipart/"):
                reader = MultipartReader.from_response(response)
                await read_multipart(reader.stream, read)
            else:
                read_body(await response.read(), response.content_type, read)
            name = str(read.params.pop("method", ""))
            if not name:
                return
            name = self._method(name)
            answer: Wire = {"ok": True, "result": await self.perform(bot, name, read)}
        except ApiError as error:
            answer = error.as_wire()
        self._log(bot, name, read, answer, began)

    async def perform(self, bot: Bot, method: str, read: Read) -> object:
        """Act on one request and return its result; also for what comes as a webhook's answer."""
        schema = self._sandbox.schema
        params = _checked(schema.requests[method], read)
        call = Call(self._sandbox, bot, method, params, read.uploads)
        if (act := ACTS.get(method)) is not None:
            result = act(call)
        elif (waiting_act := WAITING_ACTS.get(method)) is not None:
            result = await waiting_act(call)
        else:
            raise NotActedOn(f"the sandbox knows {method} but does not act on it")
        if self._sandbox.check_answers:
            schema.answers[method](result)
        return result

    def _bot(self, token: str) -> Bot:
        bot = self._sandbox.world.bot_by_token(token)
        if bot is None:
            raise Unauthorized
        if bot.logged_out_until > self._sandbox.clock.now():
            raise BadRequest("Logged out")
        return bot

    def _method(self, name: str) -> str:
        """Telegram takes a method's name in any case."""
        known = self._sandbox.schema.by_lower_name.get(name.lower())
        if known is None:
            raise MethodNotFound
        return known

    async def _through_faults(self, method: str, chat_id: object, act: Perform) -> Wire:
        faults = self._sandbox.faults
        fault = faults.strike(method, chat_id)
        if fault is None:
            return {"ok": True, "result": await act()}

        async def act_in_time() -> object:
            async with faults.delaying(fault):
                return await act()

        return await MISHAPS[fault.kind](fault, act_in_time)

    def _log(self, bot: Bot | None, method: str, read: Read, answer: Wire, began: float) -> None:
        self._sandbox.requests.add(
            bot.id if bot else 0,
            method,
            read.params,
            at=self._sandbox.clock.now(),
            status=answer.get("error_code", 200) if answer else 0,
            answer=answer,
            seconds=time.perf_counter() - began,
        )


def _as_json(answer: Wire) -> web.Response:
    return web.Response(
        body=orjson.dumps(answer),
        status=answer.get("error_code", 200),
        content_type="application/json",
    )


def _cut_off(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _checked(check: ObjectCheck, read: Read) -> Wire:
    """Check the parameters; a file whose part bears a parameter's name is that parameter."""
    files = {name: file for name, file in read.uploads.items() if name in check.optional}
    try:
        return check.fields({**files, **read.params} if files else read.params)
    except Mismatch as mismatch:
        raise refusal(mismatch) from None
