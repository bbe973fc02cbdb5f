"""What is in a parcel, as people type it: a thing a line, how many, and what one is worth. Pure.

The number at the end of a line is the value of one piece, one at its beginning says how many there
are: "2 novels 15". A line without a value or a name is given back, not guessed at.
"""

import re
import unicodedata
from dataclasses import dataclass

from babel.numbers import is_currency

from bot.reading.amounts import read_money
from core.money import Money
from core.parcels.states import Item

_SIGN = r"[€$£₹¥]|रु|[Rr]s"
_EACH = r"each|apiece|per piece|c/u|cada un[oa]|प्रत्येक"
_TIMES = r"[x\u00d7*]"
_TAIL = re.compile(
    rf"(?P<before>(?<!\w)(?:{_SIGN}|[A-Z]{{3}}))?\.? ?"
    rf"(?<![\w.,'-])(?P<amount>\d[\d.,']*) ?"
    rf"(?P<after>{_SIGN}|[A-Za-z]{{3}})?\.?"
    rf"(?: ?(?:{_EACH}))?(?: ?{_TIMES} ?(?P<count>\d{{1,3}}))?$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^(?:[-\u2013\u2022*] ?|\d{1,2}[.)] )")
_HEAD = re.compile(rf"^(\d{{1,3}})(?: ?{_TIMES} ?| )(?=\D|$)", re.IGNORECASE)
_MEASURE = re.compile(
    r"^\d+ (?:g|gr|kg|mg|ml|cl|l|cm|mm|m|in|inch|oz|lb|gb|tb|w|v|mah|ग्राम|किलो|लीटर)(?!\w)",
    re.IGNORECASE,
)
"""Of "100 ml perfume" there are not a hundred."""

_FOOT = re.compile(rf" (?:{_TIMES} ?(\d{{1,3}})|\((\d{{1,3}})\))$", re.IGNORECASE)
_JOINTS = " ,:=@-\u2013"
_AT = re.compile(r" (?:at|por)$", re.IGNORECASE)
_CODE = 3
_LINES = re.compile(r"[\n;]")


@dataclass(frozen=True, slots=True)
class ItemsRead:
    """`unread` are the lines in which no thing and its value could be found."""

    items: tuple[Item, ...]
    unread: tuple[str, ...]


def read_items(text: str, *, currency: str) -> ItemsRead:
    """Read a list of things; values are in `currency` where a line names none."""
    lines = [line.strip() for line in _LINES.split(text) if line.strip()]
    found = [(line, read_item(line, currency=currency)) for line in lines]
    return ItemsRead(
        items=tuple(item for _, item in found if item is not None),
        unread=tuple(line for line, item in found if item is None),
    )


def read_item(line: str, *, currency: str) -> Item | None:
    """Read one line: "Scarf, 20 EUR", "3 x Pen 1.50", "Novel x2 ₹300"."""
    plain = _BULLET.sub("", _tidied(line))
    tail = _TAIL.search(plain)
    if tail is None:
        return None
    unit = tail["before"]
    if unit is not None and (len(unit) < _CODE or unit.isupper()):
        item = _item(plain[: tail.start()], tail, unit, currency)
        if item is not None:
            return item
    # What looked like a currency is the thing: PEN is a pen more often than a sol.
    return _item(plain[: tail.start("amount")], tail, tail["after"], currency)


def _item(head: str, tail: re.Match[str], unit: str | None, currency: str) -> Item | None:
    value = _value(tail["amount"], unit, currency)
    title, count = _counted(_AT.sub("", head.strip(_JOINTS)).strip(_JOINTS))
    quantity = int(tail["count"] or count)
    if value is None or quantity == 0 or not any(map(str.isalpha, title)):
        return None
    return Item(title, quantity, value)


def _counted(text: str) -> tuple[str, str]:
    """Part the name of a thing from how many there are of it."""
    if (head := _HEAD.match(text)) and not _MEASURE.match(text):
        return text[head.end() :].strip(), head[1]
    if foot := _FOOT.search(text):
        return text[: foot.start()].strip(), foot[1] or foot[2]
    return text.strip(), "1"


def _value(amount: str, unit: str | None, currency: str) -> Money | None:
    if unit is not None and len(unit) == _CODE and not is_currency(unit.upper()):
        return None
    return read_money(f"{amount} {unit or ''}", currency=currency)


def _tidied(text: str) -> str:
    """Write digits of every script as 0 to 9, and every gap as one space."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in plain)
