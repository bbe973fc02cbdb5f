"""The rival of `relay`: a bare aiogram bot that copies each message to the other one of a couple.

Its webhook is aiogram's own handler, which acknowledges first and acts afterwards; it keeps
nothing, changes nothing, and shows what `copyMessage` shows. Run as
`python -m bench.copy_bot API_BASE TOKEN PORT PEOPLE`, with a file of ids as `whole_bot` takes.
"""

import asyncio
import json
import sys
from contextlib import suppress
from pathlib import Path

import uvloop
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

SECRET = "the-secret-of-the-copier"  # noqa: S105  (only a sandbox knows it)


async def main(api_base: str, token: str, port: int, people: list[int]) -> None:
    others = {one: people[place ^ 1] for place, one in enumerate(people)}

    async def copy(message: Message) -> None:
        await message.copy_to(others[message.chat.id])

    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api_base)))
    dispatcher = Dispatcher()
    dispatcher.message.register(copy)
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=SECRET).register(app, path="/webhook")
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await bot.set_webhook(
        f"http://127.0.0.1:{port}/webhook", secret_token=SECRET, max_connections=100
    )
    await asyncio.Event().wait()


if __name__ == "__main__":
    given = json.loads(Path(sys.argv[4]).read_text())
    with suppress(KeyboardInterrupt):
        uvloop.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), given))
