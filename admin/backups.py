"""`peercargo backup` and `peercargo restore`: everything in one file, and begun again from it.

Heavy imports stand inside the functions, as in `cli.py`.
"""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from admin.terminal import complain, opened_services

if TYPE_CHECKING:
    from core.backups.states import About
    from core.settings import Settings

_PIPE = "-"
_OWNERS_ONLY = 0o600

File = Annotated[
    str, typer.Argument(metavar="FILE", help="The backup's file; - for a pipe, such as compose's.")
]

backups = typer.Typer()
screen = Console(stderr=True, highlight=False, soft_wrap=True)
"""The other stream may be the backup itself."""


@backups.command("backup")
def backup(file: File) -> None:
    """Write database and files into one file, while everything runs."""
    asyncio.run(_back_up(file))


@backups.command("restore")
def restore(file: File) -> None:
    """Begin again from a backup: into an empty database, with nothing running."""
    asyncio.run(_restore(file))


async def _back_up(file: str) -> None:
    from core.backups.flows import back_up  # noqa: PLC0415
    from core.backups.states import BackupRefused  # noqa: PLC0415

    async with opened_services("backup") as services:
        try:
            with _writing(file) as out:
                files = _files_of(services.settings)
                about = await back_up(services.db, out, files=files, at=services.clock())
        except (BackupRefused, OSError) as refusal:
            complain(f"There is no backup: {refusal}.")
        _say_what_is_missing(services.settings, about)


async def _restore(file: str) -> None:
    from core.backups.flows import restore  # noqa: PLC0415
    from core.backups.states import BackupRefused  # noqa: PLC0415

    async with opened_services("restore") as services:
        try:
            with _reading(file) as source:
                files = _files_of(services.settings)
                about = await restore(services.db, source, files=files, at=services.clock())
        except (BackupRefused, OSError) as refusal:
            complain(f"Nothing is restored: {refusal}.")
    screen.print(f"Everything is as it was on {about.at:%Y-%m-%d at %H:%M} UTC.")
    screen.print(
        "Start it with the token it had. What waited to be sent then says that it may have come"
        " before. What was paid since is not known here: peercargo money check finds it."
    )


def _files_of(settings: "Settings") -> Path | None:
    return settings.own_files if settings.s3_bucket is None else None


def _say_what_is_missing(settings: "Settings", about: "About") -> None:
    screen.print(f"The database and {about.files} files of this moment are in it.")
    if settings.s3_bucket is not None:
        screen.print(f"Files in the bucket {settings.s3_bucket} are not: keep its own versions.")
    screen.print("Settings are not: keep TELEGRAM_BOT_TOKEN and the others, but not beside it.")


@contextmanager
def _writing(file: str) -> Iterator[IO[bytes]]:
    """Write a new file, for its owner alone, that is there whole or not at all."""
    if file == _PIPE:
        if sys.stdout.isatty():
            raise typer.BadParameter("- wants a pipe: peercargo backup - > backup.tar")
        yield sys.stdout.buffer
        return
    path = Path(file)
    if path.exists():
        raise typer.BadParameter(f"{path} is there already; name another file")
    part = path.with_name(path.name + ".part")
    number = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNERS_ONLY)
    try:
        with os.fdopen(number, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _reading(file: str) -> Iterator[IO[bytes]]:
    if file == _PIPE:
        yield sys.stdin.buffer
        return
    with Path(file).open("rb") as source:
        yield source
