"""The `peercargo` command: the one place that ties the edges into processes.

Heavy imports stand inside the commands, so that `--help` and a refusal come at once.
"""

import asyncio
import gc
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from decimal import Decimal
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from admin.backups import backups
from admin.dead_letters import dead
from admin.disputes import dispute
from admin.lines import line
from admin.money import money
from admin.operators import operator
from admin.quests import quest
from admin.reviews import review
from core.rules import MatchingIndex
from core.servers.child import end_child, start_child
from core.servers.errors import ServersUnavailable
from core.servers.identity import of_this_process
from core.servers.lock import ServerLock, try_lock
from core.settings import (
    DEMO_TOKEN,
    CargoEnv,
    Settings,
    SettingsRefused,
    TelegramMode,
    load_settings,
)

if TYPE_CHECKING:
    from core.wiring import Services

_DEMO_RATES = {code: Decimal(rate) for code, rate in (("USD", 1), ("GBP", 1), ("INR", 100))}
"""Round figures to play with, not those of any day: an installation sets its own."""

_DEMO_BOT = "peercargo_demo_bot"
_DEMO_DESK_TITLE, _DEMO_DESK = "Operators", -1001000000001
"""The group in which one of the demo's people answers as Support: the sandbox's first."""

_DEMO_STRIPE = {
    "stripe_secret_key": "sk_test_demo",
    "stripe_webhook_secret": "whsec_demo",  # signs what the sandbox tells
}
_REAL = "real-installation"
_PORTS_TRIED = 50
_OPEN_SECONDS = 30.0
_SANDBOX_STOP = ((signal.SIGTERM, 3.0), (signal.SIGKILL, 3.0))

app = typer.Typer(
    help="Peer-Cargo: travelers carry what others send.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for group in (backups, dead, review, quest, dispute, money, line, operator):
    app.add_typer(group)
screen = Console(stderr=True, highlight=False, soft_wrap=True)


@app.command()
def demo(
    *,
    fresh: Annotated[bool, typer.Option(help="Forget everything and start anew.")] = False,
    robots: Annotated[int, typer.Option(help="People who play themselves.", min=0)] = 0,
) -> None:
    """Run the whole product with a sandbox in Telegram's place: no token, no Docker."""
    settings = load_settings(
        cargo_env=CargoEnv.DEMO,
        telegram_bot_token=DEMO_TOKEN,
        telegram_mode=TelegramMode.POLLING,
        telegram_operators_chat=_DEMO_DESK,
        **_DEMO_STRIPE,
    )
    if not settings.exchange_rates:
        settings = settings.model_copy(update={"exchange_rates": _DEMO_RATES})
    _run(_demo(settings, fresh=fresh, robots=robots))


@app.command()
def serve() -> None:
    """Run web, bot and worker in one process: a small installation."""
    _run(_processes(load_settings(), name="serve", web=True, worker=True))


@app.command()
def web() -> None:
    """Run the web process alone: webhooks, MissionControl, health, metrics."""
    _run(_processes(load_settings(), name="web", web=True, worker=False))


@app.command()
def worker() -> None:
    """Run the worker alone: the bot by polling, who hears events, and the clock."""
    _run(_processes(load_settings(), name="worker", web=False, worker=True))


@app.command()
def migrate() -> None:
    """Bring the database to the newest version."""
    _run(_migrate(load_settings()))


@app.command()
def doctor() -> None:
    """Check everything that is configured, and say what to do about the rest."""
    _run(_doctor(load_settings()))


def main() -> None:
    """Words what an operator can mend; everything else is a bug and shows its traceback."""
    # Importing makes a great many objects and hardly any garbage: a sixth of its time is saved.
    gc.disable()
    try:
        app()
    except (SettingsRefused, ServersUnavailable, ExceptionGroup) as error:
        match _innermost(error):
            case SettingsRefused() as refusal:
                screen.print("[bold red]These settings will not do:[/]")
                for problem in refusal.problems:
                    screen.print(f"  • {problem}", markup=False)
                sys.exit(2)
            case ServersUnavailable() as refusal:
                screen.print(f"{refusal.reason}.\n{refusal.what_to_do}.", markup=False)
                sys.exit(3)
            case _:
                raise


def _innermost(error: Exception) -> Exception:
    """Unwrap an error that came alone through a task group."""
    while isinstance(error, ExceptionGroup) and len(error.exceptions) == 1:
        error = error.exceptions[0]
    return error


def _run(work: Coroutine[Any, Any, None]) -> None:
    import uvloop  # noqa: PLC0415

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_until_signal(work))


async def _until_signal(work: Coroutine[Any, Any, None]) -> None:
    """Ctrl-C and SIGTERM cancel the work, which then closes what it has opened, undisturbed."""
    task = asyncio.create_task(work)
    loop = asyncio.get_running_loop()

    def stop() -> None:
        if not task.cancelling():
            task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    try:
        await task
    except asyncio.CancelledError:
        screen.print("Stopped.")


async def _processes(settings: Settings, *, name: str, web: bool, worker: bool) -> None:
    if worker:
        settings.bot_token()  # refuses before anything is started
    _mark_as_real(settings.cargo_data_dir)
    async with (
        _ready_services(settings, name=name) as services,
        _running(services, web=web, worker=worker),
    ):
        await asyncio.Event().wait()


@asynccontextmanager
async def _ready_services(
    settings: Settings, *, name: str, log_file: Path | None = None
) -> AsyncIterator["Services"]:
    from bot.words import LOCALES  # noqa: PLC0415
    from core.articles.service import load_articles  # noqa: PLC0415
    from core.logs import set_up_logs  # noqa: PLC0415
    from core.passages.flows import build_postgis  # noqa: PLC0415
    from core.places.service import load_places  # noqa: PLC0415
    from core.schema import upgrade_schema  # noqa: PLC0415
    from core.wiring import open_services  # noqa: PLC0415

    set_up_logs(settings, process=name, file=log_file)
    async with open_services(settings) as services:
        await upgrade_schema(services.db)
        async with services.db.begin() as session:
            await load_places(session, at=services.clock())
        async with services.db.begin() as session:
            await load_articles(session, LOCALES, at=services.clock())
        if settings.matching_index is MatchingIndex.POSTGIS:
            await build_postgis(services.db)
        yield services


@asynccontextmanager
async def _running(services: "Services", *, web: bool, worker: bool) -> AsyncIterator[None]:
    """Run the parts of a process until the block is cancelled; they end before the services."""
    from admin.door import ConsoleDoor, listings  # noqa: PLC0415
    from core.garbage import look_for_garbage_seldom  # noqa: PLC0415
    from core.waking.flows import wake  # noqa: PLC0415
    from webhooks.app import build_web, build_worker_web  # noqa: PLC0415
    from webhooks.server import serve_web  # noqa: PLC0415

    settings = services.settings
    look_for_garbage_seldom()
    if worker:
        # Nobody who was kept waiting may be told that his time is over before it was given back.
        await wake(services.db, clock=services.clock)
    async with AsyncExitStack() as stack:
        work = await stack.enter_async_context(_work_of(services)) if worker else ()
        group = await stack.enter_async_context(asyncio.TaskGroup())
        for one in work:
            group.create_task(one)
        if web:
            beside = partial(import_module, "bot.beside")
            door = ConsoleDoor(services, open_bot_side=beside)
            app = build_web(services, console=door, listings=listings, open_bot_side=beside)
            group.create_task(serve_web(app, host=settings.listen_host, port=settings.port))
        elif settings.worker_port is not None:
            app = build_worker_web(services)
            group.create_task(serve_web(app, host=settings.listen_host, port=settings.worker_port))
        yield


@asynccontextmanager
async def _work_of(services: "Services") -> AsyncIterator[Sequence[Coroutine[Any, Any, None]]]:
    """Open what a worker needs, and give what it does. A web process never loads any of it."""
    from bot.runner import open_bot  # noqa: PLC0415
    from core.background import run_background  # noqa: PLC0415
    from webhooks.telegram import TELEGRAM_PATH  # noqa: PLC0415

    async with open_bot(services) as bot:
        yield bot.run(webhook_path=TELEGRAM_PATH), run_background(services)


async def _migrate(settings: Settings) -> None:
    async with _ready_services(settings, name="migrate"):
        screen.print("The database is at the newest version.")


async def _doctor(settings: Settings) -> None:
    from bot.checkup import check_telegram  # noqa: PLC0415
    from core.checkup import Verdict, check_everything  # noqa: PLC0415
    from core.wiring import open_services  # noqa: PLC0415

    async with open_services(settings) as services:
        findings = [*await check_everything(services), *await check_telegram(settings)]
    table = Table("", "what", "found", "what to do")
    signs = {Verdict.RIGHT: "[green]✓[/]", Verdict.WRONG: "[red]✗[/]", Verdict.UNSET: "[dim]·[/]"}
    for one in findings:
        table.add_row(signs[one.verdict], one.name, one.what, one.to_do)
    Console(highlight=False).print(table)
    if any(one.verdict is Verdict.WRONG for one in findings):
        sys.exit(1)


def _mark_as_real(directory: Path) -> None:
    """Keep a later demo and its `--fresh` away from here, unless a demo was here first."""
    directory.mkdir(parents=True, exist_ok=True)
    if not (directory / "demo.lock").exists():
        (directory / _REAL).touch()


async def _demo(settings: Settings, *, fresh: bool, robots: int) -> None:
    """Start the sandbox beside the servers, and keep it running."""
    lock = _only_demo(settings.cargo_data_dir, fresh=fresh)
    port = _free_port(settings.listen_host, settings.port)
    if settings.port not in (0, port):
        screen.print(f"Port {settings.port} is taken, using {port}.")
    sandbox_port = _free_port(settings.listen_host, port + 1)
    phones = f"http://{settings.listen_host}:{sandbox_port}"
    settings = settings.model_copy(
        update={"port": port, "telegram_api_base": phones, "stripe_api_base": phones}
    )
    log_file = settings.cargo_data_dir / "demo.log"
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(_keep_sandbox(settings, sandbox_port, robots=robots))
            async with (
                _ready_services(settings, name="demo", log_file=log_file) as services,
                _running(services, web=True, worker=True),
            ):
                await _port_opens(settings.listen_host, sandbox_port)
                await _name_the_bot(phones)
                await _port_opens(settings.listen_host, port)
                screen.print(f"\n  📱📱 [bold]Two phones:[/] {phones}/\n")
                screen.print(f"  🛰  [bold]MissionControl:[/] {settings.console_url}/\n")
                screen.print(
                    f"  Health: http://{settings.listen_host}:{port}/readyz  Log: {log_file}"
                )
                screen.print(f"  Letters to who blocks the bot: {settings.cargo_data_dir}/mail")
                screen.print("  Ctrl-C ends everything; what you did is kept for next time.\n")
                await asyncio.Event().wait()
    finally:
        lock.release()


def _only_demo(directory: Path, *, fresh: bool) -> ServerLock:
    """Refuse a second demo on the same data, and real data; with `fresh`, forget the data."""
    if (directory / _REAL).exists():
        raise SettingsRefused(
            [f"CARGO_DATA_DIR: {directory} holds a real installation; name another directory"]
        )
    directory.mkdir(parents=True, exist_ok=True)
    lock = try_lock(directory / "demo.lock")
    if lock is None:
        raise SettingsRefused(
            [f"CARGO_DATA_DIR: a demo runs on {directory}; end it, or name another directory"]
        )
    if fresh:
        for part in ("servers", "sandbox", "files", "mail", "sms"):
            shutil.rmtree(directory / part, ignore_errors=True)
    return lock


async def _keep_sandbox(settings: Settings, port: int, *, robots: int) -> None:
    directory = settings.cargo_data_dir.absolute() / "sandbox"
    directory.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "sandbox", "--host", settings.listen_host, "--port", str(port)]
    command += ["--bot", f"{DEMO_TOKEN}@{_DEMO_BOT}", "--data", str(directory), "--seed-people"]
    command += ["--seed-forum", _DEMO_DESK_TITLE, "--robots", str(robots)]
    listener = f"http://{settings.listen_host}:{settings.port}/webhooks/stripe"
    command += ["--link", f"MissionControl={settings.console_url}/"]
    command += ["--stripe-listener", f"{_DEMO_STRIPE['stripe_webhook_secret']}@{listener}"]
    with (directory / "sandbox.log").open("ab") as output:
        while True:
            process = await start_child(
                command,
                identity=of_this_process(),
                directory=Path(__file__).parent,
                death_signal=signal.SIGTERM,
                output=output.fileno(),
            )
            try:
                await process.wait()
            finally:
                await end_child(process, _SANDBOX_STOP)
            await asyncio.sleep(0.2)


async def _name_the_bot(phones: str) -> None:
    """Do what @BotFather does for a real bot: give it the name that people see."""
    import httpx  # noqa: PLC0415

    named = {"token": DEMO_TOKEN, "username": _DEMO_BOT, "first_name": "Peer-Cargo"}
    async with httpx.AsyncClient(base_url=phones, trust_env=False) as plane:
        (await plane.post("/sandbox/bots", json=named)).raise_for_status()


async def _port_opens(host: str, port: int) -> None:
    try:
        async with asyncio.timeout(_OPEN_SECONDS):
            while True:
                try:
                    _, writer = await asyncio.open_connection(host, port)
                except OSError:
                    await asyncio.sleep(0.05)
                else:
                    writer.close()
                    return
    except TimeoutError:
        raise ServersUnavailable(
            f"nothing opens port {port}",
            "look into demo.log and sandbox/sandbox.log in the data directory",
        ) from None


def _free_port(host: str, wanted: int) -> int:
    """Find the wanted port, else the next one that is free."""
    for port in range(wanted, wanted + _PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise SettingsRefused([f"PORT: {wanted} and the next {_PORTS_TRIED - 1} are all taken"])


if __name__ == "__main__":
    main()
