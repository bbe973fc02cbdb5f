"""`peercargo dead`: what was given up, for an operator to read and put back.

Heavy imports stand inside the functions, as in `cli.py`.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from core.dead_letters import LetterId, LetterKind
    from core.logs import Masking
    from core.wiring import Services

_MOST = 50
"""A screenful or two; `--most` shows more."""

Kind = Annotated[
    Literal["event", "inbox", "outbox", "mail"] | None,
    typer.Option(help="Only those of this kind."),
]
Group = Annotated[str | None, typer.Option(help="Only events that this group could not hear.")]

dead = typer.Typer(
    name="dead",
    help="Events that could not be heard, updates that were put aside, messages that could not be"
    " sent: read them, put them back.",
    no_args_is_help=True,
)
screen = Console(highlight=False, soft_wrap=True)


@dead.command("list")
def show_list(
    kind: Kind = None,
    group: Group = None,
    most: Annotated[int, typer.Option(min=1, help="How many to show.")] = _MOST,
) -> None:
    """List dead letters, the newest first, without anything that a person wrote."""
    asyncio.run(_list(kind, group, most))


@dead.command("show")
def show_letter(
    letter: Annotated[str, typer.Argument(metavar="ID", help="Its id in the list.")],
) -> None:
    """Show all of a dead letter, what a person wrote included; secrets are masked."""
    asyncio.run(_show(letter))


@dead.command("replay")
def replay_letters(
    letters: Annotated[
        list[str] | None, typer.Argument(metavar="ID...", help="Ids from the list.")
    ] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
    kind: Kind = None,
    group: Group = None,
) -> None:
    """Put dead letters back on their ordinary way, with all their attempts."""
    if bool(letters) == every:
        raise typer.BadParameter("name the letters, or say --all")
    if letters and (kind or group):
        raise typer.BadParameter("--kind and --group go with --all")
    asyncio.run(_replay(letters or None, kind=kind, group=group))


@asynccontextmanager
async def _session() -> AsyncIterator[tuple["Services", "AsyncSession"]]:
    from core.logs import set_up_logs  # noqa: PLC0415
    from core.settings import load_settings  # noqa: PLC0415
    from core.wiring import open_services  # noqa: PLC0415

    settings = load_settings(log_level="WARNING")
    set_up_logs(settings, process="dead")
    async with open_services(settings) as services, services.db.begin() as session:
        yield services, session


async def _list(kind: str | None, group: str | None, most: int) -> None:
    from core.dead_letters import list_letters  # noqa: PLC0415

    async with _session() as (_, session):
        letters = await list_letters(session, kind=_kind(kind), group=group, most=most)
    if not letters:
        screen.print("No dead letters.")
        return
    table = Table("id", "what", "died (UTC)", "why")
    for letter in letters:
        died_at = f"{letter.died_at:%Y-%m-%d %H:%M}"
        table.add_row(str(letter.id), escape(letter.what), died_at, escape(letter.why))
    screen.print(table)


async def _show(written: str) -> None:
    from core.dead_letters import open_letter  # noqa: PLC0415
    from core.logs import Masking  # noqa: PLC0415

    letter_id = _read(written)
    async with _session() as (services, session):
        letter = await open_letter(session, letter_id)
    if letter is None:
        _complain("No dead letter has the id", [letter_id])
        raise typer.Exit(1)
    masking = Masking(services.settings.secrets())
    error = masking.mask(letter.pop("error") or "")
    shown = json.dumps(_masked(letter, masking), indent=2, ensure_ascii=False, default=str)
    screen.print(shown, markup=False)
    screen.print(error, markup=False)


def _masked(value: object, masking: "Masking") -> object:
    """Mask each text by itself, because JSON writes some characters in another way."""
    match value:
        case str():
            return masking.mask(value)
        case dict():
            return {masking.mask(str(name)): _masked(one, masking) for name, one in value.items()}
        case list():
            return [_masked(one, masking) for one in value]
        case _:
            return value


async def _replay(written: list[str] | None, *, kind: str | None, group: str | None) -> None:
    from core.dead_letters import list_letters, replay_letters  # noqa: PLC0415

    letter_ids = [_read(one) for one in written or []]
    async with _session() as (services, session):
        if written is None:
            every = await list_letters(session, kind=_kind(kind), group=group)
            letter_ids = [letter.id for letter in every]
        replayed = await replay_letters(session, letter_ids, at=services.clock())
    screen.print(f"Put back: {len(replayed.put_back)}.")
    if replayed.kept:
        _complain(
            "Without its content, or with something newer told in its place, nothing can be done"
            " again with",
            replayed.kept,
        )
    if replayed.missing:
        _complain("No dead letter has the id", replayed.missing)
    if replayed.missing or (replayed.kept and written):
        raise typer.Exit(1)


def _kind(kind: str | None) -> "LetterKind | None":
    from core.dead_letters import LetterKind  # noqa: PLC0415

    return None if kind is None else LetterKind(kind)


def _read(written: str) -> "LetterId":
    from core.dead_letters import LetterId, NotALetterId  # noqa: PLC0415

    try:
        return LetterId.read(written)
    except NotALetterId:
        _complain("An id looks like event:1, inbox:1 or outbox:1, and not like", [written])
        raise typer.Exit(2) from None


def _complain(what: str, letters: "Sequence[LetterId | str]") -> None:
    listed = ", ".join(str(letter) for letter in letters)
    Console(stderr=True, highlight=False, soft_wrap=True).print(f"{what} {listed}.", markup=False)
