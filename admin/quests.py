"""`peercargo quest`: what an operator does about a CargoQuest.

Heavy imports stand inside the functions, as in `cli.py`.
"""

import asyncio
from typing import Annotated
from uuid import UUID

import typer

from admin.terminal import complain, opened, screen

quest = typer.Typer(name="quest", help="CargoQuests that need a person.", no_args_is_help=True)


@quest.callback()
def _several() -> None:
    """Keep `unlock` a command of its own while it is the only one."""


@quest.command("unlock")
def unlock(
    quest_id: Annotated[UUID, typer.Argument(metavar="ID", help="Its id in the report.")],
) -> None:
    """Make a new code for a hand-over that was locked. The sender gets it, the Carrier is told."""
    asyncio.run(_unlock(quest_id))
    screen.print("The sender has a new code.")


async def _unlock(quest_id: UUID) -> None:
    from core.proofs.service import unlock_hand_over  # noqa: PLC0415
    from core.quests.queries import QuestMissing  # noqa: PLC0415
    from core.quests.states import QuestHasMovedOn, QuestIsOver  # noqa: PLC0415

    try:
        async with opened("quest") as (services, session):
            await unlock_hand_over(session, quest_id, at=services.clock())
    except QuestMissing:
        complain(f"No quest has the id {quest_id}.")
    except (QuestIsOver, QuestHasMovedOn):
        complain(f"Nothing is to be handed over for {quest_id}.")
