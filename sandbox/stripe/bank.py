"""What a payer's bank does: it asks, takes money back, gives it back, or keeps it."""

from sandbox.stripe.books import Books
from sandbox.stripe.refusing import NotPossible
from sandbox.stripe.things import Shelf, Tell, Thing
from sandbox.wire import Wire

_FEE = 2_000
"""What this sandbox takes for a dispute: a figure of its own, near a usual one."""

_DUE_SECONDS = 7 * 24 * 3600

_INQUIRIES = ("warning_needs_response", "warning_under_review")
_OPEN = ("needs_response", "under_review")


class Bank:
    """`tell` is given the name of an event and what it is about."""

    def __init__(self, shelf: Shelf, books: Books, tell: Tell) -> None:
        self._shelf = shelf
        self._books = books
        self._tell = tell

    def dispute(
        self,
        charge: Thing,
        *,
        amount: int | None = None,
        status: str = "needs_response",
        takes: int | None = None,
        currency: str | None = None,
    ) -> Thing:
        """Open a dispute; `takes` and `currency` say what it takes where that is another sum.

        An inquiry takes nothing, and a prevented one only what it is told to.
        """
        if charge.wire["amount_refunded"] >= charge.wire["amount"]:
            raise NotPossible("A charge that is refunded cannot be disputed")
        amount = (
            charge.wire["amount"] - charge.wire["amount_refunded"] if amount is None else amount
        )
        dispute = self._shelf.add(
            "dp",
            {
                "object": "dispute",
                "amount": amount,
                "balance_transactions": [],
                "charge": charge.id,
                "currency": charge.wire["currency"],
                "enhanced_eligibility_types": [],
                "evidence": {"enhanced_evidence": {}},
                "evidence_details": {
                    "due_by": self._shelf.now() + _DUE_SECONDS,
                    "enhanced_eligibility": {},
                    "has_evidence": False,
                    "past_due": False,
                    "submission_count": 0,
                },
                "is_charge_refundable": status in _INQUIRIES,
                "metadata": {},
                "payment_intent": charge.wire["payment_intent"],
                "reason": "product_not_received",
                "status": status,
            },
        )
        self._shelf.change(charge, disputed=True)
        self._tell("charge.dispute.created", dispute)
        if status in _OPEN or takes is not None:
            self._take(dispute, amount if takes is None else takes, currency)
        return dispute

    def escalate(self, dispute: Thing) -> Thing:
        """Let an inquiry become a dispute, which takes the money."""
        if dispute.wire["status"] not in _INQUIRIES:
            raise NotPossible(f"This dispute is {dispute.wire['status']}")
        self._shelf.change(dispute, status="needs_response", is_charge_refundable=False)
        self._tell("charge.dispute.updated", dispute)
        self._take(dispute, dispute.wire["amount"], None)
        return dispute

    def decide(self, dispute: Thing, outcome: str) -> Thing:
        """Let the bank decide: the money comes back, or it does not."""
        if dispute.wire["status"] not in (*_OPEN, *_INQUIRIES):
            raise NotPossible(f"This dispute is {dispute.wire['status']}")
        self._shelf.change(dispute, status=outcome, is_charge_refundable=False)
        self._tell("charge.dispute.closed", dispute)
        if outcome == "won":
            for taken in list(dispute.wire["balance_transactions"]):
                self._move(dispute, -taken["amount"], 0, taken["currency"])
            self._tell("charge.dispute.funds_reinstated", dispute)
        return dispute

    def answer(self, dispute: Thing, wish: Wire) -> Thing:
        """Take what the shop has to say for itself; once it is handed in, the bank thinks."""
        if dispute.wire["status"] not in (*_OPEN, *_INQUIRIES):
            raise NotPossible("This dispute is already closed")
        details = {**dispute.wire["evidence_details"], "has_evidence": True}
        evidence = {**dispute.wire["evidence"], **(wish.get("evidence") or {})}
        status = dispute.wire["status"]
        if wish.get("submit", True):
            details["submission_count"] += 1
            status = status.replace("needs_response", "under_review")
        self._shelf.change(dispute, evidence=evidence, evidence_details=details, status=status)
        self._tell("charge.dispute.updated", dispute)
        return dispute

    def is_asking(self, charge: Thing) -> bool:
        return any(
            one.wire["charge"] == charge.id and one.wire["status"] in _OPEN
            for one in self._shelf.all("dispute")
        )

    def kept(self, charge: Thing) -> int:
        """Add up what banks have kept of a charge, in its own currency."""
        return sum(
            one.wire["amount"]
            for one in self._shelf.all("dispute")
            if one.wire["charge"] == charge.id and one.wire["status"] == "lost"
        )

    def _take(self, dispute: Thing, amount: int, currency: str | None) -> None:
        self._move(dispute, -amount, _FEE, currency or dispute.wire["currency"])
        self._tell("charge.dispute.funds_withdrawn", dispute)

    def _move(self, dispute: Thing, amount: int, fee: int, currency: str) -> None:
        booked = self._books.write(dispute, "adjustment", amount, fee=fee, currency=currency)
        dispute.wire["balance_transactions"].append(booked.wire)
        self._shelf.change(dispute)
