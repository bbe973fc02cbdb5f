"""What bots asked and what they were told: the last 20,000 requests."""

from collections import deque
from typing import NamedTuple

from sandbox.wire import Wire

KEPT = 20_000


class Asked(NamedTuple):
    n: int
    at: float
    bot_id: int
    method: str
    params: Wire
    status: int
    answer: Wire
    seconds: float


class RequestLog:
    def __init__(self) -> None:
        self._asked: deque[Asked] = deque(maxlen=KEPT)
        self._last_n = 0

    def add(
        self,
        bot_id: int,
        method: str,
        params: Wire,
        *,
        at: float,
        status: int,
        answer: Wire,
        seconds: float,
    ) -> None:
        self._last_n += 1
        self._asked.append(Asked(self._last_n, at, bot_id, method, params, status, answer, seconds))

    def since(self, n: int, method: str | None) -> list[Wire]:
        return [
            asked._asdict()
            for asked in self._asked
            if asked.n > n and (method is None or asked.method.lower() == method.lower())
        ]

    def clear(self) -> None:
        self._asked.clear()
