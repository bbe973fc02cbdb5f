"""How the wait for the best trips grows from 100,000 trips to a million, when as many fit.

A larger world usually has more that fits, and who finds more takes longer. So here the trips that
come besides are elsewhere: the first hundred thousand go between cities of the Old World, as all
parcels do; nine hundred thousand more go between cities of the New World, in the same weeks and
into the same index. No trip leaves its world, so no parcel has one to choose from that it had not
before, which brute force confirms: the mean of what fits is the same in both figures.
"""

from statistics import median

from bench.figures import Figure
from bench.matching import Matching, empty_world, p95
from bench.travel import World, travel_between

FEW, MANY = 100_000, 1_000_000
_BETWEEN_THE_WORLDS = -30.0
"""A longitude in the Atlantic. No city of either world lies beyond it, or beyond the Pacific."""


async def measure_growth(*, world: str = World.SPREAD, postgres: str | None = None) -> list[Figure]:
    async with empty_world(postgres, World(world)) as (services, places):
        began = services.clock()
        old = [place for place in places if place.longitude > _BETWEEN_THE_WORLDS]
        new = [place for place in places if place.longitude <= _BETWEEN_THE_WORLDS]
        matching = Matching(services, travel_between(old, FEW, began=began, seed=0))
        await matching.load()
        if postgres is not None:
            await matching.build_postgis()
        before = await matching.wait_for_trips()
        right_before, _ = await matching.recall()
        await matching.add(travel_between(new, MANY - FEW, began=began, seed=6))
        after = await matching.wait_for_trips()
        right_after, _ = await matching.recall()
    figures = [
        Figure(f"{index}, {name}, among {MANY:,} trips", measure(waits), "ms",
               measure(before[index]), f"among {FEW:,}")
        for index, waits in after.items()
        for name, measure in (("p50", median), ("p95", p95))
    ]  # fmt: skip
    return [*figures, *right_before, *right_after]
