"""Ruling Stripe: who listens, what its customers and their banks do, and how events arrive."""

from sandbox.people.refusals import Missing, NotNow, PlaneRefusal
from sandbox.people.wish import Wish
from sandbox.stripe.refusing import Missing as NoSuchThing
from sandbox.stripe.refusing import StripeRefusal
from sandbox.wire import Wire


def listen(wish: Wish) -> Wire:
    """Send events to this address from now on, signed with this secret."""
    wish.sandbox.stripe.hooks.listen(wish.need("url", str), wish.need("secret", str))
    return {"ok": True}


def pay(wish: Wish) -> Wire:
    """Pay a link, as a press on its page does."""
    stripe = wish.sandbox.stripe
    try:
        session = stripe.shelf.need("checkout.session", wish.path["id"])
        return stripe.till.pay(session).wire
    except StripeRefusal as refusal:
        raise _plain(refusal) from None


def fail_refund(wish: Wish) -> Wire:
    stripe = wish.sandbox.stripe
    try:
        return stripe.till.fail_refund(stripe.shelf.need("refund", wish.path["id"])).wire
    except StripeRefusal as refusal:
        raise _plain(refusal) from None


def empty_account(wish: Wish) -> Wire:
    """Send all that an account holds to its holder's bank, so that nothing can be taken back."""
    stripe = wish.sandbox.stripe
    try:
        return stripe.accounts.empty(stripe.shelf.need("account", wish.path["id"])).wire
    except StripeRefusal as refusal:
        raise _plain(refusal) from None


def fill_account(wish: Wish) -> Wire:
    """Let an account earn something elsewhere."""
    stripe = wish.sandbox.stripe
    currency, amount = wish.need("currency", str), wish.need("amount", int)
    try:
        account = stripe.shelf.need("account", wish.path["id"])
        return stripe.accounts.fill(account, currency, amount).wire
    except StripeRefusal as refusal:
        raise _plain(refusal) from None


def dispute(wish: Wish) -> Wire:
    """Let a payer's bank ask for a charge, or take it back."""
    stripe, body = wish.sandbox.stripe, wish.body
    more = {name: body[name] for name in ("amount", "status", "takes", "currency") if name in body}
    try:
        return stripe.bank.dispute(stripe.shelf.need("charge", wish.path["id"]), **more).wire
    except StripeRefusal as refusal:
        raise _plain(refusal) from None


def decide_dispute(wish: Wish) -> Wire:
    """Let the bank decide, or make more of its question."""
    bank, shelf = wish.sandbox.stripe.bank, wish.sandbox.stripe.shelf
    outcome = wish.need("outcome", str)
    try:
        asked = shelf.need("dispute", wish.path["id"])
        return (bank.escalate(asked) if outcome == "disputed" else bank.decide(asked, outcome)).wire
    except StripeRefusal as refusal:
        raise _plain(refusal) from None


def adjust_balance(wish: Wish) -> Wire:
    """Let something touch the balance that nobody has asked for."""
    kind, currency = wish.need("type", str), wish.need("currency", str)
    return wish.sandbox.stripe.books.adjust(kind, wish.need("amount", int), currency).wire


def onboard(wish: Wish) -> Wire:
    """Give Stripe all that it asks of whoever is to be paid, as a press on its form does."""
    return _turned(wish, is_ready=True)


def restrict(wish: Wish) -> Wire:
    """Let Stripe find something amiss, so that an account takes no transfers."""
    return _turned(wish, is_ready=False)


def _turned(wish: Wish, *, is_ready: bool) -> Wire:
    stripe = wish.sandbox.stripe
    try:
        account = stripe.shelf.need("account", wish.path["id"])
    except StripeRefusal as refusal:
        raise _plain(refusal) from None
    turn = stripe.accounts.onboard if is_ready else stripe.accounts.restrict
    return turn(account).wire


def decide_identity(wish: Wish) -> Wire:
    """Let Stripe find out who somebody is, or not, as a press on its form does."""
    stripe = wish.sandbox.stripe
    outcome = wish.need("outcome", str)
    try:
        checked = stripe.shelf.need("identity.verification_session", wish.path["id"])
        return stripe.identities.decide(checked, outcome).wire
    except StripeRefusal as refusal:
        raise _plain(refusal) from None


def rule_hooks(wish: Wish) -> Wire:
    """Hold events back, or let go of those that were: doubled, reversed, the first ones lost."""
    hooks = wish.sandbox.stripe.hooks
    if wish.need("held", bool):
        hooks.hold()
        return {"held": True}
    body = wish.body
    count = hooks.let_go(
        times=body.get("times", 1),
        is_reversed=body.get("reversed", False),
        lost=body.get("lost", 0),
    )
    return {"held": False, "events": count}


def _plain(refusal: StripeRefusal) -> PlaneRefusal:
    return (Missing if isinstance(refusal, NoSuchThing) else NotNow)(str(refusal))
