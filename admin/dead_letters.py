"""`peercargo dead`: events that a group could not hear, for an operator to read and put back.

Heavy imports stand inside the functions, as in `cli.py`.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from core.events.models import EventDelivery

_MOST = 50
"""A screenful or two; `--most` shows more."""

dead = typer.Typer(
    help="Events that could not be heard: read them, put them back.", no_args_is_help=True
)
screen = Console(highlight=False, soft_wrap=True)


@dead.command("list")
def list_letters(
    group: Annotated[str | None, typer.Option(help="Only those of this group.")] = None,
    most: Annotated[int, typer.Option(min=1, help="How many to show.")] = _MOST,
) -> None:
    """List dead letters, the newest first."""
    asyncio.run(_list(group, most))


@dead.command("show")
def show_letter(number: Annotated[int, typer.Argument(help="Its number in the list.")]) -> None:
    """Show a dead letter: what it told, and why it could not be heard."""
    asyncio.run(_show(number))


@dead.command("replay")
def replay_letters(
    numbers: Annotated[list[int] | None, typer.Argument(help="Numbers from the list.")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
    group: Annotated[str | None, typer.Option(help="With --all: only this group's.")] = None,
) -> None:
    """Put dead letters back, to be heard anew with all their attempts."""
    if bool(numbers) == every:
        raise typer.BadParameter("name the letters, or say --all")
    asyncio.run(_replay(numbers or [], every=every, group=group))


@asynccontextmanager
async def _session() -> AsyncIterator["AsyncSession"]:
    from core.logs import set_up_logs  # noqa: PLC0415
    from core.settings import load_settings  # noqa: PLC0415
    from core.wiring import open_services  # noqa: PLC0415

    settings = load_settings(log_level="WARNING")
    set_up_logs(settings, process="dead")
    async with open_services(settings) as services, services.db.begin() as session:
        yield session


async def _list(group: str | None, most: int) -> None:
    from core.events.queries import dead_letters  # noqa: PLC0415

    async with _session() as session:
        letters = await dead_letters(session, group=group, most=most)
    if not letters:
        screen.print("No dead letters.")
        return
    table = Table("number", "group", "event", "about", "died (UTC)", "why")
    for letter in letters:
        table.add_row(str(letter.id), letter.group, letter.name, *_when_and_why(letter))
    screen.print(table)


def _when_and_why(letter: "EventDelivery") -> tuple[str, str, str]:
    died_at = "" if letter.died_at is None else f"{letter.died_at:%Y-%m-%d %H:%M}"
    lines = (letter.error or "").splitlines() or [""]
    return str(letter.about), died_at, escape(lines[-1])


async def _show(number: int) -> None:
    from core.events.queries import dead_letter  # noqa: PLC0415

    async with _session() as session:
        letter = await dead_letter(session, number)
    if letter is None:
        _refuse(number)
        return
    facts = {
        "group": letter.group,
        "event": letter.name,
        "event_id": str(letter.event_id),
        "about": str(letter.about),
        "by_peer_id": None if letter.by_peer_id is None else str(letter.by_peer_id),
        "at": letter.at.isoformat(),
        "facts": letter.facts,
        "attempts": letter.attempts,
        "died_at": None if letter.died_at is None else letter.died_at.isoformat(),
    }
    screen.print(json.dumps(facts, indent=2, ensure_ascii=False), markup=False)
    screen.print(letter.error or "", markup=False)


async def _replay(numbers: list[int], *, every: bool, group: str | None) -> None:
    from core.events.queries import dead_letters  # noqa: PLC0415
    from core.events.service import replay  # noqa: PLC0415

    async with _session() as session:
        if every:
            numbers = [letter.id for letter in await dead_letters(session, group=group)]
        replayed = await replay(session, numbers)
    screen.print(f"Put back: {len(replayed)}.")
    missing = sorted(set(numbers) - set(replayed))
    if missing:
        _refuse(*missing)


def _refuse(*numbers: int) -> None:
    listed = ", ".join(str(number) for number in numbers)
    Console(stderr=True, highlight=False).print(f"No dead letter has the number {listed}.")
    raise typer.Exit(1)
