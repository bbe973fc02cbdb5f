"""Everything of Stripe that lives as long as the program."""

from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.stripe.accounts import Accounts
from sandbox.stripe.bank import Bank
from sandbox.stripe.books import Books
from sandbox.stripe.hooks import Hooks
from sandbox.stripe.identity import Identities
from sandbox.stripe.keys import Keys
from sandbox.stripe.reversals import Reversals
from sandbox.stripe.schema import StripeSpec, stripes_spec
from sandbox.stripe.things import Shelf
from sandbox.stripe.till import Till
from sandbox.world.store import Store


@dataclass(frozen=True, slots=True)
class Stripe:
    spec: StripeSpec
    shelf: Shelf
    hooks: Hooks
    books: Books
    bank: Bank
    till: Till
    reversals: Reversals
    accounts: Accounts
    identities: Identities
    keys: Keys

    def clear(self) -> None:
        self.shelf.clear()
        self.keys.clear()


def build_stripe(clock: Clock, store: Store) -> Stripe:
    spec = stripes_spec()
    shelf = Shelf(store, clock)
    hooks = Hooks(shelf, clock, spec.version)
    books = Books(shelf)
    accounts = Accounts(shelf, hooks.tell)
    bank = Bank(shelf, books, hooks.tell)
    return Stripe(
        spec=spec,
        shelf=shelf,
        hooks=hooks,
        books=books,
        bank=bank,
        till=Till(shelf, books, accounts, bank, hooks.tell),
        reversals=Reversals(shelf, books),
        accounts=accounts,
        identities=Identities(shelf, hooks.tell),
        keys=Keys(clock),
    )
