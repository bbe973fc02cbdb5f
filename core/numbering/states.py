"""Whether digits are a telephone number, of whom, and where. Pure."""

from collections.abc import Collection

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

PERSONAL = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})
"""What a person carries. North America does not tell it from a line at home."""

DIALED = PERSONAL | {
    PhoneNumberType.FIXED_LINE,
    PhoneNumberType.VOIP,
    PhoneNumberType.PERSONAL_NUMBER,
}
"""What reaches a person: no service, no emergency call."""


def kinds_of(digits: str, places: Collection[str]) -> frozenset[int]:
    """Say what digits are when dialed in any of these countries, without its code or with it."""
    return frozenset(_kind(digits, place) for place in places) - {PhoneNumberType.UNKNOWN}


def kind_with_code(digits: str) -> int:
    """Say what digits are that begin with the code of a country; `UNKNOWN` for nothing."""
    return _kind(f"+{digits}", None)


def is_possible_with_code(digits: str) -> bool:
    """Whether digits have a country's code and a length that is dialed there, in use or not."""
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(f"+{digits}"))
    except NumberParseException:
        return False


def has_code_of(digits: str, places: Collection[str]) -> bool:
    """Whether digits begin with the code of one of these countries."""
    codes = (phonenumbers.country_code_for_region(place) for place in places)
    return any(code and digits.startswith(str(code)) for code in codes)


def _kind(digits: str, place: str | None) -> int:
    try:
        return phonenumbers.number_type(phonenumbers.parse(digits, place))
    except NumberParseException:
        return PhoneNumberType.UNKNOWN
