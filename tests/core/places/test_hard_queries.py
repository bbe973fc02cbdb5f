"""The hard queries of `hard_queries.tsv`: what people type, and the place that they mean.

The answers are written by hand from what the shipped file says of names, countries and inhabitants,
never copied from the search; some are known to be missed. `picked` says whether the stated rule
lets the bot choose without asking, and is empty where that is no question.
"""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.places.models import Place
from core.places.queries import find_places
from core.places.states import pick

FILE = Path(__file__).with_name("hard_queries.tsv")
CHOICES = 6
LEAST_RIGHT = 0.98
LEAST_QUERIES = 300
LEAST_OF_A_KIND = 20


@dataclass(frozen=True)
class Hard:
    kind: str
    query: str
    id: str
    place: str
    picked: str


def hard_queries() -> list[Hard]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Hard(**row) for row in rows]


async def what_is_wrong(session: AsyncSession, hard: Hard) -> str | None:
    found = await find_places(session, hard.query, limit=CHOICES)
    if not found or str(found[0].place.id) != hard.id:
        shown = [f"{one.place.name} {one.place.country}" for one in found[:3]]
        return f"{hard.kind}: {hard.query!r} means {hard.place}, and found {shown}"
    picked = "no" if pick(found) is None else "yes"
    if hard.picked not in ("", picked):
        return f"{hard.kind}: {hard.query!r} may be picked: {hard.picked}, and was: {picked}"
    return None


async def test_ninety_eight_of_a_hundred_hard_queries_find_what_is_meant(
    session: AsyncSession,
) -> None:
    queries = hard_queries()
    wrong = [said for hard in queries if (said := await what_is_wrong(session, hard))]
    print(f"{len(queries) - len(wrong)} of {len(queries)} are right", *wrong, sep="\n")  # noqa: T201  (a report)
    assert len(wrong) <= len(queries) * (1 - LEAST_RIGHT), wrong


def test_there_are_enough_hard_queries_and_of_every_kind_a_fair_share() -> None:
    queries = hard_queries()
    assert len({hard.query for hard in queries}) == len(queries) >= LEAST_QUERIES
    assert min(Counter(hard.kind for hard in queries).values()) >= LEAST_OF_A_KIND
    assert {hard.picked for hard in queries} == {"", "yes", "no"}


async def test_every_hard_query_names_the_place_of_its_id(session: AsyncSession) -> None:
    queries = hard_queries()
    places = {
        str(place.id): place
        for place in await session.scalars(
            select(Place).where(Place.id.in_({int(hard.id) for hard in queries}))
        )
    }
    strangers = [
        hard
        for hard in queries
        if hard.id not in places
        or not hard.place.startswith(places[hard.id].name)
        or places[hard.id].country not in hard.place.split(", ")[-1]
    ]
    assert strangers == []
