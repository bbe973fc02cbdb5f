"""What a leak is, where it stands, and what a message is without it."""

# ruff: noqa: RUF001 - signs that look like others are what is tested
import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.leakguard.states import MASK, Leak, LeakKind, leaks_in, masked
from tests.core.leakguard.corpus import Half, Line, hidden

_TUNING = hidden(Half.TUNING)
_WORDS = st.sampled_from(
    ["at the gate", "call me", "ok", "🙏", "3 kg", "insta", "or", ",", "is", "१२"]
)


@pytest.mark.parametrize(
    ("text", "kind", "leak"),
    [
        ("hi 🙏🏽👨‍👩‍👧 call +91 98200 14375 ok", LeakKind.PHONE, "98200 14375"),
        ("naïve 👍 @ravik_c 👍", LeakKind.HANDLE, "@ravik_c"),
        ("it is ravi.k@gmail.com!", LeakKind.EMAIL, "ravi.k@gmail.com"),
        ("see https://t.me/ravikc.", LeakKind.LINK, "https://t.me/ravikc"),
    ],
)
def test_a_leak_is_told_by_its_kind_and_the_code_points_it_takes(
    text: str, kind: LeakKind, leak: str
) -> None:
    (found,) = leaks_in(text, homes=("IN",))
    assert found.kind is kind
    assert leak in text[found.start : found.end]
    assert len(text[found.start : found.end]) <= len(leak) + 5


def test_a_mask_leaves_what_is_around() -> None:
    text = "Hi 👋 call 9820014375 or write ravi@gmail.com, see you at gate 12 🙂"
    safe = masked(text, leaks_in(text, homes=("IN",)))
    assert safe == f"Hi 👋 call {MASK} or write {MASK}, see you at gate 12 🙂"


def test_a_message_without_a_contact_is_left_as_it_is() -> None:
    text = "I land at 10:30, gate 12. 🙂"
    assert leaks_in(text, homes=("IN", "GB")) == ()
    assert masked(text, ()) == text


def test_a_number_told_in_two_messages_is_found_in_the_second() -> None:
    assert leaks_in("98200", homes=("IN",)) == ()
    (leak,) = leaks_in("and then 14375", earlier=["hello", "98200"], homes=("IN",))
    assert leak == Leak(LeakKind.PHONE, 9, 14)


def test_a_name_that_follows_the_network_in_another_message_is_found() -> None:
    assert leaks_in("ravik22") == ()
    (leak,) = leaks_in("ravik22", earlier=["my insta"])
    assert leak == Leak(LeakKind.HANDLE, 0, 7)


@pytest.mark.parametrize(
    "text",
    [
        "first five 98200, last five 14375",
        "9 red 8 blue 2 green 0 grey 0 pink 1 gold 4 tan 3 teal 7 lime 5 navy",
    ],
)
def test_a_number_whose_pieces_words_keep_apart_is_found(text: str) -> None:
    leaks = leaks_in(text, homes=("IN",))
    assert {leak.kind for leak in leaks} == {LeakKind.PHONE}
    assert not any(sign.isdigit() for sign in masked(text, leaks))


def test_a_contact_that_another_one_hid_is_masked_where_it_stands() -> None:
    text = "http://instagram.com/ravi.k22 020 7946 0018 is our landline"
    leaks = leaks_in(text, homes=("GB",))
    assert masked(text, leaks) == f"{MASK} {MASK} is our landline"


def test_two_numbers_that_make_no_telephone_number_pass() -> None:
    assert leaks_in("gate 12", earlier=["I land at 10:30", "flight 2045"], homes=("IN", "GB")) == ()


def test_a_national_number_is_known_by_the_countries_that_matter() -> None:
    text = "the 612345678 one"
    assert leaks_in(text, homes=("ES",))
    assert not leaks_in(text, homes=("IN",))


def test_what_is_named_an_order_is_one_unless_it_is_somebodys_mobile() -> None:
    assert not leaks_in("order 4021988317", homes=("IN",))
    assert leaks_in("order 9820014375", homes=("IN",))


@pytest.mark.parametrize("said", ["ravik@gmail.com", "call 98200 14375", "https://t.me/ravikc"])
def test_what_is_coded_is_read(said: str) -> None:
    for coded in (base64.b64encode(said.encode()).decode(), said.encode().hex()):
        (leak,) = leaks_in(f"decode {coded} ok", homes=("IN",))
        assert (leak.start, leak.end) == (7, 7 + len(coded))


@pytest.mark.parametrize("line", _TUNING, ids=[f"{place}" for place, _ in enumerate(_TUNING)])
def test_a_masked_message_has_no_leak_any_more(line: Line) -> None:
    leaks = leaks_in(line.text, earlier=line.earlier, homes=line.homes)
    rest = masked(line.text, leaks)
    assert leaks_in(rest, earlier=line.earlier, homes=line.homes) == ()


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from([one.text for one in _TUNING]), _WORDS), max_size=5))
def test_leaks_are_in_their_order_apart_and_within_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    leaks = leaks_in(text, homes=("IN", "GB"))
    edges = [edge for leak in leaks for edge in (leak.start, leak.end)]
    assert edges == sorted(edges)
    assert all(0 <= leak.start < leak.end <= len(text) for leak in leaks)
    assert leaks_in(masked(text, leaks), homes=("IN", "GB")) == ()


@settings(deadline=None)
@given(st.text(max_size=200))
def test_whatever_is_written_is_read_without_a_failure(text: str) -> None:
    leaks = leaks_in(text, earlier=[text], homes=("IN",))
    assert len(masked(text, leaks)) <= len(text) + len(MASK) * len(leaks)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "1",
            "1 ",
            "98 20 ",
            "1\n",
            "3 x ",
            "1.2.3.",
            "12/12/",
            "$1,000 ",
            "nine-",
            "zero",
            "00 44 ",
        ),
        *(
            "a.",
            "a_",
            "a-",
            "a@",
            "a+",
            "a•",
            "a at ",
            "dot a ",
            "a(at)",
            "@",
            "(",
            "*",
            "http://",
            "t.me/",
        ),
        *(
            "insta my ",
            "i am on the ",
            "username ",
            "instagram id name user handle is my ",
            "g m a i l ",
        ),
        *(
            "सात-",
            "क",
            "क.",
            "की_",
            "कि.कि@",
            "insta क-क-क-क-",
            "加微信",
            "一",
            "а.б-",
            "🙂",
            "\u200b",
        ),
    ],
)
@pytest.mark.timeout(30)
def test_no_message_keeps_the_guard_busy_for_long(piece: str) -> None:
    """A pattern that tries all ways to read it would not end at all."""
    text = (piece * 2000)[:2000]
    leaks_in(text, earlier=[text] * 4, homes=("IN", "GB", "ES"))
