"""How much of what could be had the market brings about: against an optimum that knew everything.

3,000 trips and 3,000 parcels of fourteen days are played with the policy as it is shipped. The
rival is the bound of an assignment made in hindsight, by somebody who knew all posts and what
everybody would say. A market that matches by ends alone is held against the same optimum.
"""

from bench.figures import Figure
from bench.quality_market import play
from bench.quality_optimum import choosable, optimum
from bench.quality_pairs import pairs_of, saved_km
from bench.quality_world import make_world
from core.rules import Rules

_SEED = 7
_HINDSIGHT = "an optimum that knew everything from the start"


def measure_quality() -> list[Figure]:
    rules = Rules()
    posts = make_world(rules=rules, seed=_SEED)
    pairs = pairs_of(posts, rules=rules)
    choices = choosable(posts, pairs, seed=_SEED)
    most = optimum(posts, choices, worth=lambda _: 1.0)
    farthest = optimum(
        posts, choices, worth=lambda one: max(0.0, saved_km(posts.parcels[one.parcel_id], one))
    )
    traded = play(posts, pairs, rules=rules, seed=_SEED)
    by_ends = play(posts, pairs_of(posts, rules=rules, by_ends_alone=True), rules=rules, seed=_SEED)
    return [
        Figure("parcels that travel", traded.matches, "parcels", most, _HINDSIGHT),
        Figure("kilometres saved", traded.saved_km, "km", farthest, _HINDSIGHT),
        Figure("parcels, by ends alone", by_ends.matches, "parcels", most, _HINDSIGHT),
        Figure("kilometres, by ends alone", by_ends.saved_km, "km", farthest, _HINDSIGHT),
    ]
