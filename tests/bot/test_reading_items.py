"""A list of things is read as people type it, or the line is given back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.items import read_item, read_items
from core.money import Money
from core.parcels.states import Item


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("2 novels 15", Item("novels", 2, Money(1500, "EUR"))),
        ("Scarf, 20 EUR", Item("Scarf", 1, Money(2000, "EUR"))),
        ("3 x Pen 1.50", Item("Pen", 3, Money(150, "EUR"))),
        ("3 x PEN 1.50", Item("PEN", 3, Money(150, "EUR"))),
        ("Pen PEN 1.50", Item("Pen", 1, Money(150, "PEN"))),
        ("Laptop 1.200,50 €", Item("Laptop", 1, Money(120050, "EUR"))),
        ("iPhone 13 300", Item("iPhone 13", 1, Money(30000, "EUR"))),
        ("3D printer 200", Item("3D printer", 1, Money(20000, "EUR"))),
        ("Novel x2 ₹300", Item("Novel", 2, Money(30000, "INR"))),
        ("Book 15 x 2", Item("Book", 2, Money(1500, "EUR"))),
        ("- Tea (3) 4 each", Item("Tea", 3, Money(400, "EUR"))),
        ("1. Novel: 15", Item("Novel", 1, Money(1500, "EUR"))),
        ("Camisa 20 € cada una", Item("Camisa", 1, Money(2000, "EUR"))),
        ("१० किताबें १५० रु", Item("किताबें", 10, Money(15000, "INR"))),
        ("cake Rs. 20", Item("cake", 1, Money(2000, "INR"))),
        ("Scarf at $20", Item("Scarf", 1, Money(2000, "USD"))),
        ("100 ml perfume 30", Item("100 ml perfume", 1, Money(3000, "EUR"))),
        ("Old letters 0", Item("Old letters", 1, Money(0, "EUR"))),
    ],
)
def test_a_line_names_a_thing_how_many_and_what_one_is_worth(line: str, item: Item) -> None:
    assert read_item(line, currency="EUR") == item


@pytest.mark.parametrize("line", ["2 novels", "Novel", "15", "0 novels 3", "Vitamin B12", "?"])
def test_what_has_no_name_or_no_value_is_not_guessed_at(line: str) -> None:
    assert read_item(line, currency="EUR") is None


def test_each_line_is_read_by_itself_and_what_is_unread_is_given_back() -> None:
    read = read_items("Scarf 20\n\n something nice \n2 pens 1; Cap 5", currency="EUR")
    assert [item.title for item in read.items] == ["Scarf", "pens", "Cap"]
    assert read.unread == ("something nice",)


@given(st.text(max_size=300), st.sampled_from(["EUR", "JPY", "KWD", "INR"]))
def test_whatever_is_typed_each_line_is_read_or_given_back(text: str, currency: str) -> None:
    read = read_items(text, currency=currency)
    for item in read.items:
        assert item.title.strip()
        assert item.quantity > 0
        assert item.value.minor >= 0
    lines = [line for part in text.split("\n") for line in part.split(";") if line.strip()]
    assert len(read.items) + len(read.unread) == len(lines)


@given(st.from_regex(r"[0-9x*.,:@ €$Rsat-]{0,40}", fullmatch=True))
def test_numbers_and_signs_in_any_order_are_no_trouble(text: str) -> None:
    read_items(text, currency="EUR")
