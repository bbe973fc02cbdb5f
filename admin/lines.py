"""`peercargo line`: what two have said on a LinkLine, and who they are when there is a reason.

Heavy imports stand inside the functions, as in `cli.py`.
"""

import asyncio
from typing import TYPE_CHECKING, Annotated, Literal
from uuid import UUID

import typer
from rich.table import Column, Table

from admin.terminal import complain, opened, screen

if TYPE_CHECKING:
    from core.facts import PlaceLabel
    from core.transcripts.states import Said, Transcript

LineId = Annotated[
    UUID, typer.Argument(metavar="ID", help="The line's id in the report, or its quest's.")
]

line = typer.Typer(
    name="line",
    help="What two have said through the bot, by pseudonym, and reports of it.",
    no_args_is_help=True,
)


@line.command("list")
def show_list() -> None:
    """List the reports that nobody has looked at, the oldest first."""
    asyncio.run(_list())


@line.command("show")
def show_line(line_id: LineId) -> None:
    """Show what was said on a line. Its reports are looked at by that."""
    asyncio.run(_show(line_id))


@line.command("unmask")
def unmask(
    line_id: LineId,
    side: Annotated[Literal["carrier", "requester"], typer.Option(help="Of whom.")],
    why: Annotated[str, typer.Option(help="The reason; it is kept for good.")],
    by: Annotated[str, typer.Option(help="Who looks it up; it is kept too.")],
) -> None:
    """Show who somebody on a line is. That it was looked up is logged, and cannot be removed."""
    for one, name in ((why, "why"), (by, "by")):
        if not one.strip():
            raise typer.BadParameter(f"--{name} is kept, so it must say something")
    asyncio.run(_unmask(line_id, side, why=why, by=by))


async def _list() -> None:
    from core.transcripts.queries import reports_waiting  # noqa: PLC0415

    async with opened("line") as (_, session):
        reports = await reports_waiting(session)
    if not reports:
        screen.print("Nobody waits to be heard.")
        return
    table = Table(Column("line", no_wrap=True, min_width=36), "reason", "by", "since (UTC)")
    for one in reports:
        since = f"{one.at:%Y-%m-%d %H:%M}"
        table.add_row(str(one.line_id), one.reason.value, one.by.value, since)
    screen.print(table)


async def _show(line_id: UUID) -> None:
    from core.linkline.states import LineMissing  # noqa: PLC0415
    from core.transcripts.service import read_for_person  # noqa: PLC0415

    try:
        async with opened("line") as (services, session):
            transcript = await read_for_person(session, line_id, at=services.clock())
    except LineMissing:
        complain(f"No line has the id {line_id}, and no quest that has a line.")
    _print(transcript)


def _print(transcript: "Transcript") -> None:
    start, goal = (_named(one) for one in transcript.route)
    ended = "" if transcript.ended_at is None else f", ended {transcript.ended_at:%Y-%m-%d}"
    screen.print(f"{start} → {goal}, opened {transcript.opened_at:%Y-%m-%d}{ended}", markup=False)
    for side, alias in sorted(transcript.aliases.items()):
        screen.print(f"{alias} is the {side.value}", markup=False)
    for report in transcript.reports:
        told = f"{report.at:%Y-%m-%d %H:%M} {transcript.aliases[report.by]} reports: "
        screen.print(told + report.reason.value, markup=False)
    for said in transcript.said:
        screen.print(_worded(said, transcript.aliases[said.by]), markup=False)
    if not transcript.said:
        screen.print("Nothing was said, or it was kept long enough.")


def _worded(said: "Said", alias: str) -> str:
    kind = "" if said.kind.value == "text" else f"[{said.kind.value}] "
    gone = " (taken back)" if said.is_taken_back else ""
    lines = [f"{said.at:%Y-%m-%d %H:%M} {alias}: {kind}{said.text}{gone}"]
    lines += [f"    until {until:%Y-%m-%d %H:%M}: {text}" for until, text in said.before]
    return "\n".join(lines)


def _named(place: "PlaceLabel") -> str:
    return f"{place.name}, {place.country}"


async def _unmask(line_id: UUID, side: str, *, why: str, by: str) -> None:
    from core.linkline.states import LineMissing  # noqa: PLC0415
    from core.offers.states import Side  # noqa: PLC0415
    from core.peers.queries import PeerIsGone, channels_of  # noqa: PLC0415
    from core.transcripts.queries import line_or_quest  # noqa: PLC0415
    from core.unmasking.service import who_is  # noqa: PLC0415

    try:
        async with opened("line") as (services, session):
            found = await line_or_quest(session, line_id)
            peer = await who_is(session, found.id, Side(side), by=by, why=why, at=services.clock())
            channels = await channels_of(session, peer.id)
    except LineMissing:
        complain(f"No line has the id {line_id}, and no quest that has a line.")
    except PeerIsGone:
        complain("That Peer has been forgotten: nothing leads to the person any more.")
    screen.print(f"The {side} is {peer.name}, Peer {peer.id}", markup=False)
    for channel in channels:
        screen.print(f"  {channel.kind.value} {channel.address}", markup=False)
