"""What Stripe takes back of a transfer, from the balance of the account that got it."""

from sandbox.stripe.books import Books
from sandbox.stripe.refusing import NotPossible
from sandbox.stripe.things import Shelf, Thing
from sandbox.wire import Wire


class Reversals:
    def __init__(self, shelf: Shelf, books: Books) -> None:
        self._shelf = shelf
        self._books = books

    def make(self, transfer_id: str, wish: Wire) -> Thing:
        """Take back a part of a transfer, or all that is left of it."""
        transfer = self._shelf.need("transfer", transfer_id)
        left = transfer.wire["amount"] - transfer.wire["amount_reversed"]
        amount = wish.get("amount", left)
        if not 0 < amount <= left:
            raise NotPossible(f"The amount ({amount}) is greater than what is left ({left})")
        account = self._shelf.need("account", transfer.wire["destination"])
        self._take(account, transfer.wire["currency"], amount)
        reversal = self._shelf.add(
            "trr",
            {
                "object": "transfer_reversal",
                "amount": amount,
                "balance_transaction": None,
                "currency": transfer.wire["currency"],
                "destination_payment_refund": None,
                "metadata": wish.get("metadata") or {},
                "source_refund": None,
                "transfer": transfer.id,
            },
        )
        del reversal.wire["livemode"]
        self._books.write(reversal, "transfer_refund", amount)
        reversed_amount = transfer.wire["amount_reversed"] + amount
        transfer.wire["reversals"]["data"].insert(0, reversal.wire)
        self._shelf.change(
            transfer,
            amount_reversed=reversed_amount,
            reversed=reversed_amount == transfer.wire["amount"],
        )
        return reversal

    def _take(self, account: Thing, currency: str, amount: int) -> None:
        holds = account.kept.setdefault("holds", {})
        if holds.get(currency, 0) < amount:
            raise NotPossible(
                "The connected account has insufficient funds to reverse this transfer.",
                code="balance_insufficient",
            )
        holds[currency] -= amount
        self._shelf.change(account)
