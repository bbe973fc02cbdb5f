"""What each operation does that is acted on: it is given what the path names, and parameters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from sandbox.stripe.things import Thing
from sandbox.stripe.wiring import Stripe
from sandbox.wire import Wire

_PAGE = 10
_LONGEST_PAGE = 100
_RANGES: Final[Mapping[str, Callable[[int, int], bool]]] = MappingProxyType(
    {
        "gt": lambda at, limit: at > limit,
        "gte": lambda at, limit: at >= limit,
        "lt": lambda at, limit: at < limit,
        "lte": lambda at, limit: at <= limit,
    }
)
_NOT_ASKED_FOR = frozenset(
    {"limit", "starting_after", "ending_before", "expand", "created", "delivery_success"}
)


@dataclass(frozen=True, slots=True)
class Asked:
    stripe: Stripe
    path: str
    places: Wire
    params: Wire
    address: str

    @property
    def place(self) -> str:
        return str(next(iter(self.places.values())))


Act: TypeAlias = Callable[[Asked], Wire]


def _one(kind: str) -> Act:
    return lambda asked: asked.stripe.shelf.need(kind, asked.place).wire


def _nothing_more(_: Asked) -> Wire:
    return {}


def _several(kind: str, more: Callable[[Asked], Wire] = _nothing_more) -> Act:
    """List the newest first, a page at a time, as Stripe does."""

    def act(asked: Asked) -> Wire:
        asked.stripe.till.let_time_pass()
        params = asked.params
        wanted = {**params, **more(asked)}
        found = [thing for thing in asked.stripe.shelf.all(kind) if _is_asked_for(thing, wanted)]
        ids = [thing.id for thing in found]
        if (after := params.get("starting_after")) in ids:
            found = found[ids.index(after) + 1 :]
        limit = max(1, min(_LONGEST_PAGE, params.get("limit", _PAGE)))
        return {
            "object": "list",
            "url": asked.path,
            "has_more": len(found) > limit,
            "data": [thing.wire for thing in found[:limit]],
        }

    return act


def _is_asked_for(thing: Thing, params: Wire) -> bool:
    created: Any = params.get("created", {})
    limits = {"gte": created, "lte": created} if isinstance(created, int) else created
    if not all(_RANGES[name](thing.wire["created"], limit) for name, limit in limits.items()):
        return False
    if "delivery_success" in params:
        is_delivered = not thing.wire["pending_webhooks"]
        if is_delivered is not params["delivery_success"]:
            return False
    wanted = {name: value for name, value in params.items() if name not in _NOT_ASKED_FOR}
    return all(thing.wire.get(name) == value for name, value in wanted.items())


def _show_checkout(asked: Asked) -> Wire:
    asked.stripe.till.let_time_pass()
    return asked.stripe.shelf.need("checkout.session", asked.place).wire


def _close_checkout(asked: Asked) -> Wire:
    session = asked.stripe.shelf.need("checkout.session", asked.place)
    return asked.stripe.till.close_checkout(session).wire


def _dispute(asked: Asked) -> Thing:
    return asked.stripe.shelf.need("dispute", asked.place)


ACTS: Final[Mapping[str, Act]] = MappingProxyType(
    {
        "PostCheckoutSessions": lambda asked: (
            asked.stripe.till.open_checkout(asked.params, address=asked.address).wire
        ),
        "GetCheckoutSessions": _several("checkout.session"),
        "GetCheckoutSessionsSession": _show_checkout,
        "PostCheckoutSessionsSessionExpire": _close_checkout,
        "GetPaymentIntents": _several("payment_intent"),
        "GetPaymentIntentsIntent": _one("payment_intent"),
        "GetCharges": _several("charge"),
        "GetChargesCharge": _one("charge"),
        "PostRefunds": lambda asked: asked.stripe.till.refund(asked.params).wire,
        "GetRefunds": _several("refund"),
        "GetRefundsRefund": _one("refund"),
        "PostTransfers": lambda asked: asked.stripe.till.transfer(asked.params).wire,
        "GetTransfers": _several("transfer"),
        "GetTransfersTransfer": _one("transfer"),
        "PostTransfersIdReversals": lambda asked: (
            asked.stripe.reversals.make(asked.place, asked.params).wire
        ),
        "GetTransfersIdReversals": _several(
            "transfer_reversal", lambda asked: {"transfer": asked.place}
        ),
        "GetDisputes": _several("dispute"),
        "GetDisputesDispute": _one("dispute"),
        "PostDisputesDispute": lambda asked: (
            asked.stripe.bank.answer(_dispute(asked), asked.params).wire
        ),
        "PostDisputesDisputeClose": lambda asked: (
            asked.stripe.bank.decide(_dispute(asked), "lost").wire
        ),
        "GetBalance": lambda asked: asked.stripe.books.balance(),
        "GetBalanceTransactions": _several("balance_transaction"),
        "GetBalanceTransactionsId": _one("balance_transaction"),
        "PostAccounts": lambda asked: asked.stripe.accounts.make(asked.params).wire,
        "GetAccountsAccount": _one("account"),
        "PostAccountLinks": lambda asked: asked.stripe.accounts.link(
            asked.params, address=asked.address
        ),
        "PostIdentityVerificationSessions": lambda asked: asked.stripe.identities.make(
            asked.params, address=asked.address
        ),
        "GetIdentityVerificationSessionsSession": lambda asked: asked.stripe.identities.show(
            asked.stripe.shelf.need("identity.verification_session", asked.place),
            address=asked.address,
        ),
        "GetEvents": _several("event"),
        "GetEventsId": _one("event"),
    }
)
