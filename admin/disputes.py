"""`peercargo dispute`: complaints that wait for a person, who reads both sides and decides.

Heavy imports stand inside the functions, as in `cli.py`.
"""

import asyncio
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer
from rich.markup import escape
from rich.table import Column, Table

from admin.terminal import complain, opened, screen, told

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from core.operators.models import Operator
    from core.payments.states import Shares
    from core.quests.models import Quest
    from core.verdicts.queries import Case

QuestId = Annotated[UUID, typer.Argument(metavar="ID", help="The quest's id in the list.")]

dispute = typer.Typer(
    name="dispute",
    help="Deliveries of which one side complains: read what both say, decide who gets what.",
    no_args_is_help=True,
)


@dispute.command("list")
def show_list() -> None:
    """List what waits for a decision, the most pressing first."""
    asyncio.run(_list())


@dispute.command("show")
def show_case(quest: QuestId) -> None:
    """Show what both sides say, and what was decided so far."""
    asyncio.run(_show(quest))


@dispute.command("decide")
def decide_case(
    quest: QuestId,
    carrier: Annotated[
        int, typer.Option(min=0, max=100, help="The Carrier's part of his price, in percent.")
    ],
    why: Annotated[str, typer.Option(help="What both sides read; in words they understand.")],
    by: Annotated[
        str, typer.Option(metavar="EMAIL", help="Who decides: an operator's e-mail address.")
    ],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask once more.")] = False,
) -> None:
    """Decide who gets what. Both sides are told, and may appeal once.

    Above FOUR_EYES_ABOVE it waits until a second operator agrees in MissionControl.
    """
    shares = asyncio.run(_preview(quest, carrier))
    screen.print(shares, markup=False)
    if not yes:
        typer.confirm("Decide so?", abort=True)
    if asyncio.run(_decide(quest, carrier, why=why, by=by)):
        screen.print(
            "So much is at stake that a second operator has to agree."
            " It waits for one in MissionControl, under Approvals; nobody is told before."
        )
        return
    screen.print("Decided. Both sides are told.")


async def _list() -> None:
    from core.verdicts.queries import cases_waiting  # noqa: PLC0415

    async with opened("dispute") as (services, session):
        cases = await cases_waiting(session, at=services.clock())
    if not cases:
        screen.print("Nothing waits for a decision.")
        return
    table = Table(
        Column("quest", no_wrap=True), "problem", "price", "both heard", "decide by (UTC)"
    )
    for one in cases:
        problem = f"{one.problem.value}, appealed" if one.is_appeal else one.problem.value
        heard = "yes" if one.is_heard else "not yet"
        table.add_row(
            str(one.quest_id), problem, told(one.price), heard, f"{one.decide_by:%Y-%m-%d %H:%M}"
        )
    screen.print(table)


async def _show(quest_id: UUID) -> None:
    from core.complaints.queries import ComplaintMissing  # noqa: PLC0415
    from core.quests.queries import QuestMissing  # noqa: PLC0415
    from core.verdicts.queries import case_of  # noqa: PLC0415

    try:
        async with opened("dispute") as (_, session):
            case = await case_of(session, quest_id)
    except (QuestMissing, ComplaintMissing):
        complain(f"Nobody complains about the quest {quest_id}.")
    _print(case)


def _print(case: "Case") -> None:
    complaint = case.complaint
    screen.print(f"{escape(case.route[0])} → {escape(case.route[1])}, {told(case.quest.price)}")
    screen.print(
        f"{complaint.problem.value}, says the {complaint.by.value}; {complaint.state.value}."
        f" The other side may answer until {complaint.answer_by:%Y-%m-%d %H:%M} UTC."
    )
    for word in case.words:
        said = f"{word.at:%Y-%m-%d %H:%M} {word.by.value}: {word.text or 'no words'}"
        screen.print(said, markup=False)
        for photo in word.photos:
            screen.print(f"  photo {photo}", markup=False)
    if case.verdict is not None:
        screen.print(f"Decided by {case.verdict.by}: {case.verdict.why}", markup=False)


async def _preview(quest_id: UUID, percent: int) -> str:
    from core.payments.states import MoneyIsNotHeld  # noqa: PLC0415
    from core.quests.models import Quest  # noqa: PLC0415
    from core.verdicts.queries import preview_of  # noqa: PLC0415

    try:
        async with opened("dispute") as (_, session):
            quest = await session.get(Quest, quest_id)
            if quest is None:
                complain(f"No quest has the id {quest_id}.")
            shares = await preview_of(session, quest, carrier_percent=percent)
    except MoneyIsNotHeld:
        complain(f"Nothing was paid for the quest {quest_id}.")
    return _worded(quest, shares)


def _worded(quest: "Quest", shares: "Shares") -> str:
    from core.money import Money  # noqa: PLC0415

    carrier, requester, fee = (
        Money(one, quest.currency) for one in (shares.carrier, shares.requester, shares.fee)
    )
    return (
        f"The Carrier gets {told(carrier)}, the Requester {told(requester)} back,"
        f" and {told(fee)} of the fee is kept."
    )


async def _decide(quest_id: UUID, percent: int, *, why: str, by: str) -> bool:
    """Decide, or ask for it; tell whether it waits for a second operator."""
    from core.complaints.queries import ComplaintMissing  # noqa: PLC0415
    from core.complaints.states import ComplaintIsElsewhere, NotBothHeard  # noqa: PLC0415
    from core.interventions.service import intervene  # noqa: PLC0415
    from core.interventions.states import (  # noqa: PLC0415
        AnotherWaits,
        Deed,
        InterventionState,
        ReasonMissing,
        Wish,
    )

    wish = Wish(Deed.DECIDE, quest_id, why, percent=percent)
    try:
        async with opened("dispute") as (services, session):
            operator = await _operator(session, by)
            rules, at = services.settings, services.clock()
            made = await intervene(session, operator, wish, rules=rules, at=at)
    except ReasonMissing:
        complain("Say why: both sides read it, and it stands in the audit log.")
    except AnotherWaits:
        complain("Something else about this quest waits for a second operator, in MissionControl.")
    except ComplaintMissing:
        complain(f"Nobody complains about the quest {quest_id}.")
    except ComplaintIsElsewhere:
        complain("It was decided before; only an appeal opens it again.")
    except NotBothHeard as refusal:
        until = f"{refusal.facts['answer_by']:%Y-%m-%d %H:%M}"
        complain(f"The other side may answer until {until} UTC.")
    return made.state is InterventionState.WAITING


async def _operator(session: "AsyncSession", email: str) -> "Operator":
    """Find who decides; whoever may not in MissionControl, may not here."""
    from core.operators.queries import operator_at  # noqa: PLC0415
    from core.operators.states import Permission  # noqa: PLC0415

    found = await operator_at(session, email)
    if found is None or found.disabled_at is not None:
        complain(f"No operator has the address {email}: `peercargo operator list`.")
    if not found.may(Permission.MOVE_MONEY):
        complain(f"{email} is {found.role.value}, and that role moves no money.")
    return found
