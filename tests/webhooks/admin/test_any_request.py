"""Whatever is sent is answered with a problem at worst, and never by a failure of ours."""

import re
from collections.abc import AsyncIterator

import pytest

from admin.tables import LISTINGS
from core.mandates.states import Scope
from core.wiring import Services
from tests.conftest import NOON
from tests.posts import a_peer
from tests.webhooks.admin.scripts import Script, a_script
from webhooks.admin.operations import asks_of, operations_of, routers_of

ROUTES = list(operations_of(routers_of(LISTINGS)))
POSTS = [one for one in ROUTES if "POST" in (one.methods or ())]
_NOBODY = "00000000-0000-7000-8000-000000000000"
_ODD = (
    *("\0", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "%", "_", "'", "\\"),
    *("9" * 30, "-" + "9" * 30, "0001-01-01..9999-12-31", "9999-12-31..", "..0001-01-01"),
    *("9223372036854775808..", "..", "NaN", "1e400", "x" * 600),
)
_BODIES = (
    b"",
    b"null",
    b"[]",
    b"{",
    b'"why"',
    b'{"why": {"why": "x"}}',
    b'{"why": "\\u0000"}',
    b'{"why": "x", "surprise": 1}',
    b"\xff\xfe",
    b'{"why": "x", "percent": 1e400, "hours": 99999999999999999999, "days": true}',
    b'{"why": "x", "into": 9007199254740991}',
    b"{" * 10_000,
)


@pytest.fixture
async def script(house: Services) -> AsyncIterator[Script]:
    async with house.db.begin() as session:
        await a_peer(session, at=NOON)
    async with a_script(house) as one:
        yield one


@pytest.mark.parametrize(
    ("ending", "own"),
    [("", ("q", "sort", "after", "limit")), (".csv", ("q", "sort", "show"))],
    ids=("a-page", "as-csv"),
)
async def test_odd_filters_and_searches_break_nothing(
    script: Script, ending: str, own: tuple[str, ...]
) -> None:
    wrong = {}
    for listing, _ in LISTINGS:
        path = f"/tables/{listing.name}{ending}"
        for name in (*own, *(one.key for one in listing.columns)):
            for odd in _ODD:
                answer = await script.http.get(path, params={name: odd})
                if answer.status_code not in (200, 422):
                    wrong[f"{path}?{name}={odd!r}"] = answer.status_code
    assert not wrong


async def test_odd_words_and_days_break_nothing(script: Script) -> None:
    for path, names in {
        "/find": ("q",),
        "/tallies": ("first", "last"),
        "/tickets": ("pile", "category", "mine", "limit"),
        f"/quests/{_NOBODY}/split": ("percent",),
    }.items():
        for name in names:
            for odd in (*_ODD, "0001-01-01", "9999-12-31"):
                answer = await script.http.get(path, params={name: odd})
                assert answer.status_code in (200, 404, 422), (path, name, odd)


@pytest.mark.parametrize("route", POSTS, ids=lambda one: one.path)
async def test_odd_bodies_break_nothing_and_do_nothing(script: Script, route: object) -> None:
    path = re.sub(r"{\w+}", _NOBODY, re.sub(r"{side}", "carrier", str(route.path)))  # type: ignore[attr-defined]
    for body in _BODIES:
        headers = {"Content-Type": "application/json", "Idempotency-Key": "k"}
        answer = await script.http.post(path, content=body, headers=headers)
        assert answer.status_code in (400, 404, 409, 413, 422), (body, answer.text)
        assert answer.headers["Content-Type"] == "application/problem+json"
    assert await script.acts() == []


def test_every_operation_is_among_them() -> None:
    acting = [one for one in POSTS if (asks_of(one).scope or "").endswith("act")]
    others = {asks_of(one).scope for one in POSTS if one not in acting}
    assert others == {Scope.PEERS_NOTE, Scope.PEERS_SEE}
    assert len(POSTS) == len(acting) + len(others)
