"""A disguise comes off, and what was read is found again where it was written."""

# ruff: noqa: RUF001 - signs that look like others are what is tested
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.disguises.states import closed_up, in_latin, read, spelled


@pytest.mark.parametrize(
    "written",
    [
        "Insta",
        "\uff29\uff4e\uff53\uff54\uff41",  # full-width
        "Ⓘⓝⓢⓣⓐ",
        "🅸🅽🆂🆃🅰",
        "𝓲𝓷𝓼𝓽𝓪",
        "ɪɴꜱᴛᴀ",
        "I\u0336n\u0336s\u0336t\u0336a\u0336",  # struck through
        "in\u200bst\u00ada",  # parted by what cannot be seen
        "\u0456nst\u0430",  # Cyrillic
        "ınstá",
    ],
)
def test_a_word_is_read_whatever_its_letters_look_like(written: str) -> None:
    assert in_latin(read(written)).text == "insta"


@pytest.mark.parametrize(
    "digits", ["٩٨٢", "९८२", "৯৮২", "௯௮௨", "９８２", "⑨⑧②", "❾❽❷", "9️⃣8️⃣2️⃣", "⁹⁸²", "𝟵𝟴𝟮"]
)
def test_digits_of_every_script_are_digits(digits: str) -> None:
    assert read(digits).text == "982"


@pytest.mark.parametrize("written", ["g m a i l", "g.m.a.i.l", "g - m - a - i - l", "g*m*a*i*l"])
def test_letters_apart_are_one_word(written: str) -> None:
    assert closed_up(read(written)).text == "gmail"


def test_a_word_is_found_where_it_was_written() -> None:
    text = "🙂 see Ⓖ Ⓜ Ⓐ Ⓘ Ⓛ!"
    reading = closed_up(read(text))
    start = reading.text.index("gmail")
    assert text[slice(*reading.written(start, start + 5))] == "Ⓖ Ⓜ Ⓐ Ⓘ Ⓛ"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("ravi dot kumar", "ravi•kumar"),
        ("ravi (dot) in", "ravi•in"),
        ("lucia guion bajo p", "lucia‿p"),
        ("lucia arroba gmail punto com", "lucia@gmail•com"),
        ("t dot me slash ravi", "t•me/ravi"),
        ("रवि डॉट कॉम", "रवि•कॉम"),
        ("ravi%40x", "ravi@x"),
    ],
)
def test_signs_told_in_words_are_signs_of_their_own(written: str, said: str) -> None:
    assert spelled(read(written)).text == said


@settings(deadline=None)
@given(st.text(max_size=60))
def test_every_sign_read_was_written_somewhere(text: str) -> None:
    plain = read(text)
    for reading in (plain, in_latin(plain), closed_up(plain), spelled(plain)):
        assert len(reading.text) == len(reading.starts) == len(reading.ends)
        assert all(0 <= one < len(text) for one in reading.starts)
        assert list(reading.starts) == sorted(reading.starts)
