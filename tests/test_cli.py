"""The `peercargo` command as an operator and a newcomer meet it: real processes, real signals."""

import asyncio
import re
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import psutil
import pytest

from bench.demo import BOT, PEERCARGO, Demo, empty_directory, running_demo
from core.servers.lock import try_lock
from tests.phones import Person, Phones
from tests.soon import soon


@dataclass(frozen=True)
class FirstRun:
    """A first start on empty data, from `make demo` to Ctrl-C, and who ran on after it."""

    data: Path
    said: str
    left_over: list[int]


@pytest.fixture(scope="module")
async def first_run() -> AsyncIterator[FirstRun]:
    # `-o`: what the demo needs is installed, or these tests would not run.
    command = ("make", "--no-print-directory", "-o", ".venv/run.stamp", "demo")
    with empty_directory() as data:
        async with _ended(await Demo.start(data, command=command)) as demo:
            await demo.ready()
            tree = _tree(demo)
            demo.press_ctrl_c()
            await demo.end()
            left_over = await _still_there(tree, after_seconds=1)
        yield FirstRun(data, demo.said, left_over)


@pytest.fixture
def data(first_run: FirstRun) -> Path:
    """Give data on which a demo has run, so that the next start is warm."""
    return first_run.data


@pytest.fixture
def taken_port() -> Iterator[int]:
    """Hold a port whose next ones are most likely free."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


@asynccontextmanager
async def _ended(demo: Demo) -> AsyncIterator[Demo]:
    """Leave nothing running, whatever the test meets."""
    try:
        yield demo
    finally:
        await demo.stop()


def _tree(demo: Demo) -> list[psutil.Process]:
    root = psutil.Process(demo.process.pid)
    return [root, *root.children(recursive=True)]


async def _still_there(tree: list[psutil.Process], *, after_seconds: float) -> list[int]:
    """List who runs on; who only waits to be buried by the system has ended."""
    await asyncio.to_thread(psutil.wait_procs, tree, timeout=after_seconds)
    return [one.pid for one in tree if _runs(one)]


def _runs(process: psutil.Process) -> bool:
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


async def _answering(phones: Phones, first_name: str) -> Person:
    """Find somebody as soon as the sandbox answers again."""
    while True:
        try:
            return await phones.person_by_name(first_name)
        except aiohttp.ClientError:
            await asyncio.sleep(0.05)


async def test_ctrl_c_in_front_of_make_ends_everything_without_a_complaint(
    first_run: FirstRun,
) -> None:
    assert first_run.said.rstrip().endswith("Stopped.")
    assert "Traceback" not in first_run.said
    assert "Error" not in first_run.said
    assert first_run.left_over == []


async def test_the_demo_says_where_missioncontrol_is_and_its_page_leads_there(data: Path) -> None:
    async with running_demo(data) as demo, aiohttp.ClientSession() as http:
        said = await demo.says(re.compile(r"MissionControl: (http://\S+)"))
        async with http.get(demo.phones_url) as response:
            assert f'href="{said[1]}"' in await response.text()
        async with http.get(said[1]) as response:
            assert response.status == 200
            assert "This is the demo." in await response.text()


async def test_a_killed_demo_leaves_nothing_running_and_keeps_what_was_done(data: Path) -> None:
    async with _ended(await Demo.start(data)) as demo:
        async with Phones.at(await demo.ready(), bot=BOT) as phones:
            ida = await phones.person("Ida", language_code="en")
            await ida.start()
            await ida.hears("Welcome")
        tree = _tree(demo)
        demo.process.send_signal(signal.SIGKILL)
        assert await _still_there(tree, after_seconds=1) == []
    async with running_demo(data) as demo, Phones.at(demo.phones_url, bot=BOT) as phones:
        ida = await phones.person_by_name("Ida")
        await ida.press("English")
        await ida.hears("The rules")


async def test_a_killed_sandbox_comes_back_and_the_phones_keep_their_history(data: Path) -> None:
    async with running_demo(data) as demo:
        async with Phones.at(demo.phones_url, bot=BOT) as phones:
            noor = await phones.person("Noor", language_code="en")
            await noor.start()
            await noor.hears("Welcome")
            # The sandbox gathers for 50 ms what it writes down; a person takes longer.
            await phones.ask("GET", "/wait", person=noor.id, timeout=0.2)
            before = await noor.messages()
        sandbox = next(one for one in _tree(demo) if "sandbox" in one.cmdline())
        sandbox.kill()
        await asyncio.to_thread(sandbox.wait, 5)
        async with Phones.at(demo.phones_url, bot=BOT) as phones:
            noor = await soon(_answering(phones, "Noor"), 20)
            assert await noor.messages() == before
            await noor.press("English")
            await noor.hears("The rules")


async def test_a_second_demo_on_the_same_data_is_refused_with_words(data: Path) -> None:
    lock = try_lock(data / "demo.lock")
    assert lock is not None
    async with _ended(await Demo.start(data)) as demo:
        assert await demo.end() == 2
        assert "a demo runs on" in demo.said
        assert "Traceback" not in demo.said
    lock.release()


async def test_a_demo_keeps_its_hands_off_a_real_installation(tmp_path: Path) -> None:
    async with _ended(await Demo.start(tmp_path, command=(str(PEERCARGO), "web"))) as web:
        await web.says("valkey started")
    async with _ended(await Demo.start(tmp_path, "--fresh")) as demo:
        assert await demo.end() == 2
        assert "holds a real installation" in demo.said


async def test_a_taken_port_moves_on_to_the_next_and_says_so(data: Path, taken_port: int) -> None:
    async with _ended(await Demo.start(data, port=taken_port)) as demo:
        # Which is the next one that is free, others on this machine decide too.
        found = await demo.says(re.compile(rf"Port {taken_port} is taken, using (\d+)\."))
        assert int(found[1]) > taken_port


async def test_fresh_forgets_what_was_done(tmp_path: Path, taken_port: int) -> None:
    old = tmp_path / "sandbox" / "old"
    old.parent.mkdir()
    old.touch()
    async with _ended(await Demo.start(tmp_path, "--fresh", port=taken_port)) as demo:
        await demo.says("is taken")  # said after the old data are gone
        assert not old.exists()


async def test_serving_without_a_token_is_refused_at_once_and_says_where_to_get_one(
    tmp_path: Path,
) -> None:
    serve = await Demo.start(tmp_path, command=(str(PEERCARGO), "serve"))
    assert await serve.end() == 2
    assert "ask @BotFather for one" in serve.said


async def test_production_refuses_to_start_and_names_what_is_missing(tmp_path: Path) -> None:
    serve = await Demo.start(
        tmp_path, command=(str(PEERCARGO), "serve"), settings={"CARGO_ENV": "production"}
    )
    assert await serve.end() == 2
    for name in ("TELEGRAM_BOT_TOKEN", "STRIPE_SECRET_KEY", "PUBLIC_URL"):
        assert f"{name} is missing" in serve.said
