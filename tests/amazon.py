"""Amazon's mail and short messages on this machine, as far as tests need them: it takes all.

A call may be held, so that whoever asks can be killed meanwhile; it is done all the same.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

from aiohttp import web
from aiohttp.test_utils import TestServer

_ACTIONS = {
    "Publish": "publish",
    "CheckIfPhoneNumberIsOptedOut": "check_if_phone_number_is_opted_out",
}
_ANSWERS = {
    "publish": "<PublishResult><MessageId>1</MessageId></PublishResult>",
    "check_if_phone_number_is_opted_out": (
        "<CheckIfPhoneNumberIsOptedOutResult><isOptedOut>false</isOptedOut>"
        "</CheckIfPhoneNumberIsOptedOutResult>"
    ),
}


class Amazon:
    """`asked` are the calls, by boto3's names; `held` is the one that waits for its answer."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[str] = []
        self.held = ""
        self._goes_on = asyncio.Event()

    def holds(self, call: str) -> None:
        self.held = call

    def lets_go(self) -> None:
        self.held = ""
        self._goes_on.set()

    async def is_asked(self) -> bool:
        return self.held in self.asked

    def done(self, call: str) -> int:
        return self.asked.count(call)

    async def mail(self, request: web.Request) -> web.Response:
        if request.method == "GET":
            await self._note("get_suppressed_destination")
            error = {"__type": "NotFoundException", "message": "not there"}
            headers = {"x-amzn-ErrorType": "NotFoundException"}
            return web.json_response(error, status=404, headers=headers)
        await self._note("send_email")
        return web.json_response({"MessageId": "1"})

    async def text(self, request: web.Request) -> web.Response:
        action = parse_qs(await request.text())["Action"][0]
        call = _ACTIONS[action]
        await self._note(call)
        body = f"<{action}Response>{_ANSWERS[call]}</{action}Response>"
        return web.Response(text=body, content_type="text/xml")

    async def _note(self, call: str) -> None:
        self.asked.append(call)
        if call == self.held:
            await self._goes_on.wait()


@asynccontextmanager
async def opened_amazon() -> AsyncIterator[Amazon]:
    amazon = Amazon()
    app = web.Application()
    app.router.add_get("/v2/email/suppression/addresses/{address}", amazon.mail)
    app.router.add_post("/v2/email/outbound-emails", amazon.mail)
    app.router.add_post("/", amazon.text)
    async with TestServer(app) as server:
        amazon.url = str(server.make_url("")).rstrip("/")
        yield amazon
        amazon.lets_go()
