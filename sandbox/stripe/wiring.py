"""Everything of Stripe that lives as long as the program."""

from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.stripe.accounts import Accounts
from sandbox.stripe.hooks import Hooks
from sandbox.stripe.keys import Keys
from sandbox.stripe.schema import StripeSpec
from sandbox.stripe.things import Shelf
from sandbox.stripe.till import Till
from sandbox.world.store import Store


@dataclass(frozen=True, slots=True)
class Stripe:
    spec: StripeSpec
    shelf: Shelf
    hooks: Hooks
    till: Till
    accounts: Accounts
    keys: Keys

    def clear(self) -> None:
        self.shelf.clear()
        self.keys.clear()


def build_stripe(clock: Clock, store: Store) -> Stripe:
    spec = StripeSpec()
    shelf = Shelf(store, clock)
    hooks = Hooks(shelf, clock, spec.version)
    return Stripe(
        spec=spec,
        shelf=shelf,
        hooks=hooks,
        till=Till(shelf, hooks.tell),
        accounts=Accounts(shelf, hooks.tell),
        keys=Keys(clock),
    )
