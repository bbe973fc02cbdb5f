"""Listings as values, and reading one: a page, how many there are, all of it for an export."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    ClauseElement,
    ColumnElement,
    Executable,
    FromClause,
    Select,
    SQLColumnExpression,
    false,
    func,
    or_,
    select,
    text,
    tuple_,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from core.db import Db, id_tail
from core.listings.states import (
    COUNTED_ROWS,
    EXPORTED_ROWS,
    LONGEST_SEARCH,
    MOST_ROWS,
    NUL,
    Count,
    Kind,
    Place,
    Wish,
    as_text,
    as_value,
    day_in,
    id_in,
    looks_like_id,
    moment_in,
    number_in,
    tail_in,
)

_PATIENCE = "4s"
_EXPORT_PATIENCE = "10min"
_CANCELLED = "57014"
"""SQLSTATE of a statement that took too long (PostgreSQL, appendix A)."""

Value = SQLColumnExpression[Any]
Search = Callable[[str], Value | None]
"""Answers what a row must be like to be found by these words, or none if they cannot be meant."""


class ListingTooSlow(Exception):
    """It would take longer than an operator waits, and was given up."""


@dataclass(frozen=True)
class Column:
    """`links_to` and `link` make a cell a link: a path with one gap, and what stands in it.

    `is_personal` columns are for those who may see people. Sorted is only what is never NULL;
    `sorted_by` stands in for a moment that an indexed id tells as well, as ours do (UUID 7).
    """

    key: str
    title: str
    value: Value
    kind: Kind
    currency: Value | None = None
    links_to: str = ""
    link: Value | None = None
    choices: tuple[str, ...] = ()
    is_shown: bool = True
    is_sorted: bool = False
    is_personal: bool = False
    sorted_by: Value | None = None

    @property
    def order(self) -> Value:
        return self.value if self.sorted_by is None else self.sorted_by


@dataclass(frozen=True)
class Listing:
    """`key` is unique and never NULL. Without another wish the newest come first, by `newest`."""

    name: str
    title: str
    source: FromClause
    key: Value
    columns: tuple[Column, ...]
    newest: str
    searched: tuple[Search, ...] = ()
    searched_people: tuple[Search, ...] = ()
    """Besides, by whoever may see people: what is not shown is not found either."""
    only: tuple[ColumnElement[bool], ...] = ()
    hint: str = ""

    @property
    def newest_first(self) -> Value:
        return next(one.order for one in self.columns if one.key == self.newest)

    def columns_for(self, *, sees_people: bool) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if sees_people or not one.is_personal)


@dataclass(frozen=True)
class Cell:
    kind: Kind
    value: Any
    currency: str | None = None
    link: str = ""


@dataclass(frozen=True)
class Page:
    """`before` and `after` are where the pages beside this one begin, if there are any."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    count: Count
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class _Asked:
    listing: Listing
    wish: Wish
    columns: tuple[Column, ...]
    conditions: Sequence[ColumnElement[bool]] = field(default_factory=tuple)

    @property
    def sort(self) -> Value:
        found = {one.key: one for one in self.columns if one.is_sorted}.get(self.wish.sort)
        return found.order if found else self.listing.newest_first


async def read_page(
    session: AsyncSession, listing: Listing, wish: Wish, *, sees_people: bool
) -> Page:
    """Read one page. Raises `ListingTooSlow`."""
    asked = _asked(listing, wish, sees_people=sees_people)
    async with _patiently(session, _PATIENCE):
        is_back = wish.before is not None
        rows = (await session.execute(_page_query(asked))).mappings().all()
        more = len(rows) > _limit(wish)
        rows = rows[: _limit(wish)]
        if is_back:
            rows = rows[::-1]
        is_all = wish.after is None and not is_back and not more
        count = Count(len(rows), is_estimate=False) if is_all else await _count(session, asked)
    has_before = more if is_back else wish.after is not None
    has_after = True if is_back else more
    return Page(
        columns=asked.columns,
        rows=[_cells(asked.columns, row) for row in rows],
        count=count,
        before=_place(rows[0]).packed() if rows and has_before else "",
        after=_place(rows[-1]).packed() if rows and has_after else "",
    )


async def read_all(
    db: Db, listing: Listing, wish: Wish, *, sees_people: bool
) -> AsyncIterator[Sequence[Cell]]:
    """Read every row of a wish, as they come from the server; `EXPORTED_ROWS` at most."""
    asked = _asked(listing, wish, sees_people=sees_people)
    async with db.begin() as session, _patiently(session, _EXPORT_PATIENCE):
        query = _ordered(_select(asked), asked, is_back=False).limit(EXPORTED_ROWS)
        async for row in (await session.stream(query)).mappings():
            yield _cells(asked.columns, row)


def columns_of(listing: Listing, wish: Wish, *, sees_people: bool) -> tuple[Column, ...]:
    """Find the columns that are shown: those that are chosen, else those of the first look."""
    known = listing.columns_for(sees_people=sees_people)
    chosen = tuple(one for one in known if one.key in wish.shown)
    return chosen or tuple(one for one in known if one.is_shown)


def by_id(*columns: Value) -> Search:
    """Find by a whole id."""

    def search(words: str) -> Value | None:
        whole = id_in(words)
        return None if whole is None else or_(*(one == whole for one in columns))

    return search


def by_tail(column: Value) -> Search:
    """Find by the end of an id, as tables show it; for ids that have an index by their end."""

    def search(words: str) -> Value | None:
        tail = tail_in(words)
        return None if tail is None else id_tail(column) == tail

    return search


def by_text(*columns: Value) -> Search:
    """Find by a part of a text, whatever its case. Ids are not looked for in it."""

    def search(words: str) -> Value | None:
        if looks_like_id(words):
            return None
        return or_(*(one.icontains(words, autoescape=True) for one in columns))

    return search


def by_start(*columns: Value) -> Search:
    """Find by how a code begins, such as Stripe's ids."""

    def search(words: str) -> Value | None:
        if looks_like_id(words):
            return None
        return or_(*(one.startswith(words, autoescape=True) for one in columns))

    return search


def _asked(listing: Listing, wish: Wish, *, sees_people: bool) -> _Asked:
    columns = columns_of(listing, wish, sees_people=sees_people)
    known = listing.columns_for(sees_people=sees_people)
    conditions = [*listing.only]
    if words := wish.search.strip()[:LONGEST_SEARCH]:
        searches = (*listing.searched, *(listing.searched_people if sees_people else ()))
        found = [one for search in searches if (one := search(words)) is not None]
        conditions.append(or_(*found) if found and NUL not in words else false())
    for column in known:
        if wanted := wish.filters.get(column.key, ""):
            conditions.extend(_filter(column, wanted))
    return _Asked(listing, wish, columns, conditions)


def _filter(column: Column, wanted: str) -> list[ColumnElement[bool]]:
    """Say what rows must be like; what cannot be read asks for nothing."""
    value = column.value
    match column.kind:
        case Kind.FLAG:
            return [value.is_(wanted == "yes")]
        case Kind.ID:
            found = id_in(wanted)
            return [false() if found is None else value == found]
        case Kind.CODE:
            return [value == wanted if wanted in column.choices else false()]
        case Kind.TEXT:
            return [false() if NUL in wanted else value == wanted]
        case Kind.MOMENT:
            return _between(value, wanted, moment_in, is_day=True)
        case Kind.NUMBER | Kind.MONEY:
            return _between(value, wanted, number_in)


def _between(
    value: Value, wanted: str, read: Callable[[str], Any], *, is_day: bool = False
) -> list[ColumnElement[bool]]:
    least, _, most = wanted.partition("..")
    conditions: list[ColumnElement[bool]] = []
    if (found := read(least)) is not None:
        conditions.append(value >= found)
    if (found := read(most)) is not None:
        # The last day is meant with all its hours.
        if is_day and day_in(most) is not None:
            conditions.append(value < found + timedelta(days=1))
        else:
            conditions.append(value <= found)
    return conditions


def _select(asked: _Asked) -> Select[Any]:
    chosen: list[Value] = []
    for one in asked.columns:
        chosen.append(one.value.label(one.key))
        if one.currency is not None:
            chosen.append(one.currency.label(f"{one.key}__currency"))
        if one.links_to:
            link = one.value if one.link is None else one.link
            chosen.append(link.label(f"{one.key}__link"))
    chosen += [asked.listing.key.label("key__"), asked.sort.label("sort__")]
    return select(*chosen).select_from(asked.listing.source).where(*asked.conditions)


def _limit(wish: Wish) -> int:
    return max(1, min(wish.rows, MOST_ROWS))


def _page_query(asked: _Asked) -> Select[Any]:
    wish = asked.wish
    query = _select(asked)
    is_back = wish.before is not None
    if (begin := wish.before or wish.after) is not None:
        query = query.where(_beyond(asked, begin, is_back=is_back))
    return _ordered(query, asked, is_back=is_back).limit(_limit(wish) + 1)


def _beyond(asked: _Asked, begin: Place, *, is_back: bool) -> ColumnElement[bool]:
    """Say that a row comes after a place, or before it, in the order that is wished for."""
    key, sort = asked.listing.key, asked.sort
    try:
        here = (
            as_value(begin.sorted_by, _type_of(sort).python_type),
            as_value(begin.key, _type_of(key).python_type),
        )
    except ValueError:
        return false()
    row = tuple_(sort, key)
    place = tuple_(*here, types=[_type_of(sort), _type_of(key)])
    return row < place if asked.wish.is_descending is not is_back else row > place


def _type_of(value: Value) -> TypeEngine[Any]:
    found: TypeEngine[Any] = value.type  # type: ignore[attr-defined]  # columns of both kinds have it
    return found


def _ordered(query: Select[Any], asked: _Asked, *, is_back: bool) -> Select[Any]:
    order = (asked.sort, asked.listing.key)
    if asked.wish.is_descending is not is_back:
        return query.order_by(*(one.desc() for one in order))
    return query.order_by(*order)


async def _count(session: AsyncSession, asked: _Asked) -> Count:
    """Count up to a limit, and ask the planner beyond it."""
    bare = select(asked.listing.key).select_from(asked.listing.source).where(*asked.conditions)
    some = bare.limit(COUNTED_ROWS + 1).subquery()
    counted = await session.scalar(select(func.count()).select_from(some)) or 0
    if counted <= COUNTED_ROWS:
        return Count(counted, is_estimate=False)
    plan = (await session.execute(_Explain(bare))).scalar_one()
    return Count(max(counted, int(plan[0]["Plan"]["Plan Rows"])), is_estimate=True)


class _Explain(Executable, ClauseElement):
    """Asks the planner instead of the tables."""

    inherit_cache = False

    def __init__(self, query: Select[Any]) -> None:
        self.query = query


@compiles(_Explain, "postgresql")
def _explain(element: _Explain, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return "EXPLAIN (FORMAT JSON) " + compiler.process(element.query, **options)


def _place(row: Mapping[Any, Any]) -> Place:
    return Place(as_text(row["sort__"]), as_text(row["key__"]))


def _cells(columns: Sequence[Column], row: Mapping[Any, Any]) -> list[Cell]:
    cells = []
    for one in columns:
        link = row[f"{one.key}__link"] if one.links_to else None
        cells.append(
            Cell(
                one.kind,
                row[one.key],
                row[f"{one.key}__currency"] if one.currency is not None else None,
                one.links_to.format(link) if link is not None else "",
            )
        )
    return cells


@asynccontextmanager
async def _patiently(session: AsyncSession, patience: str) -> AsyncIterator[None]:
    """Let nothing be changed, and nothing take longer than this. Raises `ListingTooSlow`."""
    await session.execute(text("SET TRANSACTION READ ONLY"))
    await session.execute(text(f"SET LOCAL statement_timeout = '{patience}'"))
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _CANCELLED:
            raise ListingTooSlow from error
        raise
