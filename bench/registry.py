"""The measurements there are."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bench.figures import Figure
from bench.inbound import measure_inbound
from bench.sender import measure_sender
from bench.start import measure_start


@dataclass(frozen=True, slots=True)
class Bench:
    """`what` is one line for the list; `measure` takes nothing and may be async."""

    name: str
    what: str
    measure: Callable[[], list[Figure] | Awaitable[list[Figure]]]


BENCHES = (
    Bench("inbound", "updates answered a second, and the wait during a broadcast", measure_inbound),
    Bench("sender", "words sent a second, under Telegram's limits and without", measure_sender),
    Bench("start", "seconds to the first answered /start, cold and warm; memory", measure_start),
)
