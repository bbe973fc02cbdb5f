"""Writing a listing as CSV while it is read."""

import csv
import io
from collections.abc import AsyncIterator, Sequence

from core.db import Db
from core.listings.queries import Cell, Column, Listing, columns_of, read_all
from core.listings.states import Kind, Wish, as_text
from core.money import Money

_ROWS_A_PART = 500
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet would calculate (OWASP, CSV Injection)."""


async def csv_of(db: Db, listing: Listing, wish: Wish, *, sees_people: bool) -> AsyncIterator[str]:
    """Write all rows of a wish, part by part, the names of the columns first."""
    part: list[Sequence[str]] = [_head(columns_of(listing, wish, sees_people=sees_people))]
    async for cells in read_all(db, listing, wish, sees_people=sees_people):
        part.append([text for cell in cells for text in csv_texts(cell)])
        if len(part) >= _ROWS_A_PART:
            yield _lines(part)
            part = []
    yield _lines(part)


def _head(columns: Sequence[Column]) -> list[str]:
    head: list[str] = []
    for one in columns:
        head.append(one.key)
        if one.kind is Kind.MONEY:
            head.append(f"{one.key}_currency")
    return head


def csv_texts(cell: Cell) -> list[str]:
    """Write a cell so that a spreadsheet reads it and calculates nothing."""
    if cell.kind is Kind.MONEY:
        if cell.value is None or cell.currency is None:
            return ["", ""]
        return [str(Money(cell.value, cell.currency).amount()), cell.currency]
    text = "" if cell.value is None else as_text(cell.value)
    if cell.kind is not Kind.NUMBER and text.startswith(_BEGINS_FORMULA):
        text = f"'{text}"
    return [text]


def _lines(rows: Sequence[Sequence[str]]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()
