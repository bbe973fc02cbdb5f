"""Words that tell what must not travel, and words that only sound like it."""

import pytest

from core.places.states import normalise
from core.screening.states import WORDS_FILE, Care, Prohibited, cares, screen


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Hunting rifle", Prohibited.WEAPONS),
        ("2 GUNS", Prohibited.WEAPONS),
        ("una pistola", Prohibited.WEAPONS),
        ("तलवार", Prohibited.WEAPONS),
        ("a bottle of whisky", Prohibited.ALCOHOL),
        ("CERVEZAS artesanas", Prohibited.ALCOHOL),
        ("daru ki botal", Prohibited.ALCOHOL),
        ("Cannabis oil", Prohibited.DRUGS),
        ("गांजा", Prohibited.DRUGS),
        ("live fish", Prohibited.ANIMALS),
        ("envelope with cash", Prohibited.CASH),
        ("dinero en efectivo", Prohibited.CASH),
        ("camping gas", Prohibited.HAZARDOUS),
        ("gasolina", Prohibited.HAZARDOUS),
        ("मिट्टी का तेल", Prohibited.HAZARDOUS),
        ("fake watch", Prohibited.COUNTERFEIT),
        ("insulin pens", Prohibited.MEDICINE),
        ("antibióticos", Prohibited.MEDICINE),
        ("my mother's cremated remains", Prohibited.REMAINS),
    ],
)
def test_a_prohibited_thing_is_found_in_every_language(text: str, rule: Prohibited) -> None:
    assert [hit.rule for hit in screen([text])] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "glue gun",
        "gunny bag",
        "Toy sword",
        "bullet journal",
        "printer cartridges",
        "wine glasses",
        "folic acid",
        "stuffed animals",
        "gafas con receta",
        "copas de vino",
        "camiseta del Granada",
        "पानी की बंदूक",
        "shirt, book and a drum",
        "",
    ],
)
def test_what_only_sounds_dangerous_travels(text: str) -> None:
    assert screen([text]) == []


def test_a_hit_names_the_item_and_each_rule_once() -> None:
    hits = screen(["socks", "gun and rifle with whisky"])
    assert [(hit.item, hit.rule) for hit in hits] == [
        (1, Prohibited.ALCOHOL),
        (1, Prohibited.WEAPONS),
    ]


def test_what_needs_care_is_named() -> None:
    assert cares(["Laptop", "Perfume", "socks"]) == {Care.BATTERIES, Care.LIQUIDS}
    assert cares(["मिठाई"]) == {Care.FOOD}
    assert cares(["socks"]) == frozenset()


def test_the_list_of_words_is_whole() -> None:
    rows = [
        line.split("\t")
        for line in WORDS_FILE.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    known = {*Prohibited, *Care, "harmless"}
    assert all(len(row) == 3 and row[0] in known and normalise(row[2]) for row in rows)
    languages = {rule: {language for one, language, _ in rows if one == rule} for rule in known}
    assert all(found == {"en", "es", "hi"} for found in languages.values()), languages
    assert len({(rule, word) for rule, _, word in rows if rule == "harmless"}) > 10
