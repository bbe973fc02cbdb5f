"""What Stripe keeps for its customer, as JSON objects by their ids."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from sandbox.clock import Clock
from sandbox.stripe.refusing import Missing
from sandbox.wire import Wire
from sandbox.world.store import Store


@dataclass(slots=True)
class Thing:
    """One object. `kept` is what its customer does not see."""

    kind: ClassVar[str] = "stripe"

    id: str
    wire: Wire
    kept: Wire = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.id


Tell = Callable[[str, Thing], None]
"""Tells, by the name of an event, that a thing has changed."""


class Shelf:
    """All objects, in the order they were made."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        rows = [Thing(**row) for row in store.rows(Thing.kind)]
        rows.sort(key=lambda thing: thing.kept["n"])
        self._things = {thing.id: thing for thing in rows}
        self._last_n = rows[-1].kept["n"] if rows else 0

    def now(self) -> int:
        return int(self._clock.now())

    def add(self, prefix: str, wire: Wire, **kept: object) -> Thing:
        """Keep a new object, with the next id of its kind and the time."""
        self._last_n += 1
        thing_id = f"{prefix}_{secrets.token_hex(12)}"
        whole = {"id": thing_id, "created": self.now(), "livemode": False, **wire}
        thing = Thing(thing_id, whole, {"n": self._last_n, **kept})
        self._things[thing_id] = thing
        self._store.save(thing)
        return thing

    def change(self, thing: Thing, **changed: object) -> None:
        thing.wire.update(changed)
        self._store.save(thing)

    def need(self, kind: str, thing_id: str) -> Thing:
        thing = self._things.get(thing_id)
        if thing is None or thing.wire["object"] != kind:
            raise Missing(kind, thing_id)
        return thing

    def all(self, kind: str) -> Iterator[Thing]:
        """Go through all of a kind, the newest first."""
        for thing in reversed(self._things.values()):
            if thing.wire["object"] == kind:
                yield thing

    def clear(self) -> None:
        for thing in self._things.values():
            self._store.forget(thing)
        self._things.clear()
