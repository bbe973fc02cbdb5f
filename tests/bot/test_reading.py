"""What people type is read as they mean it, or not at all."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links import Kind, Target, link_to, payload_of, target_of
from bot.reading.amounts import read_litres, read_money, read_volume, read_weight
from bot.reading.lines import Line, read_line, splits
from bot.reading.moments import read_clock, read_day
from core.money import Money
from core.peers.states import Language

TODAY = date(2026, 11, 24)
"""A Tuesday."""


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("7,5 kg", 7_500),
        ("7.5", 7_500),
        ("500 g", 500),
        ("१० किलो", 10_000),
        ("15 lb", 6_804),
        ("about 2kg of books", 2_000),
        ("lots", None),
        ("12 kgs", 12_000),
        ("", None),
    ],
)
def test_a_weight_is_read_in_any_unit(text: str, grams: int | None) -> None:
    assert read_weight(text) == grams


@pytest.mark.parametrize(
    ("text", "millilitres"),
    [
        ("40 l", 40_000),
        ("40x30x20 cm", 24_000),
        ("400 \u00d7 300 \u00d7 200 mm", 24_000),
        ("big", None),
    ],
)
def test_a_size_is_read_as_litres_or_sides(text: str, millilitres: int | None) -> None:
    assert read_volume(text) == millilitres


def test_a_bare_number_is_litres_where_litres_are_asked() -> None:
    assert (read_litres("40"), read_volume("40")) == (40_000, None)


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("12.50", Money(1250, "EUR")),
        ("1.200,50 €", Money(120050, "EUR")),
        ("1,200", Money(120000, "EUR")),
        ("USD 40", Money(4000, "USD")),
        ("₹1,20,000", Money(12000000, "INR")),
        ("¥1,200", Money(1200, "JPY")),
        ("1,250 KWD", Money(1250000, "KWD")),
        ("१५० रु", Money(15000, "INR")),
        ("0.005", None),
        ("free", None),
    ],
)
def test_money_is_read_with_either_sign_for_decimals(text: str, money: Money | None) -> None:
    assert read_money(text, currency="EUR") == money


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("12 Dec", Language.ENGLISH, date(2026, 12, 12)),
        ("5 jan", Language.ENGLISH, date(2027, 1, 5)),
        ("3/12", Language.ENGLISH, date(2026, 12, 3)),
        ("tomorrow", Language.ENGLISH, date(2026, 11, 25)),
        ("next friday", Language.ENGLISH, date(2026, 11, 27)),
        ("viernes", Language.SPANISH, date(2026, 11, 27)),
        ("12 de diciembre", Language.SPANISH, date(2026, 12, 12)),
        ("mañana", Language.SPANISH, date(2026, 11, 25)),
        ("12 दिसंबर", Language.HINDI, date(2026, 12, 12)),
        ("कल", Language.HINDI, date(2026, 11, 25)),
        ("परसों", Language.HINDI, date(2026, 11, 26)),
        ("12 Dec", Language.HINDI, date(2026, 12, 12)),
        ("12 Dec 18:00", Language.ENGLISH, date(2026, 12, 12)),
        ("mañana a las 6 pm", Language.SPANISH, date(2026, 11, 25)),
        ("कल शाम 6 बजे", Language.HINDI, date(2026, 11, 25)),
        ("05:00", Language.ENGLISH, None),
        ("a las 5:00", Language.SPANISH, None),
        ("may", Language.ENGLISH, None),
        ("10", Language.ENGLISH, None),
        ("Mumbai", Language.ENGLISH, None),
        ("", Language.ENGLISH, None),
    ],
)
def test_a_day_is_read_in_the_peers_language(
    text: str, language: Language, day: date | None
) -> None:
    assert read_day(text, language=language, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("18:45", time(18, 45)),
        ("6 pm", time(18)),
        ("12am", time(0)),
        ("18h", time(18)),
        ("1830", time(18, 30)),
        ("7", time(7)),
        ("शाम 6 बजे", time(18)),
        ("6:30 de la tarde", time(18, 30)),
        ("25", None),
        ("13 pm", None),
        ("noonish", None),
        ("3.12.2026", None),
    ],
)
def test_a_time_of_day_is_read(text: str, clock: time | None) -> None:
    assert read_clock(text) == clock


@given(text=st.text(max_size=40), language=st.sampled_from(Language))
def test_whatever_is_typed_is_read_or_not_and_never_fails(text: str, language: Language) -> None:
    read_weight(text)
    read_volume(text)
    read_money(text, currency="EUR")
    read_clock(text)
    read_day(text, language=language, today=TODAY)


@given(target=st.builds(Target, st.sampled_from(Kind), st.uuids()))
def test_a_link_leads_back_to_what_it_names_and_fits_telegram(target: Target) -> None:
    payload = payload_of(target)
    assert target_of(payload) == target
    assert len(payload) <= 64
    assert link_to(target, bot="peercargo_bot").startswith("https://t.me/peercargo_bot?start=")


@pytest.mark.parametrize("payload", ["", "t", "t-", "x-AAAAAAAAAAAAAAAAAAAAAA", "t-AAAA", "promo"])
def test_any_other_payload_leads_nowhere(payload: str) -> None:
    assert target_of(payload) is None


@given(payload=st.text(max_size=64))
def test_no_payload_fails(payload: str) -> None:
    target_of(payload)


MODES = {"flight": ["flight", "avión", "विमान"], "train": ["train", "tren"], "car": ["car"]}


@pytest.mark.parametrize(
    ("text", "language", "line"),
    [
        (
            "Delhi Mumbai 12 Dec 18:00 10kg flight",
            Language.ENGLISH,
            Line("Delhi Mumbai", "flight", date(2026, 12, 12), time(18), 10_000, None),
        ),
        (
            "flight DEL -> BOM tomorrow 6pm 7.5 kg 40 l",
            Language.ENGLISH,
            Line("DEL -> BOM", "flight", date(2026, 11, 25), time(18), 7_500, 40_000),
        ),
        (
            "Madrid a Lima 12 de diciembre 8:15 avión",
            Language.SPANISH,
            Line("Madrid a Lima", "flight", date(2026, 12, 12), time(8, 15), None, None),
        ),
        (
            "दिल्ली से मुंबई 12 दिसंबर 18:00 10 किलो विमान",
            Language.HINDI,
            Line("दिल्ली से मुंबई", "flight", date(2026, 12, 12), time(18), 10_000, None),
        ),
        (
            "New York to Los Angeles",
            Language.ENGLISH,
            Line("New York to Los Angeles", None, None, None, None, None),
        ),
        ("", Language.ENGLISH, Line("", None, None, None, None, None)),
    ],
)
def test_a_line_is_taken_apart(text: str, language: Language, line: Line) -> None:
    assert read_line(text, kinds=MODES, language=language, today=TODAY) == line


def test_a_line_about_a_parcel_names_its_kind_and_reward() -> None:
    line = read_line(
        "DEL BOM 2kg books by 12 Dec 15 EUR",
        kinds={"books": ["books"]},
        language=Language.ENGLISH,
        today=TODAY,
        currency="INR",
        ignored=["by"],
    )
    deadline = date(2026, 12, 12)
    assert line == Line("DEL BOM", "books", deadline, None, 2_000, None, Money(1500, "EUR"))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("text", ["FRA DEL 2026-12-13", "2026-12-13 DEL FRA"])
def test_an_airport_beside_a_day_is_no_part_of_it(text: str, language: Language) -> None:
    line = read_line(text, kinds={}, language=language, today=TODAY)
    assert line.day == date(2026, 12, 13)
    assert set(line.places.split()) == {"FRA", "DEL"}


@pytest.mark.parametrize("text", ["DEL BOM", "2 NYC", "BOM 12 Dec", "12 Dec", "5 kg"])
def test_a_code_or_a_number_alone_is_no_money(text: str) -> None:
    line = read_line(text, kinds={}, language=Language.ENGLISH, today=TODAY, currency="EUR")
    assert line.money is None


def test_two_places_are_told_apart_by_what_stands_between_them_or_by_every_cut() -> None:
    between = ["to", "से"]
    assert splits("DEL -> BOM", between=between) == [("DEL", "BOM")]
    assert splits("New York to Los Angeles", between=between)[0] == ("New York", "Los Angeles")
    assert splits("दिल्ली से मुंबई", between=between)[0] == ("दिल्ली", "मुंबई")
    assert ("New York", "Los Angeles") in splits("New York Los Angeles", between=between)
    assert splits("Delhi", between=between) == []


def test_what_leads_to_the_second_place_may_stand_behind_it() -> None:
    assert splits("दिल्ली मुंबई तक", between=["से", "तक"]) == [("दिल्ली", "मुंबई")]


@pytest.mark.parametrize("text", ["-3 kg", "\u22125", "-2 l", "-20x30x40", "-€5", "-12.50"])
def test_less_than_nothing_is_no_amount(text: str) -> None:
    assert read_weight(text) is None
    assert read_litres(text) is None
    assert read_money(text, currency="EUR") is None


def test_a_span_is_no_minus() -> None:
    assert read_weight("2-3 kg") == 3_000


@given(text=st.text(max_size=80), language=st.sampled_from(Language))
def test_no_line_fails(text: str, language: Language) -> None:
    line = read_line(text, kinds=MODES, language=language, today=TODAY)
    splits(line.places, between=["to"])


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("LIS MAD 1kg books 20 EUR", "LIS MAD books"),
        ("LIS MAD 1 kg books 20 EUR", "LIS MAD books"),
        ("LIS MAD 2026-12-02 20 EUR", "LIS MAD"),
        ("LIS MAD 2 Dec 20 EUR", "LIS MAD"),
    ],
)
def test_madrid_is_no_money(said: str, places: str) -> None:
    line = read_line(
        said, kinds={}, language=Language.ENGLISH, today=date(2026, 11, 24), currency="EUR"
    )
    assert (line.places, line.money) == (places, Money(2_000, "EUR"))
