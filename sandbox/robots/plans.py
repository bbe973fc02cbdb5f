"""What robots want: where they live, which ways they go, what they send."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

HORIZON_DAYS = 30
"""Trips and deadlines lie within so many days."""

_LANGUAGES = ("en", "en", "es", "hi")
_NAMES = (
    *("Ada", "Amir", "Ana", "Asha", "Boris", "Carla", "Chen", "Dalia", "Diego", "Elif", "Emil"),
    *("Fatima", "Goran", "Hana", "Hugo", "Ines", "Ivan", "Jamal", "Jana", "Kofi", "Lena", "Luca"),
    *("Mei", "Milan", "Nadia", "Noah", "Olga", "Omar", "Paula", "Pavel", "Rosa", "Sami", "Sofia"),
    *("Tariq", "Uma", "Vera", "Viktor", "Wanda", "Yara", "Yusuf", "Zoe"),
)
_THINGS = (
    *("1 novel 15", "2 scarves 20", "3 chocolate bars 4", "1 toy train 25", "4 notebooks 3"),
    *("1 winter coat 60", "2 tea tins 8", "1 camera strap 18", "1 letter folder 2"),
)
_KINDS = {
    "en": ("documents", "clothes", "gifts", "books"),
    "es": ("documentos", "ropa", "regalos", "libros"),
    "hi": ("दस्तावेज़", "कपड़े", "उपहार", "किताबें"),
}
"""A robot writes in the language it reads."""

_TRAVELLING = 0.55
"""So many robots travel, the others send."""


@dataclass(frozen=True, slots=True)
class Way:
    """From where to where, as it is typed, and by what; the mode is a word of every language."""

    start: str
    end: str
    mode: str


WAYS = (
    *(Way(*ends, "flight") for ends in (("DEL", "BOM"), ("DEL", "BLR"), ("BOM", "BLR"))),
    *(Way(*ends, "flight") for ends in (("DEL", "FRA"), ("BOM", "LHR"), ("FRA", "JFK"))),
    *(Way(*ends, "flight") for ends in (("LHR", "JFK"), ("MAD", "MEX"), ("BCN", "FCO"))),
    *(Way(*ends, "flight") for ends in (("CDG", "IST"), ("FRA", "DEL"), ("JFK", "LHR"))),
    *(Way(*ends, "car") for ends in (("Berlin", "Hamburg"), ("Berlin", "Munich"))),
    *(Way(*ends, "car") for ends in (("Hamburg", "Frankfurt am Main"), ("Delhi", "Jaipur"))),
    *(Way(*ends, "car") for ends in (("Delhi", "Agra"), ("Mumbai", "Pune"))),
    *(Way(*ends, "car") for ends in (("Lyon", "Marseille"), ("Barcelona", "Zaragoza"))),
    *(Way(*ends, "car") for ends in (("Vienna", "Prague"), ("Milano", "Bologna"))),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A robot's life: who it is, its way, the one line in which it posts, and what it sends."""

    name: str
    language: str
    home: str
    way: Way
    line: str
    thing: str


def plan(dice: Random, *, today: date, ways: Sequence[Way] = WAYS) -> Plan:
    """Think one up, on one of the ways; the same dice think up the same robots."""
    way = dice.choice(ways)
    language = dice.choice(_LANGUAGES)
    day = today + timedelta(days=dice.randint(2, HORIZON_DAYS - 2))
    if dice.random() < _TRAVELLING:
        clock = f"{dice.randint(6, 21):02}:{dice.choice(('00', '15', '30', '45'))}"
        line = f"/trip {way.start} {way.end} {day} {clock} {dice.randint(2, 20)}kg {way.mode}"
    else:
        reward = dice.randint(10, 60)
        kilos = dice.choice(("0.5", "1", "2", "3", "5"))
        kind = dice.choice(_KINDS[language])
        line = f"/send {way.start} {way.end} {kilos}kg {kind} {day} {reward} EUR"
    return Plan(
        name=dice.choice(_NAMES),
        language=language,
        home=dice.choice(("Delhi", "Berlin", "Mumbai", "Lyon", "Vienna", "Hamburg")),
        way=way,
        line=line,
        thing=dice.choice(_THINGS),
    )
