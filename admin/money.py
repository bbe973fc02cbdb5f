"""`peercargo money`: what an operator does about money that needs a person.

Heavy imports stand inside the functions, as in `cli.py`.
"""

import asyncio
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer
from rich.table import Table

from admin.terminal import complain, opened, opened_services, screen, told

if TYPE_CHECKING:
    from core.reconciliation.states import Finding

money = typer.Typer(name="money", help="Money that needs a person.", no_args_is_help=True)


@money.command("check")
def check() -> None:
    """Hold our books against Stripe's now, as is done every day, and show what differs."""
    found = asyncio.run(_check())
    if not found:
        screen.print("The books agree with Stripe's.")
        return
    table = Table("what", "about", "sum")
    for one in found:
        table.add_row(_MEANS[one.kind], one.what, "" if one.money is None else told(one.money))
    screen.print(table)
    raise typer.Exit(1)


_MEANS = {
    "suspended": "moved at Stripe and not in our books: in suspense now, and its payment frozen",
    "missing": "moved in our books and not at Stripe",
    "uneven": "the sums do not agree",
    "hold": "not as much is held as was paid: frozen",
    "drift": "a balance is not the sum of its lines",
    "short": "less is there than is held for people",
    "old": "held for more than 60 days",
    "too_old": "held for more than 80 days: decide today",
    "owed": "a Carrier has owed it for more than a week",
    "odd": "a sum for which the currency has no coin",
}
"""What each kind of finding says; see `FindingKind`."""


async def _check() -> "list[Finding]":
    from stripe import StripeError  # noqa: PLC0415

    from core.background import cashier_of, reconciler_of  # noqa: PLC0415

    async with opened_services("money") as services:
        client = services.stripe
        if client is None:
            complain("STRIPE_SECRET_KEY is not set, so there are no books to compare.")
        reconciler = reconciler_of(services, client, cashier_of(services, client))
        try:
            return await reconciler.run()
        except StripeError as error:
            complain(f"Stripe did not answer: {type(error).__name__}")


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

    async with opened("money") as (services, session):
        payment = await find_payment(session, payment_id, lock=True)
        if payment is None:
            complain(f"No payment has the id {payment_id}.")
        if not await thaw_payment(session, payment, at=services.clock()):
            complain(f"The payment {payment_id} is not frozen here; a bank may still ask about it.")
