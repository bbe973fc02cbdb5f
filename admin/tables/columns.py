"""Columns that several tables have."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute

from admin.shell.addresses import PEER
from core.listings.queries import Column, Search, Value
from core.listings.states import Kind, looks_like_id
from core.places.models import Place, PlaceName
from core.places.states import normalise

Field = InstrumentedAttribute[Any]
_FEWEST_SIGNS = 3
_LAST_SIGN = "\U0010ffff"


def an_id(
    value: Field, links_to: str, *, title: str = "Id", key: str = "id", is_shown: bool = True
) -> Column:
    return Column(key, title, value, Kind.ID, links_to=links_to, is_shown=is_shown)


def a_peer(key: str, title: str, value: Field, *, is_shown: bool = True) -> Column:
    return Column(key, title, value, Kind.ID, links_to=PEER, is_shown=is_shown)


def a_code(
    key: str, title: str, value: Value | Field, codes: type[StrEnum], *, is_shown: bool = True
) -> Column:
    choices = tuple(one.value for one in codes)
    return Column(key, title, value, Kind.CODE, choices=choices, is_shown=is_shown)


def a_moment(
    key: str, title: str, value: Field, *, is_sorted: bool = False, is_shown: bool = True
) -> Column:
    return Column(key, title, value, Kind.MOMENT, is_sorted=is_sorted, is_shown=is_shown)


def made(key: str, title: str, value: Field, *, by: Field) -> Column:
    """Say when a row was made, by which its id was made as well: its index sorts it."""
    return Column(key, title, value, Kind.MOMENT, is_sorted=True, sorted_by=by)


def a_number(
    key: str, title: str, value: Value | Field, *, is_sorted: bool = False, is_shown: bool = True
) -> Column:
    return Column(key, title, value, Kind.NUMBER, is_sorted=is_sorted, is_shown=is_shown)


def a_sum(
    key: str,
    title: str,
    minor: Field,
    currency: Field,
    *,
    is_sorted: bool = False,
    is_shown: bool = True,
) -> Column:
    return Column(
        key,
        title,
        minor,
        Kind.MONEY,
        currency=currency,
        is_sorted=is_sorted,
        is_shown=is_shown,
    )


def a_place(
    key: str, title: str, place_id: Field, *, of: ColumnElement[bool] | None = None
) -> Column:
    """Name a place, one look-up a row: a page has few rows, and a join would meet them all.

    `of` says which other row the place is that of.
    """
    named = func.concat(func.coalesce(Place.code, Place.name), ", ", Place.country)
    query = select(named).where(Place.id == place_id)
    value = (query if of is None else query.where(of)).scalar_subquery()
    return Column(key, title, value, Kind.TEXT)


def by_place(*place_ids: Field) -> Search:
    """Find what begins or ends where a name or a code begins so."""

    def search(words: str) -> Value | None:
        if len(words) < _FEWEST_SIGNS or looks_like_id(words):
            return None
        begins = normalise(words)
        # A range and not LIKE, as the index of names is asked elsewhere.
        named = PlaceName.name.bool_op("~>=~")(begins) & PlaceName.name.bool_op("~<~")(
            begins + _LAST_SIGN
        )
        places = union(
            select(PlaceName.place_id).where(named),
            select(Place.id).where(Place.code == words.upper()),
        )
        return or_(*(one.in_(places) for one in place_ids))

    return search
