"""Accounts of those who are paid: made on request, and ready when their holder has been asked."""

import secrets

from sandbox.stripe.refusing import BadParameter
from sandbox.stripe.things import Shelf, Tell, Thing
from sandbox.wire import Wire

LINK_SECONDS = 300
"""How long a link to the form is good, unless it is used before. Stripe says: some minutes."""


class Accounts:
    """`tell` is given the name of an event and what it is about."""

    def __init__(self, shelf: Shelf, tell: Tell) -> None:
        self._shelf = shelf
        self._tell = tell

    def make(self, wish: Wire) -> Thing:
        """Make an account that can take nothing yet."""
        controller = wish.get("controller")
        if controller is None:
            raise BadParameter("controller", "Only accounts with a controller are made here")
        asked = wish.get("capabilities") or {}
        wanted = [name for name, one in asked.items() if one.get("requested")]
        account = self._shelf.add(
            "acct",
            {
                "object": "account",
                "business_type": wish.get("business_type"),
                "capabilities": dict.fromkeys(wanted, "inactive"),
                "charges_enabled": False,
                "controller": {"type": "application", "is_controller": True, **controller},
                "country": wish.get("country", "DE"),
                "details_submitted": False,
                "metadata": wish.get("metadata") or {},
                "payouts_enabled": False,
                "type": "none",
            },
            links={},
        )
        del account.wire["livemode"]
        if account.wire["business_type"] is None:
            del account.wire["business_type"]
        self._shelf.change(account)
        return account

    def link(self, wish: Wire, *, address: str) -> Wire:
        """Make a link to the form, which is good once."""
        if wish["type"] != "account_onboarding":
            raise BadParameter("type", "Only account_onboarding is played here")
        for name in ("refresh_url", "return_url"):
            if name not in wish:
                raise BadParameter(name, "Missing required param", code="parameter_missing")
        account = self._shelf.need("account", wish["account"])
        token, now = secrets.token_hex(12), self._shelf.now()
        account.kept["links"][token] = {
            "expires_at": now + LINK_SECONDS,
            "refresh_url": wish["refresh_url"],
            "return_url": wish["return_url"],
            "is_used": False,
        }
        self._shelf.change(account)
        return {
            "object": "account_link",
            "created": now,
            "expires_at": now + LINK_SECONDS,
            "url": f"{address}/onboard/{account.id}/{token}",
        }

    def open_link(self, account: Thing, token: str) -> bool:
        """Use a link up; false when it was used, or its time is over."""
        link = account.kept["links"][token]
        if link["is_used"] or link["expires_at"] <= self._shelf.now():
            return False
        link["is_used"] = True
        self._shelf.change(account)
        return True

    def onboard(self, account: Thing) -> Thing:
        """Let the holder give all that is asked of him: he can be paid from now on."""
        return self._turn(account, is_ready=True)

    def restrict(self, account: Thing) -> Thing:
        """Let Stripe find something amiss: nothing goes there any more."""
        return self._turn(account, is_ready=False)

    def empty(self, account: Thing) -> Thing:
        """Send all that an account holds to its holder's bank."""
        account.kept["holds"] = {}
        self._shelf.change(account)
        return account

    def fill(self, account: Thing, currency: str, amount: int) -> Thing:
        """Let an account earn something elsewhere."""
        holds = account.kept.setdefault("holds", {})
        holds[currency] = holds.get(currency, 0) + amount
        self._shelf.change(account)
        return account

    def _turn(self, account: Thing, *, is_ready: bool) -> Thing:
        state = "active" if is_ready else "inactive"
        self._shelf.change(
            account,
            capabilities=dict.fromkeys(account.wire["capabilities"], state),
            details_submitted=True,
            payouts_enabled=is_ready,
        )
        self._tell("account.updated", account)
        return account
