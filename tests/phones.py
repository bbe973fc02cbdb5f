"""Phones for tests: people who write, press and read, played through the sandbox's control plane.

    async with Phones.at(sandbox_url, bot="peercargo_demo_bot") as phones:
        maya = await phones.person("Maya")
        await maya.start()
        await maya.hears("Welcome")
        await maya.press("Send a parcel")
        card = await maya.hears("From where?")

`hears` looks at what came since the person last did something or caught up, so an older message
with the same words does not answer for a new one. It waits for events and never sleeps.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

import aiohttp

from tests.deeds import Deeds

Json: TypeAlias = dict[str, Any]
Condition: TypeAlias = str | Callable[[Json], bool]

PATIENCE_SECONDS = 10.0


class PlaneError(AssertionError):
    """The control plane refused; the sentence says why."""

    def __init__(self, status: int, sentence: str) -> None:
        self.status = status
        super().__init__(f"{status}: {sentence}")


class Phones:
    """The control plane of one sandbox, and the people made through it."""

    def __init__(self, session: aiohttp.ClientSession, *, bot: str) -> None:
        self._session = session
        self.bot = bot

    @classmethod
    @asynccontextmanager
    async def at(cls, url: str, *, bot: str) -> AsyncIterator["Phones"]:
        """`url` is the sandbox's address, `bot` the username people write to by default."""
        async with aiohttp.ClientSession(url) as session:
            yield cls(session, bot=bot)

    async def ask(self, verb: str, path: str, body: object = None, **query: object) -> Any:
        """One request to the control plane. Raises `PlaneError`."""
        params = {name: str(value) for name, value in query.items() if value is not None}
        async with self._session.request(
            verb, f"/sandbox{path}", json=body, params=params
        ) as response:
            return await _granted(response)

    async def send_files(self, path: str, body: Json, files: dict[str, bytes]) -> Any:
        form = aiohttp.FormData({"payload": json.dumps(body)})
        for name, content in files.items():
            form.add_field(name, content, filename=name)
        async with self._session.post(f"/sandbox{path}", data=form) as response:
            return await _granted(response)

    async def person(self, first_name: str, **facts: Any) -> "Person":
        """Make a person; facts are `username`, `language_code`, `last_name`, `color`, `id`."""
        made = await self.ask("POST", "/people", {"first_name": first_name, **facts})
        return Person(self, made)

    async def person_by_name(self, first_name: str) -> "Person":
        """Somebody who is there already, a seeded person for example."""
        people = await self.ask("GET", "/people")
        return Person(self, next(p for p in people if p["first_name"] == first_name))

    async def requests(self, method: str | None = None, since: int = 0) -> list[Json]:
        """List what bots asked."""
        found: list[Json] = await self.ask("GET", "/requests", method=method, since=since)
        return found

    async def fault(self, kind: str, **facts: Any) -> int:
        made: int = (await self.ask("POST", "/faults", {"kind": kind, **facts}))["id"]
        return made

    async def faults(self) -> list[Json]:
        """List those that are not over."""
        found: list[Json] = await self.ask("GET", "/faults")
        return found

    async def clear_faults(self) -> None:
        await self.ask("DELETE", "/faults")

    async def limits(self, **rules: object) -> Json:
        changed: Json = await self.ask("PUT", "/limits", rules)
        return changed

    async def switch(self, **switches: bool | str) -> Json:
        """Turn the bot's switches: `has_topics_enabled`, `topic_trouble` and the others."""
        changed: Json = await self.ask("PATCH", f"/bots/{self.bot}", switches)
        return changed

    async def advance(self, seconds: float) -> None:
        """Push the sandbox's clock forward; the product's own clock does not follow."""
        await self.ask("POST", "/clock", {"advance_seconds": seconds})


class Person(Deeds):
    """One person with one phone: `Deeds` is what they send and do to messages."""

    def __init__(self, phones: Phones, made: Json) -> None:
        self.phones = phones
        self.id: int = made["id"]
        self.first_name: str = made["first_name"]
        self._since = 0
        self._chat_key = ""

    async def chat_key(self) -> str:
        if not self._chat_key:
            chats = await self.phones.ask("GET", f"/people/{self.id}/chats")
            mine = (c for c in chats if c.get("bot", {}).get("username") == self.phones.bot)
            self._chat_key = next(mine)["chat_key"]
        return self._chat_key

    async def send(
        self, kind: str, *, files_sent: dict[str, bytes] | None = None, **facts: Any
    ) -> list[Json]:
        """Anything a person can send; `files_sent` are real bytes by part name."""
        body = {"bot": self.phones.bot, "kind": kind, **facts}
        sent: list[Json] = await self._act("send", body, files_sent)
        return sent

    async def press(
        self, button: str, *, on: Json | None = None, wait: float = 5.0, **facts: Any
    ) -> Json | None:
        """Press the newest button with these words; the answer to the press, or None.

        A button of the reply keyboard counts when no message has one. `wait=0` does not wait.
        """
        messages = [on] if on else reversed(await self.messages())
        for message in messages:
            place = button_place(message, button)
            if place is None:
                continue
            body = {"message_id": message["message_id"], "wait": wait, **place, **facts}
            pressed = await self._act("press", {"chat_key": await self.chat_key(), **body})
            answer: Json | None = pressed["answer"]
            return answer
        await self._act("reply_button", {"chat_key": await self.chat_key(), "text": button})
        return None

    async def block(self) -> None:
        await self._act("block", {"bot": self.phones.bot})

    async def unblock(self) -> None:
        await self._act("unblock", {"bot": self.phones.bot})

    async def topics(self) -> list[Json]:
        """List the topics of the chat, oldest first."""
        chats = await self.phones.ask("GET", f"/people/{self.id}/chats")
        key = await self.chat_key()
        found: list[Json] = next(c["topics"] for c in chats if c["chat_key"] == key)
        return found

    async def delete_topic(self, topic: Json) -> None:
        """Delete a topic with all that is in it; the bot hears nothing of it."""
        where = {"message_thread_id": topic["message_thread_id"]}
        await self.phones.ask("POST", f"/topics/{await self.chat_key()}/delete", where)

    async def messages(self) -> list[Json]:
        """Everything in the chat, oldest first."""
        found: list[Json] = await self.phones.ask("GET", f"/chats/{await self.chat_key()}/messages")
        return found

    async def hears(self, condition: Condition, *, seconds: float = PATIENCE_SECONDS) -> Json:
        """Wait for a message, new or edited since this person last acted, that fits.

        A text fits when it is part of the message's text or caption. Raises AssertionError with
        all that was heard instead.
        """

        def fits(event: Json) -> bool:
            message = event["data"].get("message")
            if event["event"] not in {"message", "edited"} or message["outgoing"]:
                return False
            if isinstance(condition, str):
                return condition in words(message)
            return condition(message)

        heard: Json = (await self.wait_for(fits, seconds=seconds))["data"]["message"]
        return heard

    async def wait_for(
        self, fits: Callable[[Json], bool], *, seconds: float = PATIENCE_SECONDS
    ) -> Json:
        """Wait for an event since this person last acted that fits."""
        seen, heard = self._since, []
        deadline = asyncio.get_running_loop().time() + seconds
        while (left := deadline - asyncio.get_running_loop().time()) > 0:
            news = await self._events(seen, timeout=left)
            for event in news:
                if fits(event):
                    return event
            heard += news
            seen = news[-1]["id"] if news else seen
        told = [f"{e['event']}: {words(e['data'].get('message', {})) or e['data']}" for e in heard]
        raise AssertionError(f"{self.first_name} waited in vain; there was only {told}")

    async def catch_up(self) -> None:
        """Put what has come so far behind: from here on only what is new counts."""
        news = await self._events(self._since, timeout=0)
        self._since = news[-1]["id"] if news else self._since

    async def _act(self, deed: str, body: Json, files_sent: dict[str, bytes] | None = None) -> Any:
        await self.catch_up()
        path = f"/people/{self.id}/{deed}"
        if files_sent is None:
            return await self.phones.ask("POST", path, body)
        return await self.phones.send_files(path, {"files": list(files_sent), **body}, files_sent)

    async def _events(self, after: int, *, timeout: float) -> list[Json]:  # noqa: ASYNC109 - the server waits
        found: list[Json] = await self.phones.ask(
            "GET", "/wait", person=self.id, after_event=after, timeout=timeout
        )
        return found


def words(message: Json) -> str:
    return str(message.get("text") or message.get("caption") or "")


def buttons(message: Json) -> list[str]:
    """List the words on the inline buttons, row by row."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def button_place(message: Json, wanted: str) -> Json | None:
    """Where the button is: these words exactly, or else as a part of its words."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    places = [
        (button["text"], {"row": y, "column": x})
        for y, row in enumerate(rows)
        for x, button in enumerate(row)
    ]
    exact = next((place for text, place in places if text == wanted), None)
    return exact or next((place for text, place in places if wanted in text), None)


async def _granted(response: aiohttp.ClientResponse) -> Any:
    content = await response.json()
    if not response.ok:
        raise PlaneError(response.status, content["error"])
    return content
