"""Weights, sizes, money and counts, as people type them in any of our languages. Pure.

A comma and a point both divide the whole from the part; only a group of three digits behind one is
taken for thousands, and only in money.
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from babel.numbers import get_currency_precision

from core.money import MOST_MINOR, Money

_GRAMS = {
    **dict.fromkeys(("g", "gr", "gram", "grams", "gramo", "gramos", "ग्राम", "ग्रा"), Decimal(1)),
    **dict.fromkeys(
        ("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramo", "kilogramos", "k"),
        Decimal(1000),
    ),
    **dict.fromkeys(("किलो", "किग्रा", "किलोग्राम"), Decimal(1000)),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds", "libra", "libras"), Decimal("453.59237")),
    **dict.fromkeys(("oz", "ounce", "ounces", "onza", "onzas"), Decimal("28.349523125")),
}
"""The pound is exactly 0.45359237 kg (international yard and pound agreement, 1959)."""

_MILLILITRES = {
    **dict.fromkeys(("ml", "मिली"), Decimal(1)),
    **dict.fromkeys(
        ("l", "lt", "liter", "liters", "litre", "litres", "litro", "litros", "लीटर"), Decimal(1000)
    ),
}
_CUBIC_CM = {
    "cm": Decimal(1),
    "mm": Decimal("0.001"),
    "m": Decimal(1_000_000),
    "in": Decimal("16.387064"),
}
"""Cubic centimetres, which are millilitres, in one cube of the unit. The inch is 2.54 cm."""

_NUMBER = r"\d+(?:[.,]\d+)?"
_WEIGHT = re.compile(rf"({_NUMBER})\s*({'|'.join(sorted(_GRAMS, key=len, reverse=True))})(?!\w)")
_VOLUME = re.compile(
    rf"({_NUMBER})\s*({'|'.join(sorted(_MILLILITRES, key=len, reverse=True))})(?!\w)"
)
_SIDES = re.compile(
    rf"({_NUMBER})\s*[x\u00d7*]\s*({_NUMBER})\s*[x\u00d7*]\s*({_NUMBER})\s*(cm|mm|in|m)?(?!\w)"
)
_BARE = re.compile(rf"\s*({_NUMBER})\s*")
_MINUS = re.compile(r"\s*[-\u2013\u2212][€$£₹¥]?[\d.,]")
_MONEY = re.compile(r"\d[\d.,' \u00a0\u202f]*")
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "₹": "INR", "¥": "JPY", "रु": "INR", "rs": "INR"}
_CODE = re.compile(r"(?<![A-Za-z])([A-Za-z]{3})(?![A-Za-z])")
_THOUSAND = 1000
_GROUP = 3


def read_weight(text: str) -> int | None:
    """Read grams: "7,5 kg", "500 g", "15 lb"; a bare number means kilograms."""
    folded = _folded(text)
    if _MINUS.match(folded):
        return None
    if found := _WEIGHT.search(folded):
        return _whole(_number(found[1]) * _GRAMS[found[2]])
    if bare := _BARE.fullmatch(folded):
        return _whole(_number(bare[1]) * _THOUSAND)
    return None


def read_volume(text: str) -> int | None:
    """Read millilitres: "40 l", "40x30x20 cm"; bare sides are centimetres."""
    folded = _folded(text)
    if _MINUS.match(folded):
        return None
    if found := _SIDES.search(folded):
        sides = _number(found[1]) * _number(found[2]) * _number(found[3])
        return _whole(sides * _CUBIC_CM[found[4] or "cm"])
    if found := _VOLUME.search(folded):
        return _whole(_number(found[1]) * _MILLILITRES[found[2]])
    return None


def read_litres(text: str) -> int | None:
    """Read millilitres, where a bare number means litres."""
    bare = _BARE.fullmatch(_folded(text))
    return _whole(_number(bare[1]) * _THOUSAND) if bare else read_volume(text)


def read_money(text: str, *, currency: str) -> Money | None:
    """Read a sum: "12.50", "1.200,50 €", "USD 40"; in `currency` where the text names none."""
    folded = _folded(text)
    found = _MONEY.search(folded)
    if found is None or _MINUS.match(folded):
        return None
    rest = (folded[: found.start()] + " " + folded[found.end() :]).strip()
    named = next((code for sign, code in _SIGNS.items() if sign in rest), None)
    spelled = _CODE.search(rest)
    code = named or (spelled[1].upper() if spelled else currency)
    try:
        amount = Decimal(_plain_amount(found[0]))
        minor = amount.scaleb(get_currency_precision(code))
    except InvalidOperation:
        return None
    if minor != minor.to_integral_value() or not 0 <= minor <= MOST_MINOR:
        return None
    return Money(int(minor), code)


def read_count(text: str) -> int | None:
    """Read a bare whole number."""
    folded = _folded(text).strip()
    return int(folded) if folded.isdigit() and len(folded) <= len(str(MOST_MINOR)) else None


def _folded(text: str) -> str:
    """Small letters, compatibility forms unified, and digits of every script as 0 to 9."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in plain)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _whole(amount: Decimal) -> int:
    return int(amount.to_integral_value())


def _plain_amount(text: str) -> str:
    """Tell the decimal sign from those between thousands: it is the last, and not before three."""
    digits = re.sub(r"[' \u00a0\u202f]", "", text).rstrip(".,")
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return digits
    whole, part = digits[:last], digits[last + 1 :]
    is_group = len(part) == _GROUP and (len(whole) <= _GROUP or not whole.isdigit())
    whole = re.sub(r"[.,]", "", whole)
    if is_group and whole != "0":
        return whole + part
    return f"{whole or '0'}.{part}"
