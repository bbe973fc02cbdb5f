"""The command: `python -m sandbox`. Opens the port, says so, and closes cleanly when told to."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import orjson
import uvloop
from aiohttp import web

from sandbox.app import build_app
from sandbox.people.refusals import PlaneRefusal
from sandbox.people.roster import add_bot, seed_forum, seed_people
from sandbox.robots.crowd import run_robots
from sandbox.wiring import Sandbox, build_sandbox

EXIT_REFUSED = 2


def main() -> int:
    if os.environ.get("CARGO_ENV", "").lower() == "production":
        sys.stderr.write("The sandbox does not start where CARGO_ENV is production.\n")
        return EXIT_REFUSED
    options = command_line().parse_args()
    try:
        if options.ready_file:
            options.ready_file.unlink(missing_ok=True)
        uvloop.run(run(options))
    except (PlaneRefusal, OSError) as refusal:
        # A faulty --bot, or a port or folder that cannot be had.
        sys.stderr.write(f"{refusal}\n")
        return EXIT_REFUSED
    return 0


async def run(options: argparse.Namespace) -> None:
    sandbox = build_sandbox(
        folder=options.data,
        with_limits=not options.no_limits,
        check_answers=options.check_answers,
        links=dict(one.split("=", 1) for one in options.link),
    )
    for named in options.bot:
        token, _, username = named.partition("@")
        add_bot(sandbox, token, username, None)
    if options.stripe_listener:
        secret, _, url = options.stripe_listener.partition("@")
        sandbox.stripe.hooks.listen(url, secret)
    if options.seed_people:
        seed_people(sandbox)
    if options.seed_forum:
        seed_forum(sandbox, options.seed_forum)
    told_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for told in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(told, told_to_stop.set)
    runner = web.AppRunner(
        build_app(sandbox), access_log=None, handler_cancellation=True, shutdown_timeout=0.5
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, options.host, options.port, reuse_address=True)
        await site.start()
        url = _say_ready(options, runner, sandbox)
        async with _robots(url, sandbox, options.robots):
            await told_to_stop.wait()
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _robots(url: str, sandbox: Sandbox, count: int) -> AsyncIterator[None]:
    """Let so many robots live beside the people, with the first bot there is."""
    bot = next(iter(sandbox.world.bots.values()), None)
    if count == 0 or bot is None:
        yield
        return
    living = asyncio.create_task(run_robots(url, bot=bot.username, count=count))
    try:
        yield
    finally:
        living.cancel()
        await asyncio.gather(living, return_exceptions=True)


def _say_ready(options: argparse.Namespace, runner: web.AppRunner, sandbox: Sandbox) -> str:
    port = runner.addresses[0][1]
    host = f"[{options.host}]" if ":" in options.host else options.host
    url = f"http://{host}:{port}"
    if options.ready_file:
        # Renamed into place, so that whoever waits for the file reads all of it.
        unfinished = options.ready_file.with_suffix(".part")
        unfinished.write_bytes(orjson.dumps({"port": port, "url": url}))
        unfinished.replace(options.ready_file)
    names = ", ".join(f"@{bot.username}" for bot in sandbox.world.bots.values()) or "no bots"
    sys.stdout.write(f"The sandbox is open at {url} ({names}).\n")
    sys.stdout.flush()
    return url


def command_line() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="sandbox", description=__doc__)
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=8001, help="0 takes a free one")
    options.add_argument(
        "--bot", action="append", default=[], metavar="TOKEN@USERNAME", help="repeatable"
    )
    options.add_argument("--data", type=Path, help="keep everything in this folder")
    options.add_argument("--seed-people", action="store_true", help="two people for a first visit")
    options.add_argument(
        "--seed-forum",
        metavar="TITLE",
        help="a group with topics, for one of these two and the bots",
    )
    options.add_argument("--robots", type=int, default=0, help="people who play themselves")
    options.add_argument(
        "--stripe-listener", metavar="SECRET@URL", help="where Stripe's events go, signed with this"
    )
    options.add_argument(
        "--link", action="append", default=[], metavar="NAME=URL", help="shown on the page"
    )
    options.add_argument("--no-limits", action="store_true", help="switch the rate limits off")
    options.add_argument("--ready-file", type=Path, help="written once the port is open")
    options.add_argument(
        "--check-answers", action="store_true", help="hold every answer against the description"
    )
    return options


if __name__ == "__main__":
    sys.exit(main())
