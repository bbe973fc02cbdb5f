"""`peercargo review`: parcels that wait for a person, who lets them travel or refuses them.

Heavy imports stand inside the functions, as in `cli.py`.
"""

import asyncio
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer
from rich.markup import escape
from rich.table import Column, Table

from admin.terminal import complain, opened, screen

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from core.parcels.models import DropParcel

ParcelId = Annotated[UUID, typer.Argument(metavar="ID", help="Its id in the list.")]

review = typer.Typer(
    name="review",
    help="Parcels that the screening held, and whose Requesters asked a person to look.",
    no_args_is_help=True,
)


@review.command("list")
def show_list() -> None:
    """List what waits, the oldest first: what is inside, and the words it is held for."""
    asyncio.run(_list())


@review.command("pass")
def let_travel(
    parcel: ParcelId,
    why: Annotated[str, typer.Option(help="What the Requester shall read besides.")] = "",
) -> None:
    """Let a parcel travel. It is open from now on, and its Requester is told."""
    asyncio.run(_decide(parcel, may_travel=True, why=why))


@review.command("refuse")
def refuse(
    parcel: ParcelId,
    why: Annotated[str, typer.Option(help="The reason, as its Requester shall read it.")],
) -> None:
    """Refuse a parcel for good. Its Requester is told why."""
    if not why.strip():
        raise typer.BadParameter("say why: the Requester reads it")
    asyncio.run(_decide(parcel, may_travel=False, why=why))


async def _list() -> None:
    from core.parcels.queries import parcels_in_review  # noqa: PLC0415

    # An id is typed into the next command, so it stays whole on a narrow screen.
    table = Table(Column("id", no_wrap=True, min_width=36), show_lines=True)
    for heading in ("since (UTC)", "inside", "held for"):
        table.add_column(heading)
    async with opened("review") as (_, session):
        waiting = await parcels_in_review(session)
        for parcel in waiting:
            inside, held_for = await _described(session, parcel)
            since = f"{parcel.changed_at:%Y-%m-%d %H:%M}"
            table.add_row(str(parcel.id), since, escape(inside), escape(held_for))
    screen.print(table if waiting else "No parcel waits.")


async def _described(session: "AsyncSession", parcel: "DropParcel") -> tuple[str, str]:
    """Say what is inside, a thing a line and the note last, and which words it is held for."""
    from core.parcels.queries import items_of  # noqa: PLC0415
    from core.parcels.states import screen_items  # noqa: PLC0415

    items = await items_of(session, parcel)
    lines = [f"{one.quantity} x {one.title}" for one in items]
    hits = screen_items(items, note=parcel.note)
    inside = [*lines, f"note: {parcel.note}"] if parcel.note else lines
    return "\n".join(inside), "\n".join(f"{hit.rule}: {hit.word}" for hit in hits)


async def _decide(parcel_id: UUID, *, may_travel: bool, why: str) -> None:
    from core.parcels.queries import ParcelMissing  # noqa: PLC0415
    from core.parcels.service import review_parcel  # noqa: PLC0415
    from core.parcels.states import ParcelIsClosed  # noqa: PLC0415

    try:
        async with opened("review") as (services, session):
            at = services.clock()
            await review_parcel(session, parcel_id, may_travel=may_travel, why=why.strip(), at=at)
    except ParcelMissing:
        complain(f"No parcel has the id {parcel_id}.")
    except ParcelIsClosed:
        complain(f"Nothing waits to be decided about {parcel_id}.")
    screen.print("It may travel." if may_travel else "It is refused.")
