"""The program as a process: how it starts, what it refuses, what survives it being killed."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest

from tests.phones import Person, Phones
from tests.sandbox.conftest import TOKEN, USERNAME, RawBot, Served
from tests.soon import soon

ROOT = Path(__file__).parents[2]
Start = Callable[..., Awaitable["Process"]]


class Process:
    def __init__(self, process: asyncio.subprocess.Process, url: str) -> None:
        self._process = process
        self.url = url

    async def end(self, how: signal.Signals) -> int:
        if self._process.returncode is None:
            self._process.send_signal(how)
        return await soon(self._process.wait(), 10)


async def launch(*options: str, **environment: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", *options),
        cwd=ROOT,
        env=environment or None,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@pytest.fixture
async def start(folder: Path) -> AsyncIterator[Start]:
    started: list[Process] = []

    async def begin(*options: str) -> Process:
        process = await launch(
            *("--port", "0", "--bot", f"{TOKEN}@{USERNAME}", "--data", str(folder)),
            *("--ready-file", str(folder.parent / "ready.json"), *options),
        )
        assert process.stdout is not None
        line = await soon(process.stdout.readline(), 20)
        assert line.startswith(b"The sandbox is open at "), line
        ready = json.loads((folder.parent / "ready.json").read_text())
        assert ready["url"].endswith(str(ready["port"]))
        started.append(Process(process, ready["url"]))
        return started[-1]

    yield begin
    for process in started:
        await process.end(signal.SIGKILL)


async def kept_on_disk(folder: Path, process: Process) -> None:
    """Until the write that follows a change has happened: the store's file grows by it."""
    log = folder / "sandbox.sqlite-wal"
    async with aiohttp.ClientSession(process.url) as http:
        before = log.stat().st_mtime_ns
        async with http.post("/sandbox/people", json={"first_name": "Last"}) as response:
            assert response.status == 200
    while log.stat().st_mtime_ns == before:  # noqa: ASYNC110 - another process writes it
        await asyncio.sleep(0.01)


async def test_the_world_survives_kill_minus_nine(start: Start, folder: Path) -> None:
    process = await start("--no-limits")
    async with (
        aiohttp.ClientSession(process.url) as http,
        Phones.at(process.url, bot=USERNAME) as phones,
    ):
        bot = RawBot(http, TOKEN)
        maya = await phones.person("Maya", language_code="es")
        await maya.start()
        await bot.updates()
        keyboard = {"inline_keyboard": [[{"text": "Press", "callback_data": "p"}]]}
        await bot("sendMessage", chat_id=maya.id, text="card", reply_markup=keyboard)
        await bot("setMyCommands", commands=[{"command": "go", "description": "Go"}])
        await maya.photo("red")
        await maya.press("Press", wait=0)
        await kept_on_disk(folder, process)
        waiting = await bot("getUpdates")
        before = await maya.messages()
    assert await process.end(signal.SIGKILL) == -signal.SIGKILL

    process = await start("--no-limits")
    async with (
        aiohttp.ClientSession(process.url) as http,
        Phones.at(process.url, bot=USERNAME) as phones,
    ):
        bot = RawBot(http, TOKEN)
        maya = await phones.person_by_name("Maya")
        assert await maya.messages() == before
        assert await bot("getUpdates") == waiting
        query = waiting[1]["callback_query"]["id"]
        assert await bot("answerCallbackQuery", callback_query_id=query)
        file = await bot("getFile", file_id=waiting[0]["message"]["photo"][0]["file_id"])
        assert len(await bot.download(file["file_path"])) == file["file_size"]
        assert (await bot("getMyCommands"))[0]["command"] == "go"
        said = await maya.text("and on")
        assert said["message_id"] == before[-1]["message_id"] + 1
        assert (await bot("getUpdates"))[-1]["update_id"] == waiting[-1]["update_id"] + 1
    assert await process.end(signal.SIGTERM) == 0


async def test_a_first_visitor_finds_two_people_and_a_second_visit_no_more(start: Start) -> None:
    for _ in range(2):
        process = await start("--seed-people")
        async with Phones.at(process.url, bot=USERNAME) as phones:
            people = await phones.ask("GET", "/people")
        assert [(p["first_name"], p["language_code"]) for p in people] == [
            ("Maya", "en"),
            ("Diego", "es"),
        ]
        assert await process.end(signal.SIGINT) == 0


async def test_one_of_the_first_two_has_a_group_with_topics_and_only_one(start: Start) -> None:
    for _ in range(2):
        process = await start("--seed-people", "--seed-forum", "Operators")
        async with Phones.at(process.url, bot=USERNAME) as phones:
            diego = await phones.person_by_name("Diego")
            maya = await phones.person_by_name("Maya")
            for person, groups in ((diego, [-1001000000001]), (maya, [])):
                chats = await phones.ask("GET", f"/people/{person.id}/chats")
                assert [one["group"]["id"] for one in chats if one.get("group")] == groups
        assert await process.end(signal.SIGINT) == 0


@pytest.mark.parametrize("environment", ["production", "Production"])
async def test_it_refuses_to_start_in_production(environment: str) -> None:
    process = await launch("--port", "0", CARGO_ENV=environment)
    _, told = await soon(process.communicate(), 20)
    assert process.returncode == 2
    assert told == b"The sandbox does not start where CARGO_ENV is production.\n"


async def test_it_refuses_a_bot_without_a_name() -> None:
    process = await launch("--port", "0", "--bot", TOKEN)
    _, told = await soon(process.communicate(), 20)
    assert process.returncode == 2
    assert told == b"a bot needs a token like 42:secret and a username\n"


async def test_the_page_is_served_with_a_strict_policy(http: aiohttp.ClientSession) -> None:
    async with http.get("/") as response:
        assert response.status == 200
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "http" not in policy
        assert response.headers["Cache-Control"] == "no-cache"


async def test_the_page_shows_the_links_it_is_given_and_no_markup_in_them(start: Start) -> None:
    running = await start("--link", "Mission<Control=http://127.0.0.1:1/admin/?a=1&b=2")
    async with aiohttp.ClientSession() as http, http.get(running.url) as response:
        page = await response.text()
    assert 'href="http://127.0.0.1:1/admin/?a=1&amp;b=2"' in page
    assert "Mission&lt;Control</a>" in page


@pytest.mark.parametrize("path", ["nothing.js", "../app.py", "..%2Fapp.py", "%2e%2e/app.py"])
async def test_nothing_outside_the_page_is_served(http: aiohttp.ClientSession, path: str) -> None:
    async with http.get(f"/page/{path}") as response:
        assert response.status == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:8001"},
        {"Host": "["},
        {"Origin": "https://evil.example"},
        {"Origin": "http://203.0.113.5"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
    ],
)
async def test_a_foreign_page_cannot_play_people(
    http: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    async with http.get("/sandbox/people", headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["error"] == "the control plane answers this machine only"
        assert "Access-Control-Allow-Origin" not in response.headers


async def test_events_are_streamed_and_taken_up_where_they_were_left(
    http: aiohttp.ClientSession, maya: Person, served: Served
) -> None:
    since = served.inside.events.last_id
    await maya.text("one")
    async with http.get(f"/sandbox/events?person={maya.id}&since={since}") as stream:
        assert stream.content_type == "text/event-stream"
        first = await next_event(stream)
        assert first["event"] == "message"
        assert json.loads(first["data"])["message"]["text"] == "one"
        await maya.text("two")
        while "two" not in (second := await next_event(stream))["data"]:
            pass
    headers = {"Last-Event-ID": first["id"]}
    async with http.get(f"/sandbox/events?person={maya.id}", headers=headers) as stream:
        assert int((await next_event(stream))["id"]) <= int(second["id"])


async def next_event(stream: aiohttp.ClientResponse) -> dict[str, str]:
    """Read the next block of lines that carries data."""
    block: dict[str, str] = {}
    while "data" not in block:
        async for line in stream.content:
            if line == b"\n":
                break
            name, _, rest = line.decode().rstrip("\n").partition(": ")
            block[name] = rest
    return block
