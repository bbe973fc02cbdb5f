"""Unmodified bots of two libraries, told nothing but a base URL, play a whole story."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from telegram import InlineKeyboardButton as PtbButton
from telegram import InlineKeyboardMarkup as PtbMarkup
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from sandbox.media.samples import COLORS, picture
from tests.phones import Person, Phones
from tests.sandbox.conftest import TOKEN, RawBot, Served

SECRET = "knock-knock_42"
PICTURE = picture(COLORS["green"])


def aiogram_dispatcher() -> Dispatcher:
    """Make a bot that greets, echoes, shows a picture and answers presses."""
    dispatcher = Dispatcher()

    @dispatcher.message(F.text.startswith("/start"))
    async def greet(message: Message) -> None:
        go = InlineKeyboardButton(text="Go on", callback_data="go")
        keyboard = InlineKeyboardMarkup(inline_keyboard=[[go]])
        await message.answer("<b>Welcome</b>", parse_mode="HTML", reply_markup=keyboard)

    @dispatcher.callback_query(F.data == "go")
    async def go_on(query: CallbackQuery) -> None:
        await query.answer("Off we go", show_alert=True)
        assert isinstance(query.message, Message)
        await query.message.edit_text("Gone")
        await query.message.answer_photo(BufferedInputFile(PICTURE, "map.png"), caption="A map")

    @dispatcher.message(F.text)
    async def echo(message: Message) -> None:
        await message.reply(message.text or "")

    return dispatcher


def ptb_application(url: str) -> Application[Any, Any, Any, Any, Any, Any]:
    """Make the same bot, in the other library."""

    async def greet(update: Update, _: Any) -> None:
        keyboard = PtbMarkup([[PtbButton("Go on", callback_data="go")]])
        assert update.message
        await update.message.reply_html("<b>Welcome</b>", reply_markup=keyboard)

    async def go_on(update: Update, _: Any) -> None:
        query = update.callback_query
        assert query
        await query.answer("Off we go", show_alert=True)
        await query.edit_message_text("Gone")
        assert update.effective_chat
        await update.effective_chat.send_photo(PICTURE, caption="A map", filename="map.png")

    async def echo(update: Update, _: Any) -> None:
        assert update.message
        await update.message.reply_text(update.message.text or "", do_quote=True)

    application = (
        Application.builder()
        .token(TOKEN)
        .base_url(f"{url}/bot")
        .base_file_url(f"{url}/file/bot")
        .build()
    )
    application.add_handler(MessageHandler(filters.COMMAND, greet))
    application.add_handler(CallbackQueryHandler(go_on))
    application.add_handler(MessageHandler(filters.TEXT, echo))
    return application


@contextlib.asynccontextmanager
async def aiogram_bot(url: str) -> AsyncIterator[Bot]:
    async with AiohttpSession(api=TelegramAPIServer.from_base(url)) as session:
        yield Bot(TOKEN, session=session)


@contextlib.asynccontextmanager
async def port_for(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def play(maya: Person) -> None:
    await maya.start("deep-link")
    welcome = await maya.hears("Welcome")
    assert welcome["entities"] == [{"type": "bold", "offset": 0, "length": 7}]
    answer = await maya.press("Go on")
    assert answer is not None
    assert (answer["text"], answer["show_alert"]) == ("Off we go", True)
    assert (await maya.hears("Gone"))["message_id"] == welcome["message_id"]
    assert (await maya.hears("A map"))["photo"][0]["width"] == 320
    said = await maya.text("hello 👋")
    echoed = await maya.hears("hello 👋")
    assert echoed["reply_to_message"]["message_id"] == said["message_id"]


async def test_an_aiogram_bot_works_by_polling(served: Served, maya: Person) -> None:
    async with aiogram_bot(served.url) as bot:
        dispatcher = aiogram_dispatcher()
        polling = asyncio.create_task(
            dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False)
        )
        await play(maya)
        await dispatcher.stop_polling()
        await polling


@pytest.mark.parametrize("in_background", [True, False], ids=["posts", "answers in the webhook"])
async def test_an_aiogram_bot_works_by_webhook_with_a_secret(
    served: Served, maya: Person, phones: Phones, *, in_background: bool
) -> None:
    async with aiogram_bot(served.url) as bot:
        app = web.Application()
        SimpleRequestHandler(
            aiogram_dispatcher(), bot, handle_in_background=in_background, secret_token=SECRET
        ).register(app, "/tg")
        async with port_for(app) as url:
            await bot.set_webhook(f"{url}/tg", secret_token=SECRET)
            await play(maya)
            assert (await bot.get_webhook_info()).pending_update_count == 0
            assert len(await phones.requests("sendMessage")) == 2
            await bot.delete_webhook()


async def test_a_python_telegram_bot_works_by_polling(served: Served, maya: Person) -> None:
    application = ptb_application(served.url)
    async with application:
        await application.start()
        assert application.updater
        await application.updater.start_polling()
        await play(maya)
        await application.updater.stop()
        await application.stop()


async def test_a_python_telegram_bot_works_by_webhook_with_a_secret(
    served: Served, maya: Person
) -> None:
    application = ptb_application(served.url)

    async def receive(request: web.Request) -> web.Response:
        assert request.headers["X-Telegram-Bot-Api-Secret-Token"] == SECRET
        update = Update.de_json(await request.json(), application.bot)
        await application.update_queue.put(update)
        return web.Response()

    app = web.Application()
    app.router.add_post("/tg", receive)
    async with application, port_for(app) as url:
        await application.start()
        await application.bot.set_webhook(f"{url}/tg", secret_token=SECRET)
        await play(maya)
        await application.bot.delete_webhook()
        await application.stop()


async def test_a_bot_may_ask_in_any_form_and_any_case(bot: RawBot, maya: Person) -> None:
    query = f"/bot{TOKEN}/SENDMESSAGE?chat_id={maya.id}&text=by+query"
    async with bot._session.get(query) as response:
        assert (await response.json())["result"]["text"] == "by query"
    form = {"chat_id": str(maya.id), "text": "by form", "disable_notification": "True"}
    async with bot._session.post(f"/bot{TOKEN}/sendmessage", data=form) as response:
        assert (await response.json())["result"]["text"] == "by form"
