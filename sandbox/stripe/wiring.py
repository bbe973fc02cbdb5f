"""Everything of Stripe that lives as long as the program."""

from dataclasses import dataclass

from sandbox.clock import Clock
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
    keys: Keys

    def clear(self) -> None:
        self.shelf.clear()
        self.keys.clear()


def build_stripe(clock: Clock, store: Store) -> Stripe:
    spec = StripeSpec()
    shelf = Shelf(store, clock)
    hooks = Hooks(shelf, clock, spec.version)
    return Stripe(spec, shelf, hooks, Till(shelf, hooks.tell), Keys(clock))
