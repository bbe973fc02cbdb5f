"""What is compared, and when a place may be picked without asking."""

import math
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.places.states import (
    Match,
    PlaceKind,
    Quality,
    Reading,
    as_code,
    countries_called,
    distance_km,
    edits_between,
    edits_forgiven,
    lies_in,
    normalise,
    one_edit_away,
    other_weight,
    own_weight,
    pick,
    readings,
)


@dataclass(frozen=True)
class Hit:
    match: Match


def hit(
    population: int,
    country: str = "US",
    *,
    quality: Quality = Quality.WHOLE,
    kind: PlaceKind = PlaceKind.CITY,
) -> Hit:
    return Hit(Match(quality, own_weight(population), kind, country))


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("São Paulo", "sao paulo"),
        ("  Xi\u2019an ", "xian"),
        ("SAINT-ÉTIENNE", "saint etienne"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("Санкт-Петербург", "санкт петербург"),
        ("Йошкар-Ола", "иошкар ола"),
        ("القَاهِرَة", "القاهرة"),
        ("أبو ظبي", "ابو ظبي"),
        ("मुम्बई", "मुंबई"),
        ("दिल्ली", "दिल्ली"),
        ("デリー", "デリー"),
        ("서울", "서울"),
        ("St. John's", "st johns"),
        ("🙂 , !", ""),
    ],
)
def test_case_marks_and_signs_do_not_count_but_letters_do(text: str, normal: str) -> None:
    assert normalise(text) == normal


@given(st.text())
def test_what_is_normal_stays_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_three_capitals_are_a_code_and_nothing_else_is() -> None:
    assert as_code(" DEL ") == "DEL"
    assert [as_code(text) for text in ("del", "Del", "DELHI", "ДЕЛ", "D3L", "")] == [None] * 6


def test_a_place_with_five_times_the_people_and_no_great_namesake_abroad_is_picked() -> None:
    delhi = hit(11_000_000, "IN")
    assert pick([delhi, hit(10_755), hit(5_344, "CA")]) is delhi


def test_five_times_is_enough_and_less_is_not() -> None:
    assert pick([hit(500_000), hit(100_000)]) is not None
    assert pick([hit(490_000), hit(100_000)]) is None


def test_a_namesake_abroad_over_100_000_means_asking() -> None:
    assert pick([hit(4_800_000, "CL"), hit(134_000, "PH")]) is None
    assert pick([hit(4_800_000, "CL"), hit(99_000, "PH")]) is not None
    assert pick([hit(4_800_000, "CL"), hit(134_000, "CL")]) is not None


def test_nothing_found_picks_nothing() -> None:
    none: list[Hit] = []
    assert pick(none) is None


@pytest.mark.parametrize("quality", [Quality.BEGINNING, Quality.TYPO])
def test_what_was_not_typed_wholly_is_never_picked(quality: Quality) -> None:
    assert pick([hit(11_000_000, quality=quality)]) is None


def test_a_code_is_picked_whatever_else_has_that_name() -> None:
    airport = hit(0, "IT", quality=Quality.CODE, kind=PlaceKind.AIRPORT)
    assert pick([airport, hit(11_000_000, "IN")]) is airport


def test_its_own_airport_does_not_put_a_city_in_doubt() -> None:
    city = hit(11_000_000, "IN")
    assert pick([city, hit(11_000_000, "IN", kind=PlaceKind.AIRPORT)]) is city


def test_a_larger_place_with_a_longer_name_means_asking() -> None:
    assert pick([hit(50_000), hit(9_000_000, quality=Quality.BEGINNING)]) is None
    assert pick([hit(9_000_000), hit(50_000, quality=Quality.BEGINNING)]) is not None


def test_a_place_ten_times_as_large_one_letter_away_means_asking() -> None:
    assert pick([hit(200_000), hit(15_000_000, quality=Quality.TYPO)]) is None
    assert pick([hit(200_000), hit(1_900_000, quality=Quality.TYPO)]) is not None


def test_another_name_counts_like_a_twentieth_of_the_people() -> None:
    assert math.isclose(other_weight(2_000_000), own_weight(100_000))


def test_what_follows_a_comma_is_where_the_place_lies() -> None:
    assert readings("Springfield, Illinois") == [
        Reading("springfield", ("illinois",)),
        Reading("springfield"),
    ]


def test_last_words_may_be_where_the_place_lies() -> None:
    assert readings("san jose costa rica") == [
        Reading("san jose costa rica"),
        Reading("san jose costa", ("rica",)),
        Reading("san jose", ("costa rica",)),
        Reading("san", ("jose costa rica",)),
    ]


def test_signs_alone_say_nothing() -> None:
    assert readings(" ,🙂, ") == []


@pytest.mark.parametrize(
    ("name", "country"),
    [("india", "IN"), ("भारत", "IN"), ("espana", "ES"), ("россия", "RU"), ("uk", "GB")],
)
def test_countries_are_known_by_their_names_in_many_languages(name: str, country: str) -> None:
    assert country in countries_called(name)


def test_a_region_counts_by_name_and_by_code() -> None:
    def lies(*where: str) -> bool:
        return lies_in(where, country="US", names=("Illinois", "IL"))

    assert lies("illinois")
    assert lies("il")
    assert lies("il", "usa")
    assert not lies("missouri")
    assert not lies("il", "india")


@pytest.mark.parametrize(
    ("typed", "name", "edits"),
    [
        ("delhi", "delhi", 0),
        ("dehli", "delhi", 1),
        ("delh", "delhi", 1),
        ("mumbay", "mumbai", 1),
        ("sna fransisco", "san francisco", 2),
        ("", "abc", 3),
    ],
)
def test_swapped_neighbours_are_one_edit(typed: str, name: str, edits: int) -> None:
    assert edits_between(typed, name) == edits == edits_between(name, typed)


@given(st.text("abcdef", min_size=1, max_size=8))
def test_one_slip_makes_exactly_the_texts_that_are_one_edit_away(name: str) -> None:
    assert {edits_between(name, slip) for slip in one_edit_away(name)} == {1}


@pytest.mark.parametrize(
    ("name", "slip"), [("дели", "дели"[::-1]), ("дели", "делы"), ("दिल्ली", "दिल्लि")]
)
def test_slips_use_the_letters_of_the_same_script(name: str, slip: str) -> None:
    assert (slip in one_edit_away(name)) == (edits_between(name, slip) == 1)


def test_short_names_are_forgiven_nothing() -> None:
    assert [edits_forgiven("x" * length) for length in (3, 4, 6, 12)] == [0, 1, 2, 3]


def test_a_quarter_of_the_equator_is_ten_thousand_kilometres() -> None:
    assert distance_km((0, 0), (0, 90)) == pytest.approx(math.pi / 2 * 6371.0088)
    assert distance_km((0, 179), (0, -179)) == pytest.approx(distance_km((0, 1), (0, -1)))
