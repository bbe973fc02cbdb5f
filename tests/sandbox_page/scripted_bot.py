"""A bot for the page's tests: plain HTTP calls to the Bot API, and a fixed answer to each word.

It knows nothing of the product. What it does not know it says back.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeAlias

import aiohttp

Json: TypeAlias = dict[str, Any]

TOKEN = "42:page-tests"
USERNAME = "page_test_bot"
NAME = "Peer-Cargo"
DESCRIPTION = "Sends parcels with people who travel anyway."
COMMANDS = {
    "": [("menu", "Main menu"), ("help", "Ask for help")],
    "es": [("menu", "Menú principal"), ("help", "Pedir ayuda")],
}


def choice(*rows: list[Json | str]) -> Json:
    """Make an inline keyboard; a word alone is a button whose data is the word."""
    made = [
        [{"text": one, "callback_data": one} if isinstance(one, str) else one for one in row]
        for row in rows
    ]
    return {"inline_keyboard": made}


CHOICES = choice(
    ["Toast", "Alert"],
    [{"text": "Never", "callback_data": "Never", "style": "danger"}],
    [{"text": "Invite", "url": f"https://t.me/{USERNAME}?start=from-button"}],
)
KEYS = {
    "keyboard": [
        [{"text": "Parcels"}, {"text": "Trips"}],
        [{"text": "My number", "request_contact": True}],
    ],
    "resize_keyboard": True,
    "input_field_placeholder": "Pick one",
}


class ScriptedBot:
    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self.last_photo = ""

    @classmethod
    @asynccontextmanager
    async def running(cls, sandbox_url: str) -> AsyncIterator["ScriptedBot"]:
        async with aiohttp.ClientSession(sandbox_url) as session:
            bot = cls(session)
            await bot.introduce()
            hearing = asyncio.create_task(bot.listen())
            try:
                yield bot
            finally:
                hearing.cancel()
                with suppress(asyncio.CancelledError):
                    await hearing

    async def call(self, method: str, **params: object) -> Any:
        async with self._session.post(f"/bot{TOKEN}/{method}", json=params) as response:
            answer = await response.json()
        assert answer["ok"], f"{method}: {answer}"
        return answer["result"]

    async def introduce(self) -> None:
        await self.call("setMyDescription", description=DESCRIPTION)
        for language, commands in COMMANDS.items():
            listed = [{"command": name, "description": words} for name, words in commands]
            await self.call("setMyCommands", commands=listed, language_code=language)

    async def listen(self) -> None:
        offset = 0
        while True:
            try:
                for update in await self.call("getUpdates", offset=offset, timeout=20):
                    await self.answer(update)
                    offset = update["update_id"] + 1
            except aiohttp.ClientError:
                await asyncio.sleep(0.05)

    async def answer(self, update: Json) -> None:
        if query := update.get("callback_query"):
            await self.answer_press(query)
        elif message := update.get("message"):
            await self.answer_message(message, message["chat"]["id"])

    async def answer_press(self, query: Json) -> None:
        if query["data"] == "Never":
            return
        is_alert = query["data"] == "Alert"
        words = f"{query['data']} for {query['from']['first_name']}"
        await self.call(
            "answerCallbackQuery", callback_query_id=query["id"], text=words, show_alert=is_alert
        )

    async def answer_message(self, message: Json, chat_id: int) -> None:
        text = message.get("text", "")
        if text.startswith("/start"):
            payload = text.removeprefix("/start").strip()
            welcome = f"Welcome, {message['from']['first_name']}. {payload}".strip()
            await self.call("sendMessage", chat_id=chat_id, text=welcome, reply_markup=CHOICES)
        elif text == "keys":
            await self.call("sendMessage", chat_id=chat_id, text="Pick", reply_markup=KEYS)
        elif text == "no keys":
            gone = {"remove_keyboard": True}
            await self.call("sendMessage", chat_id=chat_id, text="Gone", reply_markup=gone)
        elif text == "ask":
            asked = {"force_reply": True, "input_field_placeholder": "in kilograms"}
            await self.call("sendMessage", chat_id=chat_id, text="Weight?", reply_markup=asked)
        elif text == "draft":
            sent = await self.call("sendMessage", chat_id=chat_id, text="First draft")
            where = {"chat_id": chat_id, "message_id": sent["message_id"]}
            await self.call("editMessageText", text="Second draft", **where)
        elif text == "secret":
            await self.call("sendMessage", chat_id=chat_id, parse_mode="HTML", text=SECRET)
        elif text.startswith("pictures"):
            await self.send_pictures(chat_id, message["message_id"])
        elif text or "contact" in message:
            words = text or message["contact"]["phone_number"]
            await self.call("sendMessage", chat_id=chat_id, text=f"You said: {words}")
        elif "photo" in message and "media_group_id" not in message:
            self.last_photo = message["photo"][-1]["file_id"]
            reply = {"message_id": message["message_id"]}
            await self.call(
                "sendPhoto",
                chat_id=chat_id,
                photo=self.last_photo,
                caption="Seen",
                reply_parameters=reply,
            )

    async def send_pictures(self, chat_id: int, reply_to: int) -> None:
        """Answer with an album: the newest picture it was sent, twice."""
        media = json.dumps([{"type": "photo", "media": self.last_photo} for _ in range(2)])
        await self.call(
            "sendMediaGroup",
            chat_id=chat_id,
            media=media,
            reply_parameters={"message_id": reply_to},
        )


SECRET = '<b>Code</b> <tg-spoiler>482913</tg-spoiler> <a href="javascript:alert(1)">bad</a> <a href="https://example.org/">good</a>'
