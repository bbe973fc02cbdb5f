"""`peercargo money`: what an operator does about money that needs a person.

Heavy imports stand inside the functions, as in `cli.py`.
"""

import asyncio
from typing import Annotated
from uuid import UUID

import typer

from admin.terminal import complain, opened, screen

money = typer.Typer(help="Money that needs a person.", no_args_is_help=True)


@money.callback()
def _several() -> None:
    """Keep `thaw` a command of its own while it is the only one."""


@money.command("thaw")
def thaw(
    payment: Annotated[UUID, typer.Argument(metavar="ID", help="Its id in the report.")],
) -> None:
    """Let the money of a payment move again, once you know what had moved at Stripe."""
    asyncio.run(_thaw(payment))
    screen.print("It moves again.")


async def _thaw(payment_id: UUID) -> None:
    from core.payments.queries import find_payment  # noqa: PLC0415
    from core.payments.service import thaw_payment  # noqa: PLC0415

    async with opened("money") as (_, session):
        payment = await find_payment(session, payment_id, lock=True)
        if payment is None:
            complain(f"No payment has the id {payment_id}.")
        if not thaw_payment(payment):
            complain(f"The payment {payment_id} is not frozen here; a bank may still ask about it.")
