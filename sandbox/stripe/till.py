"""What Stripe does with money: links that are paid or run out, refunds, transfers.

Each change of an object is told as an event. Sums are in the units Stripe counts a currency in.
"""

from sandbox.stripe.accounts import Accounts
from sandbox.stripe.bank import Bank
from sandbox.stripe.books import Books
from sandbox.stripe.refusing import BadParameter, NotPossible
from sandbox.stripe.things import Shelf, Tell, Thing
from sandbox.wire import Wire

SHORTEST_LINK_SECONDS = 30 * 60
LONGEST_LINK_SECONDS = 24 * 3600
"""How long a link may live (Stripe's description, `expires_at`)."""

_LEAST = {"usd": 50, "eur": 50, "gbp": 30, "chf": 50, "cad": 50, "aud": 50, "jpy": 50, "inr": 50}
"""The smallest charges of some currencies; of others any sum above nothing is taken here."""

_FEE_PERCENT, _FEE_FIXED = 2, 25
"""What this sandbox takes of a charge: a figure of its own, near a usual one."""

_STEPS = {**dict.fromkeys(("isk", "ugx"), 100), **dict.fromkeys(("bhd", "jod", "kwd"), 10)}
"""In these Stripe takes whole coins alone (docs.stripe.com/currencies)."""


class Till:
    """`tell` is given the name of an event and what it is about."""

    def __init__(
        self, shelf: Shelf, books: Books, accounts: Accounts, bank: Bank, tell: Tell
    ) -> None:
        self._shelf = shelf
        self._books = books
        self._accounts = accounts
        self._bank = bank
        self._tell = tell

    def open_checkout(self, wish: Wire, *, address: str) -> Thing:
        """Make a link by which one sum is paid; `address` is where this program is met."""
        if wish.get("mode") != "payment":
            raise BadParameter("mode", "Only payment is sold here")
        for name in ("line_items", "success_url"):
            if name not in wish:
                raise BadParameter(name, "Missing required param", code="parameter_missing")
        currency, total = _total(wish["line_items"])
        now = self._shelf.now()
        expires_at = wish.get("expires_at", now + LONGEST_LINK_SECONDS)
        if not now + SHORTEST_LINK_SECONDS <= expires_at <= now + LONGEST_LINK_SECONDS:
            raise BadParameter("expires_at", "Must be 30 minutes to 24 hours from now")
        about = wish.get("payment_intent_data", {})
        session = self._shelf.add(
            "cs_test",
            {
                "object": "checkout.session",
                "amount_subtotal": total,
                "amount_total": total,
                "automatic_tax": {"enabled": False, "liability": None, "provider": None,
                                  "status": None},
                "cancel_url": wish.get("cancel_url"),
                "client_reference_id": wish.get("client_reference_id"),
                "currency": currency,
                "custom_fields": [],
                "custom_text": {
                    "after_submit": None,
                    "shipping_address": None,
                    "submit": None,
                    "terms_of_service_acceptance": None,
                },
                "expires_at": expires_at,
                "locale": wish.get("locale"),
                "metadata": wish.get("metadata") or {},
                "mode": "payment",
                "payment_intent": None,
                "payment_method_types": wish.get("payment_method_types", ["card"]),
                "payment_status": "unpaid",
                "shipping_options": [],
                "status": "open",
                "success_url": wish["success_url"],
                "url": None,
            },
            title=wish["line_items"][0]["price_data"]["product_data"]["name"],
            metadata=about.get("metadata") or {},
            transfer_group=about.get("transfer_group"),
        )  # fmt: skip
        self._shelf.change(session, url=f"{address}/pay/{session.id}")
        return session

    def close_checkout(self, session: Thing) -> Thing:
        """Close a link on request."""
        self.let_time_pass()
        if session.wire["status"] != "open":
            raise NotPossible(
                "Only Checkout Sessions with a status in open can be expired. This one has the"
                f" status {session.wire['status']}."
            )
        self._close(session)
        return session

    def let_time_pass(self) -> None:
        """Close the links whose time is over."""
        now = self._shelf.now()
        for session in list(self._shelf.all("checkout.session")):
            if session.wire["status"] == "open" and session.wire["expires_at"] <= now:
                self._close(session)

    def _close(self, session: Thing) -> None:
        self._shelf.change(session, status="expired", url=None)
        self._tell("checkout.session.expired", session)

    def pay(self, session: Thing) -> Thing:
        """Let somebody pay by his card, which is good for it; answer the charge."""
        self.let_time_pass()
        if session.wire["status"] != "open":
            raise NotPossible(f"This link is {session.wire['status']}")
        amount, currency = session.wire["amount_total"], session.wire["currency"]
        charge = self._charge(session, amount, currency)
        intent = self._shelf.add(
            "pi",
            {
                "object": "payment_intent",
                "amount": amount,
                "amount_received": amount,
                "capture_method": "automatic",
                "currency": currency,
                "latest_charge": charge.id,
                "metadata": session.kept["metadata"],
                "status": "succeeded",
                "transfer_group": session.kept["transfer_group"],
            },
        )
        self._shelf.change(charge, payment_intent=intent.id)
        self._shelf.change(
            session, status="complete", payment_status="paid", payment_intent=intent.id, url=None
        )
        self._tell("payment_intent.succeeded", intent)
        self._tell("charge.succeeded", charge)
        self._tell("checkout.session.completed", session)
        return charge

    def _charge(self, session: Thing, amount: int, currency: str) -> Thing:
        charge = self._shelf.add(
            "ch",
            {
                "object": "charge",
                "amount": amount,
                "amount_captured": amount,
                "amount_refunded": 0,
                "balance_transaction": None,
                "billing_details": {
                    "address": None, "email": None, "name": None, "phone": None, "tax_id": None,
                },
                "captured": True,
                "currency": currency,
                "disputed": False,
                "metadata": session.kept["metadata"],
                "paid": True,
                "payment_intent": None,
                "refunded": False,
                "status": "succeeded",
                "transfer_group": session.kept["transfer_group"],
            },
            transferred=0,
        )  # fmt: skip
        step = _STEPS.get(currency, 1)
        fee = min(amount, (amount * _FEE_PERCENT // 100 + _FEE_FIXED) // step * step)
        self._books.write(charge, "charge", amount, fee=fee)
        return charge

    def refund(self, wish: Wire) -> Thing:
        """Give back all or a part of a charge."""
        charge = self._charge_of(wish)
        left = charge.wire["amount"] - charge.wire["amount_refunded"]
        if left == 0:
            raise NotPossible(
                "The charge has already been refunded.", code="charge_already_refunded"
            )
        if self._bank.is_asking(charge) or left == self._bank.kept(charge):
            raise NotPossible("The charge has been charged back.", code="charge_disputed")
        left -= self._bank.kept(charge)
        amount = wish.get("amount", left)
        if not 0 < amount <= left:
            raise NotPossible(
                f"Refund amount ({amount}) is greater than unrefunded amount ({left})"
            )
        refund = self._shelf.add(
            "re",
            {
                "object": "refund",
                "amount": amount,
                "balance_transaction": None,
                "charge": charge.id,
                "currency": charge.wire["currency"],
                "metadata": wish.get("metadata") or {},
                "payment_intent": charge.wire["payment_intent"],
                "reason": wish.get("reason"),
                "receipt_number": None,
                "source_transfer_reversal": None,
                "status": "succeeded",
                "transfer_reversal": None,
            },
        )
        del refund.wire["livemode"]
        self._books.write(refund, "refund", -amount)
        refunded = charge.wire["amount_refunded"] + amount
        self._shelf.change(
            charge, amount_refunded=refunded, refunded=refunded == charge.wire["amount"]
        )
        self._tell("refund.created", refund)
        self._tell("charge.refunded", charge)
        return refund

    def fail_refund(self, refund: Thing) -> Thing:
        """Let the bank send a refund back."""
        if refund.wire["status"] != "succeeded":
            raise NotPossible(f"This refund is {refund.wire['status']}")
        charge = self._shelf.need("charge", refund.wire["charge"])
        back = self._books.write(refund, "refund_failure", refund.wire["amount"])
        self._shelf.change(
            refund,
            status="failed",
            failure_reason="unknown",
            failure_balance_transaction=back.id,
        )
        amount = charge.wire["amount_refunded"] - refund.wire["amount"]
        self._shelf.change(charge, amount_refunded=amount, refunded=False)
        self._tell("refund.failed", refund)
        return refund

    def transfer(self, wish: Wire) -> Thing:
        """Move a part of a charge to somebody's account."""
        amount, currency = wish.get("amount"), wish["currency"]
        if amount is None:
            raise BadParameter("amount", "Missing required param", code="parameter_missing")
        source = wish.get("source_transaction")
        if source is None:
            raise NotPossible(
                "You have insufficient available funds in your Stripe account.",
                code="balance_insufficient",
            )
        charge = self._shelf.need("charge", source)
        account = self._shelf.need("account", wish["destination"])
        if account.wire["capabilities"].get("transfers") != "active":
            raise NotPossible(
                "The destination cannot take transfers yet",
                code="insufficient_capabilities_for_transfer",
            )
        left = charge.wire["amount"] - charge.kept["transferred"]
        if currency != charge.wire["currency"] or not 0 < amount <= left:
            raise NotPossible(
                f"Transfers using this transaction as a source must not exceed {left}"
                f" {charge.wire['currency']}"
            )
        transfer = self._shelf.add(
            "tr",
            {
                "object": "transfer",
                "amount": amount,
                "amount_reversed": 0,
                "balance_transaction": None,
                "currency": currency,
                "description": wish.get("description"),
                "destination": wish["destination"],
                "metadata": wish.get("metadata") or {},
                "reversals": {"object": "list", "data": [], "has_more": False, "url": ""},
                "reversed": False,
                "source_transaction": source,
                "transfer_group": wish.get("transfer_group"),
            },
        )
        transfer.wire["reversals"]["url"] = f"/v1/transfers/{transfer.id}/reversals"
        charge.kept["transferred"] += amount
        self._shelf.change(charge)
        self._accounts.fill(account, currency, amount)
        self._books.write(transfer, "transfer", -amount)
        self._tell("transfer.created", transfer)
        return transfer

    def _charge_of(self, wish: Wire) -> Thing:
        if "charge" in wish:
            return self._shelf.need("charge", wish["charge"])
        if "payment_intent" in wish:
            intent = self._shelf.need("payment_intent", wish["payment_intent"])
            return self._shelf.need("charge", intent.wire["latest_charge"])
        raise BadParameter("charge", "Missing required param", code="parameter_missing")


def _total(items: list[Wire]) -> tuple[str, int]:
    """Add up what is sold; all of it in one currency."""
    prices = [item.get("price_data") or {} for item in items]
    currencies = {price.get("currency") for price in prices}
    if len(currencies) != 1 or None in currencies:
        raise BadParameter("line_items", "All need a price in one currency")
    currency = str(currencies.pop())
    total = sum(
        price.get("unit_amount", 0) * item.get("quantity", 1)
        for price, item in zip(prices, items, strict=True)
    )
    least = _LEAST.get(currency, 1)
    if total < least:
        raise BadParameter("line_items", f"Must be at least {least}", code="amount_too_small")
    return currency, total
