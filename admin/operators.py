"""`peercargo operator`: who may come into MissionControl, told at the terminal of the machine.

Nobody gets a password here: whoever is new, or is let in anew, gets a link that is good once.
Heavy imports stand inside the functions, as in `cli.py`.
"""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from admin.terminal import complain, opened, screen

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from core.wiring import Services

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The operator's e-mail address.")]
Why = Annotated[str, typer.Option(help="The reason; it stays in the audit log.")]

_ROLES = "viewer, support, moderator, finance or owner"

operator = typer.Typer(
    name="operator",
    help="Those who may come into MissionControl, the operators' pages.",
    no_args_is_help=True,
)


@operator.command("add")
def add(
    email: Email,
    name: Annotated[str, typer.Option(help="How he is called.")] = "",
    role: Annotated[str, typer.Option(help=f"One of {_ROLES}.")] = "owner",
) -> None:
    """Let somebody in: print the link by which he chooses his password."""
    if "@" not in email.strip("@ "):
        raise typer.BadParameter("an e-mail address has an @")
    asyncio.run(_add(email, name=name.strip() or email.partition("@")[0], role=role))


@operator.command("list")
def show_list() -> None:
    """List all operators, and how far each has come."""
    asyncio.run(_list())


@operator.command("reset")
def reset(email: Email, why: Why = "") -> None:
    """Take back every way in that somebody has, and print a new link. He is out everywhere."""
    asyncio.run(_reset(email, why=why))


@operator.command("disable")
def disable(email: Email, why: Why = "") -> None:
    """Let somebody in no more, from this moment."""
    asyncio.run(_disable(email, why=why))


async def _add(email: str, *, name: str, role: str) -> None:
    from core.operators.service import add_operator  # noqa: PLC0415
    from core.operators.states import OperatorIsThere, Role  # noqa: PLC0415

    chosen = next((one for one in Role if one == role.strip().lower()), None)
    if chosen is None:
        complain(f"There is no role {role}: it is {_ROLES}.")
    try:
        async with opened("operator") as (services, session):
            at = services.clock()
            _, link = await add_operator(
                session, email=email, name=name, role=chosen, by=None, at=at
            )
    except OperatorIsThere:
        complain(f"{email} is an operator already; `peercargo operator reset` lets him in anew.")
    _print_link(services, link)


async def _list() -> None:
    from core.operators.queries import operators  # noqa: PLC0415
    from core.providers.queries import known_operators  # noqa: PLC0415

    table = Table("address", "name", "role", "state")
    async with opened("operator") as (services, session):
        everybody = await operators(session)
        known = await known_operators(session)
    for one in everybody:
        state = "ready" if one.enrolled_at else "has not come yet"
        if one.id in known:
            state = f"comes by {services.settings.oidc_name}"
        if one.disabled_at is not None:
            state = "let in no more"
        table.add_row(escape(one.email), escape(one.name), one.role.value, state)
    screen.print(table if everybody else "There is no operator: `peercargo operator add`.")


async def _reset(email: str, *, why: str) -> None:
    from core.signons.service import begin_anew  # noqa: PLC0415

    async with opened("operator") as (services, session):
        operator_id, at = await _id(session, email), services.clock()
        link = await begin_anew(session, operator_id, by=None, why=why, at=at)
    _print_link(services, link)


async def _disable(email: str, *, why: str) -> None:
    from core.mandates.service import shut_out  # noqa: PLC0415
    from core.operators.service import disable_operator  # noqa: PLC0415
    from core.operators.states import LastOwner  # noqa: PLC0415

    try:
        async with opened("operator") as (services, session):
            operator_id, at = await _id(session, email), services.clock()
            await disable_operator(session, operator_id, by=None, why=why, at=at)
            await shut_out(session, operator_id, at=at)
    except LastOwner:
        complain(f"{email} is the last owner. Make somebody else one first.")
    screen.print(f"{email} is let in no more.", markup=False)


async def _id(session: "AsyncSession", email: str) -> "UUID":
    from core.operators.queries import operator_at  # noqa: PLC0415

    found = await operator_at(session, email)
    if found is None:
        complain(f"No operator has the address {email}.")
    return found.id


def _print_link(services: "Services", link: str) -> None:
    address = f"{services.settings.console_url}/welcome/{link}"
    screen.print(
        f"Open this within a day, choose a password, and let a telephone make codes:\n{address}",
        markup=False,
    )
