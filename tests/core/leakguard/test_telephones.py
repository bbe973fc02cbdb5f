"""A telephone number of any country is caught, however it is spelled."""

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from core.leakguard.states import LeakKind, leaks_in

COUNTRIES = (
    *(
        "AE",
        "AR",
        "AT",
        "AU",
        "BD",
        "BE",
        "BR",
        "CA",
        "CH",
        "CL",
        "CN",
        "CO",
        "DE",
        "EG",
        "ES",
        "FR",
        "GB",
    ),
    *(
        "GR",
        "HK",
        "ID",
        "IE",
        "IL",
        "IN",
        "IT",
        "JP",
        "KE",
        "KR",
        "LK",
        "MA",
        "MX",
        "MY",
        "NG",
        "NL",
    ),
    *(
        "NP",
        "NZ",
        "PE",
        "PH",
        "PK",
        "PL",
        "PT",
        "RU",
        "SA",
        "SE",
        "SG",
        "TH",
        "TR",
        "UA",
        "US",
        "VN",
        "ZA",
    ),
)
_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_HINDI = ["शून्य", "एक", "दो", "तीन", "चार", "पाँच", "छह", "सात", "आठ", "नौ"]
_SPANISH = ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"]


def _number(country: str) -> phonenumbers.PhoneNumber:
    number = phonenumbers.example_number_for_type(country, PhoneNumberType.MOBILE)
    assert number is not None
    return number


def _spellings(country: str) -> dict[str, str]:
    number = _number(country)
    whole = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    digits = whole.removeprefix("+")
    national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    return {
        "E.164": whole,
        "international": phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL),
        "national, asked to call": f"call {national}",
        "with 00": f"00{digits}",
        "as a link": phonenumbers.format_number(number, PhoneNumberFormat.RFC3966),
        "spaced": f"+ {' '.join(digits)}",
        "full-width": "".join(chr(ord(one) + 0xFEE0) for one in whole),
        "Arabic digits": "+" + "".join(chr(0x0660 + int(one)) for one in digits),
        "Bengali digits": "+" + "".join(chr(0x09E6 + int(one)) for one in digits),
        "keycaps": "".join(f"{one}\ufe0f\u20e3" for one in digits),
        "in English words": " ".join(_WORDS[int(one)] for one in digits),
        "in Spanish words": ", ".join(_SPANISH[int(one)] for one in digits),
        "in Hindi words": " ".join(_HINDI[int(one)] for one in digits),
        "with emoji between": "+" + "🙂".join(digits),
        "every other in words": " ".join(
            _WORDS[int(one)] if place % 2 else one for place, one in enumerate(digits)
        ),
    }


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_mobile_number_is_caught_in_every_spelling(country: str) -> None:
    passed = {
        way: text
        for way, text in _spellings(country).items()
        if LeakKind.PHONE not in {leak.kind for leak in leaks_in(text, homes=(country, "IN"))}
    }
    assert not passed


def test_what_would_pass_for_a_date_is_no_date_behind_a_plus() -> None:
    assert leaks_in("here: +9-7-15 01234567", homes=("AE",))


@settings(deadline=None)
@given(
    st.sampled_from(COUNTRIES),
    st.lists(
        st.sampled_from(["", " ", "-", ".", " - ", "/", "🙂", "\n", "\u200b", "  "]), min_size=15
    ),
)
def test_what_stands_between_the_digits_hides_no_number(country: str, gaps: list[str]) -> None:
    number = _number(country)
    digits = f"{number.country_code}{phonenumbers.national_significant_number(number)}"
    text = "+" + "".join(one + gap for one, gap in zip(digits, gaps, strict=False))
    assert leaks_in(f"here: {text}", homes=(country,)), text
