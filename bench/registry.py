"""The measurements there are."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bench.figures import Figure
from bench.first_card import measure_first_card
from bench.inbound import measure_inbound
from bench.ledger import measure_ledger
from bench.match_growth import measure_growth
from bench.matching import measure_matching
from bench.moderation import measure_moderation
from bench.places import measure_places
from bench.quality import measure_quality
from bench.quests import measure_quests
from bench.relay import measure_relay
from bench.sender import measure_sender
from bench.start import measure_start
from bench.tables import measure_tables


@dataclass(frozen=True, slots=True)
class Bench:
    """`what` is one line for the list; `measure` may be async and takes the options in `takes`."""

    name: str
    what: str
    measure: Callable[..., list[Figure] | Awaitable[list[Figure]]]
    takes: tuple[str, ...] = ()


BENCHES = (
    Bench("first-card", "from a parcel to its first card on the other phone", measure_first_card),
    Bench("inbound", "updates answered a second, and the wait during a broadcast", measure_inbound),
    Bench("ledger", "racing decisions about money, and what the ledger costs", measure_ledger),
    Bench(
        "matching",
        "from a parcel to its best trips and back; --trips N --world spread|crowded",
        measure_matching,
        takes=("trips", "world", "postgres"),
    ),
    Bench(
        "matching-growth",
        "how a parcel's wait grows when trips elsewhere come besides; --world, --postgres",
        measure_growth,
        takes=("world", "postgres"),
    ),
    Bench("moderation", "patterns in a month of a million messages", measure_moderation),
    Bench(
        "places",
        "a look-up of a place against the whole file: wait, and share right",
        measure_places,
    ),
    Bench("quality", "what the market brings about, against the best there was", measure_quality),
    Bench("quests", "quests a second from an accepted offer to the money", measure_quests),
    Bench("relay", "from one phone to the other through a line: wait, rate, crowd", measure_relay),
    Bench("sender", "words sent a second, under Telegram's limits and without", measure_sender),
    Bench("start", "seconds to the first answered /start, cold and warm; memory", measure_start),
    Bench("tables", "an operator's wait for a page of a table of 100,000 rows", measure_tables),
)
