"""The rival of `inbound`: a bare aiogram bot that answers each text with itself.

Its webhook is aiogram's own handler, which acknowledges first and acts afterwards; it keeps
nothing. Run as `python -m bench.echo_bot API_BASE TOKEN PORT`.
"""

import asyncio
import sys
from contextlib import suppress

import uvloop
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

SECRET = "the-secret-of-the-echo"  # noqa: S105  (only a sandbox knows it)


async def echo(message: Message) -> None:
    await message.answer(message.text or "")


async def main(api_base: str, token: str, port: int) -> None:
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api_base)))
    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
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
    with suppress(KeyboardInterrupt):
        uvloop.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
