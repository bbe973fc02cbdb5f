"""What a script may ask of a table: words, filters, an order, columns.

A page lets pass what makes no sense; here it is declined by name.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Any

from fastapi import Query

from core.listings.queries import Column, Listing
from core.listings.states import LONGEST_SEARCH, Kind, id_in, moment_in, number_in
from core.mandates.states import Scope
from core.operators.states import Permission
from webhooks.api.problems import Declined

SCOPES = {
    Permission.LOOK: Scope.TABLES_READ,
    Permission.EXPORT: Scope.TABLES_EXPORT,
    Permission.SEE_PEOPLE: Scope.PEERS_READ,
    Permission.HELP_PEERS: Scope.TICKETS_READ,
    Permission.MODERATE: Scope.MODERATION_READ,
    Permission.MOVE_MONEY: Scope.MONEY_READ,
    Permission.READ_AUDIT: Scope.AUDIT_READ,
    Permission.RUN_HOUSE: Scope.OPERATORS_READ,
}
"""Which scope opens a table that asks for so much on its page."""

_RANGES = (Kind.MOMENT, Kind.NUMBER, Kind.MONEY)

Words = Annotated[
    str, Query(max_length=LONGEST_SEARCH, description="what to search for, as on the page")
]
SortedBy = Annotated[
    str, Query(max_length=64, description="a column that can be sorted; `-` before it: descending")
]


class FilterUnknown(Declined):
    """No column of this table is called so, or it cannot hold what it is to be filtered by."""

    status = 422

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field


def filters_in(
    asked: Mapping[str, str], known: Sequence[Column], *, besides: Collection[str]
) -> dict[str, str]:
    """Read filters, or decline `FilterUnknown`; `besides` are parameters of another meaning."""
    columns = {one.key: one for one in known}
    found = {}
    for name, wanted in asked.items():
        if name in besides:
            continue
        column = columns.get(name)
        if column is None or not _can_hold(column, wanted):
            raise FilterUnknown(name)
        found[name] = wanted
    return found


def _can_hold(column: Column, wanted: str) -> bool:
    match column.kind:
        case Kind.FLAG:
            return wanted in ("yes", "no")
        case Kind.ID:
            return id_in(wanted) is not None
        case Kind.CODE:
            return wanted in column.choices
        case Kind.TEXT:
            return bool(wanted) and "\0" not in wanted
        case Kind.MOMENT | Kind.NUMBER | Kind.MONEY:
            read = moment_in if column.kind is Kind.MOMENT else number_in
            ends = [one for one in wanted.partition("..")[::2] if one]
            return ".." in wanted and bool(ends) and all(read(one) is not None for one in ends)


def sorted_by(sort: str, listing: Listing, known: Sequence[Column]) -> tuple[str, bool]:
    """Name the column of an order, and whether it descends, or decline `FilterUnknown`."""
    key = sort.removeprefix("-")
    if key and key not in {one.key for one in known if one.is_sorted}:
        raise FilterUnknown("sort")
    return key or listing.newest, sort.startswith("-") or not sort


def shown_in(show: Sequence[str], known: Sequence[Column]) -> list[str]:
    """Name the columns that are asked for, all without a word, or decline `FilterUnknown`."""
    keys = [one.key for one in known]
    if not set(show) <= set(keys):
        raise FilterUnknown("show")
    return list(show) or keys


def words_for(listing: Listing) -> str:
    able = ", ".join(f"`{one.key}`" for one in listing.columns if one.is_sorted)
    personal = [one.key for one in listing.columns if one.is_personal]
    hint = f" Search: {listing.hint[:1].lower()}{listing.hint[1:]}." if listing.hint else ""
    people = (
        f" Only with `peers:read` besides: {', '.join(f'`{one}`' for one in personal)}."
        if personal
        else ""
    )
    return f"The newest first. Sorted by {able}.{hint}{people}"


def parameter_for(column: Column) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if column.kind is Kind.CODE:
        schema["enum"] = list(column.choices)
    said = f"{column.title}, as `least..most`" if column.kind in _RANGES else column.title
    if column.kind is Kind.FLAG:
        said, schema["enum"] = column.title, ["yes", "no"]
    return {
        "name": column.key,
        "in": "query",
        "required": False,
        "description": said,
        "schema": {**schema, "description": said},
    }
