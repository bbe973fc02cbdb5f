"""How each change touched the balance of Stripe's customer, and what there is."""

from collections import defaultdict

from sandbox.stripe.things import Shelf, Thing
from sandbox.wire import Wire


class Books:
    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def write(
        self, thing: Thing, kind: str, amount: int, *, fee: int = 0, currency: str | None = None
    ) -> Thing:
        """Write down how a change touched the balance. The first booking is the thing's own."""
        booked = self._shelf.add(
            "txn",
            {
                "object": "balance_transaction",
                "amount": amount,
                "available_on": self._shelf.now(),
                "balance_type": "payments",
                "currency": currency or thing.wire["currency"],
                "description": None,
                "exchange_rate": None,
                "fee": fee,
                "fee_details": [],
                "net": amount - fee,
                "reporting_category": kind,
                "source": thing.id,
                "status": "available",
                "type": kind,
            },
        )
        del booked.wire["livemode"]
        if thing.wire.get("balance_transaction", "") is None:
            self._shelf.change(thing, balance_transaction=booked.id)
        return booked

    def adjust(self, kind: str, amount: int, currency: str) -> Thing:
        """Let something touch the balance that nobody has asked for."""
        nobody = Thing("", {"currency": currency})
        booked = self.write(nobody, kind, amount)
        self._shelf.change(booked, source=None)
        return booked

    def balance(self) -> Wire:
        """Add up what there is in each currency; all of it is available at once."""
        sums: dict[str, int] = defaultdict(int)
        for booked in self._shelf.all("balance_transaction"):
            sums[booked.wire["currency"]] += booked.wire["net"]
        return {
            "object": "balance",
            "available": [{"amount": sums[one], "currency": one} for one in sorted(sums)],
            "livemode": False,
            "pending": [{"amount": 0, "currency": one} for one in sorted(sums)],
        }
