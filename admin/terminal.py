"""What the operators' commands share: a session, a screen, and a complaint.

Heavy imports stand inside the functions, as in `cli.py`.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NoReturn

import typer
from rich.console import Console

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from core.money import Money
    from core.wiring import Services

screen = Console(highlight=False, soft_wrap=True)


@asynccontextmanager
async def opened(command: str) -> AsyncIterator[tuple["Services", "AsyncSession"]]:
    """Open what a command works with, and one transaction for all that it does."""
    async with opened_services(command) as services, services.db.begin() as session:
        yield services, session


@asynccontextmanager
async def opened_services(command: str) -> AsyncIterator["Services"]:
    """Open what a command works with that asks others, and holds no transaction meanwhile."""
    from core.logs import set_up_logs  # noqa: PLC0415
    from core.settings import load_settings  # noqa: PLC0415
    from core.wiring import open_services  # noqa: PLC0415

    settings = load_settings(log_level="WARNING")
    set_up_logs(settings, process=command)
    async with open_services(settings) as services:
        yield services


def told(money: "Money") -> str:
    """Say a sum as an operator reads it."""
    return f"{money.amount()} {money.currency}"


def complain(what: str) -> NoReturn:
    """Say what is wrong, and end the command."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(what, markup=False)
    raise typer.Exit(1)
