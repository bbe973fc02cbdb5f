"""What is compared, and when a place may be picked without asking."""

import math
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.places.states import (
    Candidate,
    Match,
    PlaceKind,
    Quality,
    Reading,
    as_code,
    countries_called,
    lies_in,
    normalise,
    other_weight,
    own_weight,
    pick,
    ranked,
    readings,
    spellings,
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


def candidate(name: str, population: int, quality: Quality, place_id: int) -> Candidate:
    edits = 1 if quality is Quality.TYPO else 0
    match = Match(quality, own_weight(population), PlaceKind.CITY, "IN", edits)
    return Candidate(place_id, name, (0.0, 0.0), match)


def test_an_abbreviation_and_the_word_are_one_name() -> None:
    assert set(spellings("st paul")) == set(spellings("saint paul")) >= {"st paul", "saint paul"}
    assert "mount vernon" in spellings("mt vernon")
    assert spellings("delhi") == ["delhi"]


def test_a_slip_that_nobody_can_have_meant_is_left_out() -> None:
    delhi = candidate("delhi", 11_000_000, Quality.TYPO, 1)
    namesake = candidate("delhi", 5_000, Quality.TYPO, 2)
    faint = candidate("elih", 22_000, Quality.TYPO, 3)
    possible = candidate("delin", 150_000, Quality.TYPO, 4)
    found = ranked([faint, namesake, possible, delhi], None, None)
    assert [one.place_id for one in found] == [1, 4, 2]


def test_beside_a_whole_name_a_slip_must_be_ten_times_as_large() -> None:
    whole = candidate("koln", 1_000_000, Quality.WHOLE, 1)
    small = candidate("kolin", 9_000_000, Quality.TYPO, 2)
    great = candidate("kolon", 11_000_000, Quality.TYPO, 3)
    assert [one.place_id for one in ranked([small, great, whole], None, None)] == [1, 3]


def test_a_namesake_abroad_counts_in_full_when_both_have_it_as_another_name() -> None:
    def other_name(population: int, country: str) -> Hit:
        weight = other_weight(population)
        return Hit(Match(Quality.WHOLE, weight, PlaceKind.CITY, country, is_own_name=False))

    first = other_name(1_157_603, "GB")
    assert pick([first, other_name(196_357, "US")]) is None
    assert pick([first, other_name(90_000, "US")]) is first
