"""Faults on demand: what a network and a tired Telegram do to a bot, a chosen number of times."""

import random
from dataclasses import asdict, dataclass
from enum import StrEnum

from sandbox.wire import Wire


def _chance() -> float:
    return random.random()  # noqa: S311 - chance, no secret


class FaultKind(StrEnum):
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    BAD_GATEWAY = "bad_gateway"
    BAD_GATEWAY_AFTER = "bad_gateway_after"
    SLOW = "slow"
    TOO_MANY = "too_many"


@dataclass(slots=True)
class Fault:
    id: int
    kind: FaultKind
    method: str | None = None
    chat_id: int | None = None
    probability: float = 1.0
    count: int | None = None
    """How often it strikes yet; None is for ever."""
    seconds: float = 1.0
    retry_after: int = 1

    def fits(self, method: str, chat_id: object) -> bool:
        return (
            (self.method is None or self.method.lower() == method.lower())
            and (self.chat_id is None or str(self.chat_id) == str(chat_id))
            and self.count != 0
        )


class Faults:
    def __init__(self) -> None:
        self._faults: dict[int, Fault] = {}
        self._last_id = 0

    def add(self, wish: Wire) -> Fault:
        """Add one. Raises ValueError or TypeError when the wish names what does not exist."""
        fault = Fault(id=self._last_id + 1, **{**wish, "kind": FaultKind(wish.get("kind", ""))})
        self._last_id += 1
        self._faults[fault.id] = fault
        return fault

    def remove(self, fault_id: int) -> bool:
        return self._faults.pop(fault_id, None) is not None

    def clear(self) -> None:
        self._faults.clear()

    def as_wire(self) -> list[Wire]:
        return [asdict(fault) for fault in self._faults.values()]

    def strike(self, method: str, chat_id: object) -> Fault | None:
        """Pick the fault that befalls this request, if any; one that is spent is gone."""
        if not self._faults:
            return None
        for fault in self._faults.values():
            if fault.fits(method, chat_id) and _chance() < fault.probability:
                if fault.count is not None:
                    fault.count -= 1
                    if fault.count == 0:
                        self.remove(fault.id)
                return fault
        return None
