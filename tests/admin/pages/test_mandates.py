"""Tokens for scripts: made by whoever may lend so much, shown once, ended at once."""

import re

import pytest
from sqlalchemy import select

from core.audit.models import AuditEntry
from core.mandates.models import Mandate
from core.mandates.queries import live_mandates, mandate_of
from core.mandates.states import ASKS_FOR, MOST_MANDATES, Scope, lendable
from core.operators.models import Operator
from core.operators.service import give_role
from core.operators.states import Role, may
from core.wiring import Services
from tests.admin.console import Clock, Console, an_operator, code_of

_TOKEN = re.compile(r'<code class="key">(mc_[\w-]{43})</code>')


async def _enrolled(house: Services, console: Console, role: Role = Role.OWNER) -> Operator:
    operator, _ = await an_operator(house, role)
    async with house.db.begin() as session:
        kept = await session.get_one(Operator, operator.id)
        kept.enrolled_at = house.clock()
    await console.sits_as(operator)
    return operator


async def _makes(
    console: Console, *scopes: str, name: str = "nightly", days: str = "30", code: str = ""
) -> tuple[int, str]:
    """Send the form as the page has it; answer the status and the page."""
    mark = await console.mark("/account/tokens")
    fields = {"_mark": mark, "name": name, "days": days, "code": code, "scope": list(scopes)}
    answer = await console.client.post("/admin/account/tokens", data=fields)
    return answer.status_code, answer.text


def test_every_scope_says_what_of_a_role_it_lends() -> None:
    assert set(ASKS_FOR) == set(Scope)
    for role in Role:
        assert set(lendable(role)) == {one for one in Scope if may(role, ASKS_FOR[one])}
    assert lendable(Role.VIEWER) == (Scope.TABLES_READ, Scope.TALLIES_READ, Scope.QUESTS_READ)


async def test_a_token_is_shown_once_and_only_its_hash_is_kept(
    house: Services, console: Console
) -> None:
    operator = await _enrolled(house, console)
    status, page = await _makes(console, "tables:read", "money:act", code=code_of(operator, house))
    (token,) = _TOKEN.findall(page)
    assert status == 200
    again = (await console.get("/account/tokens")).text
    assert token not in again
    assert f"{token[:8]}…" in again
    async with house.db.begin() as session:
        kept = (await session.scalars(select(Mandate))).one()
        found = await mandate_of(session, token, at=house.clock())
        act = (
            await session.scalars(select(AuditEntry).order_by(AuditEntry.event_id.desc()))
        ).first()
    assert token not in str(vars(kept))
    assert kept.scopes == ["tables:read", "money:act"]
    assert found is not None
    assert found[1].id == operator.id
    assert act is not None
    assert (act.name, act.by_operator_id) == ("operators_token_made", operator.id)
    assert act.facts["mandate"] == str(kept.id)


async def test_what_outlasts_a_sitting_asks_for_the_telephone_again(
    house: Services, console: Console
) -> None:
    operator = await _enrolled(house, console)
    for code in ("", "000000", "not a code"):
        status, page = await _makes(console, "tables:read", code=code)
        assert (status, "This code is not right" in page) == (400, True)
    code = code_of(operator, house)
    assert (await _makes(console, "tables:read", code=code))[0] == 200
    status, page = await _makes(console, "tables:read", code=code)
    assert (status, "This code was used" in page) == (400, True)


@pytest.mark.parametrize(
    ("scopes", "name", "days", "words"),
    [
        ((), "nightly", "30", "Choose what it is for"),
        (("tables:read", "money:act"), "nightly", "30", "you cannot lend it"),
        (("tables:read", "everything"), "nightly", "30", "you cannot lend it"),
        (("tables:read",), " ", "30", "Give it a name"),
        (("tables:read",), "x" * 41, "30", "Give it a name"),
        (("tables:read",), "nightly", "31", "Choose for how long"),
        (("tables:read",), "nightly", "for ever", "Choose for how long"),
    ],
)
async def test_nobody_makes_what_he_may_not_lend_or_what_never_ends(
    house: Services,
    console: Console,
    *,
    scopes: tuple[str, ...],
    name: str,
    days: str,
    words: str,
) -> None:
    operator, _ = await an_operator(house, Role.SUPPORT)
    await console.sits_as(operator)
    status, page = await _makes(console, *scopes, name=name, days=days)
    assert (status, words in page) == (400, True)
    async with house.db.begin() as session:
        assert await live_mandates(session, operator.id, at=house.clock()) == []


async def test_there_are_only_so_many(house: Services, console: Console) -> None:
    operator, _ = await an_operator(house, Role.SUPPORT)
    await console.sits_as(operator)
    for number in range(MOST_MANDATES):
        assert (await _makes(console, "tables:read", name=f"n{number}"))[0] == 200
    status, page = await _makes(console, "tables:read")
    assert (status, "as many as one may have" in page) == (400, True)


async def test_a_token_ends_when_its_owner_ends_it_and_by_itself(
    house: Services, console: Console, clock: Clock
) -> None:
    operator, _ = await an_operator(house, Role.SUPPORT)
    await console.sits_as(operator)
    tokens = [
        _TOKEN.findall((await _makes(console, "tables:read", days="7"))[1])[0] for _ in range(2)
    ]
    async with house.db.begin() as session:
        first = await mandate_of(session, tokens[0], at=clock())
    assert first is not None
    path = f"/account/tokens/{first[0].id}/end"
    assert (await console.send(path, on="/account/tokens")).status_code == 303
    assert (await console.send(path, on="/account/tokens")).status_code == 404
    stranger, _ = await an_operator(house, Role.SUPPORT, name="other")
    async with house.db.begin() as session:
        assert await mandate_of(session, tokens[0], at=clock()) is None
        second = await mandate_of(session, tokens[1], at=clock())
    assert second is not None
    await console.sits_as(stranger)
    others = f"/account/tokens/{second[0].id}/end"
    assert (await console.send(others, on="/account/tokens")).status_code == 404
    clock.passes(days=7)
    async with house.db.begin() as session:
        assert await mandate_of(session, tokens[1], at=clock()) is None


@pytest.mark.parametrize("act", ["reset", "disable"])
async def test_who_is_let_out_or_begins_anew_has_no_tokens_any_more(
    house: Services, console: Console, act: str
) -> None:
    operator, _ = await an_operator(house, Role.SUPPORT)
    await console.sits_as(operator)
    (token,) = _TOKEN.findall((await _makes(console, "tables:read"))[1])
    owner, _ = await an_operator(house)
    await console.sits_as(owner)
    path = f"/operators/{operator.id}/{act}"
    done = await console.send(path, on="/operators", why="lost it")
    assert done.status_code in (200, 303)
    async with house.db.begin() as session:
        assert await mandate_of(session, token, at=house.clock()) is None
        kept = (await session.scalars(select(Mandate))).one()
    assert kept.ended_at == house.clock()


async def test_what_the_role_allows_no_more_stands_out(house: Services, console: Console) -> None:
    operator, _ = await an_operator(house, Role.SUPPORT)
    await an_operator(house)
    await console.sits_as(operator)
    words = "What stands in red"
    page = (await _makes(console, "tables:read", "tickets:act"))[1]
    assert words not in page
    async with house.db.begin() as session:
        role, at = Role.VIEWER, house.clock()
        await give_role(session, operator.id, role, by=None, why="test", at=at)
    page = (await console.get("/account/tokens")).text
    assert words in page
    assert 'tag is-bad">tickets:act' in page
    assert 'value="tickets:act"' not in page
