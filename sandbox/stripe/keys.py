"""Idempotency keys: what was asked once with a key is answered again, and not done again.

As Stripe does it: the answer is kept with its status, also a 500; not when the request was refused
before it was begun, or met another one with its key; and all of it for 24 hours.
"""

from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.stripe.refusing import KeyForAnother, KeyInUse
from sandbox.wire import Wire

KEPT_SECONDS = 24 * 3600
LONGEST_KEY = 255


@dataclass(slots=True)
class Kept:
    at: float
    request: tuple[str, str]
    status: int | None = None
    """None while it is under way."""
    answer: Wire | None = None


class Keys:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[str, Kept] = {}

    def begin(self, key: str, path: str, body: str) -> Kept | None:
        """Note that a request with this key begins, or give what an earlier one was answered."""
        before = self._clock.now() - KEPT_SECONDS
        self._kept = {name: one for name, one in self._kept.items() if one.at > before}
        kept = self._kept.get(key)
        if kept is None:
            self._kept[key] = Kept(self._clock.now(), (path, body))
            return None
        if kept.request != (path, body):
            raise KeyForAnother
        if kept.status is None:
            raise KeyInUse
        return kept

    def end(self, key: str, status: int, answer: Wire) -> None:
        kept = self._kept[key]
        kept.status, kept.answer = status, answer

    def drop(self, key: str) -> None:
        """Forget a request that was never begun."""
        self._kept.pop(key, None)

    def clear(self) -> None:
        self._kept.clear()
