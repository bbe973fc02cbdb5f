"""The way in: from the link of who is new to the code on his telephone, and what stops others."""

import re

from sqlalchemy import func, select

from core.audit.models import AuditEntry
from core.operators.models import Operator
from core.operators.queries import operator_for
from core.operators.states import Role
from core.settings import CargoEnv
from core.sittings.models import Sitting
from core.wiring import Services
from tests.admin.console import PASSWORD, Clock, Console, an_operator, code_of, opened_console

_CODE = re.compile(r"<code>([a-z2-7]{4}(?:-[a-z2-7]{4}){3})</code>")


async def _comes(console: Console, link: str) -> None:
    """Choose a password by the link."""
    chosen = await console.send(f"/welcome/{link}", password=PASSWORD, again=PASSWORD)
    assert (chosen.status_code, chosen.headers["Location"]) == (303, "/admin/sign-in/enrol")


async def _joins(console: Console, house: Services) -> tuple[Operator, list[str]]:
    """Come for the first time; answer the operator and his recovery codes."""
    operator, link = await an_operator(house)
    await _comes(console, link)
    shown = await console.send("/sign-in/enrol", code=code_of(operator, house))
    codes = _CODE.findall(shown.text)
    assert (shown.status_code, len(codes)) == (200, 10)
    return operator, codes


async def _gives_password(console: Console, operator: Operator, password: str = PASSWORD) -> int:
    console.client.cookies.clear()
    response = await console.send("/sign-in", email=operator.email, password=password)
    return response.status_code


async def test_who_is_new_chooses_a_password_shows_a_telephone_and_is_in(
    house: Services, console: Console
) -> None:
    _, codes = await _joins(console, house)
    assert len(set(codes)) == 10
    first = await console.get("/")
    assert (first.status_code, "Overview" in first.text) == (200, True)
    async with house.db.begin() as session:
        kept = (await session.scalars(select(Operator))).one()
        acts = (await session.scalars(select(AuditEntry.name).order_by(AuditEntry.event_id))).all()
    assert (kept.password_hash or "").startswith("$argon2id$")
    assert PASSWORD not in str(vars(kept))
    assert list(acts) == [
        "operator_added",
        "operator_password_chosen",
        "operator_enrolled",
        "operator_codes_made",
        "operator_signed_in",
    ]


async def test_the_link_is_good_once_and_for_a_day_and_looking_does_not_use_it_up(
    house: Services, console: Console, clock: Clock
) -> None:
    _, link = await an_operator(house)
    assert (await console.get(f"/welcome/{link}")).status_code == 200
    short = await console.send(f"/welcome/{link}", password="too short", again="too short")
    assert (short.status_code, "12 to 200 characters" in short.text) == (401, True)
    unequal = await console.send(f"/welcome/{link}", password=PASSWORD, again=f"{PASSWORD}!")
    assert "not the same" in unequal.text
    await _comes(console, link)
    assert (await console.get(f"/welcome/{link}")).status_code == 410
    _, late = await an_operator(house, Role.VIEWER)
    clock.passes(hours=25)
    assert (await console.get(f"/welcome/{late}")).status_code == 410


async def test_signing_in_asks_for_both_factors_and_takes_a_code_once(
    house: Services, console: Console, clock: Clock
) -> None:
    operator, _ = await _joins(console, house)
    clock.passes(minutes=5)
    assert await _gives_password(console, operator) == 303
    halfway = await console.get("/")
    assert halfway.headers["Location"] == "/admin/sign-in/code"
    code = code_of(operator, house)
    assert (await console.send("/sign-in/code", code="000000")).status_code == 401
    assert (await console.send("/sign-in/code", code=code)).headers["Location"] == "/admin/"
    assert (await console.get("/")).status_code == 200
    assert await _gives_password(console, operator) == 303
    replayed = await console.send("/sign-in/code", code=code)
    assert (replayed.status_code, "was used" in replayed.text) == (401, True)
    clock.passes(seconds=30)
    fresh = await console.send("/sign-in/code", code=code_of(operator, house))
    assert fresh.status_code == 303


async def test_a_recovery_code_opens_once(house: Services, console: Console, clock: Clock) -> None:
    operator, codes = await _joins(console, house)
    assert await _gives_password(console, operator) == 303
    assert (await console.send("/sign-in/code", code=f" {codes[3].upper()} ")).status_code == 303
    assert "9 of 10 are left" in (await console.get("/account")).text
    assert await _gives_password(console, operator) == 303
    assert (await console.send("/sign-in/code", code=codes[3])).status_code == 401


async def test_a_wrong_password_and_an_unknown_address_are_told_alike_and_tries_are_counted(
    house: Services, console: Console, clock: Clock
) -> None:
    operator, _ = await _joins(console, house)
    console.client.cookies.clear()
    wrong = await console.send("/sign-in", email=operator.email, password="not the password")
    nobody = await console.send("/sign-in", email="nobody@example.org", password="whatever it is")
    assert wrong.status_code == nobody.status_code == 401
    assert "Address or password is wrong." in wrong.text
    assert "Address or password is wrong." in nobody.text
    statuses = [await _gives_password(console, operator, "guess after guess") for _ in range(10)]
    assert statuses == [401] * 9 + [429]
    assert await _gives_password(console, operator) == 429, "the right one waits as well"
    clock.passes(minutes=16)
    assert await _gives_password(console, operator) == 303


async def test_codes_are_not_guessed_for_long(
    house: Services, console: Console, clock: Clock
) -> None:
    operator, _ = await _joins(console, house)
    clock.passes(minutes=5)
    assert await _gives_password(console, operator) == 303
    statuses = [(await console.send("/sign-in/code", code="123456")).status_code for _ in range(7)]
    assert statuses == [401] * 6 + [429]
    right = await console.send("/sign-in/code", code=code_of(operator, house))
    assert right.status_code == 429


async def test_a_sitting_ends_when_idle_when_old_and_from_elsewhere(
    house: Services, console: Console, clock: Clock
) -> None:
    operator, _ = await an_operator(house)
    await console.sits_as(operator)
    for _ in range(13):
        clock.passes(minutes=54)
        alive = await console.get("/")
        assert alive.status_code == 200
    clock.passes(minutes=20)
    assert (await console.get("/")).status_code == 303, "older than twelve hours"
    await console.sits_as(operator)
    clock.passes(minutes=61)
    assert (await console.get("/")).status_code == 303, "idle for an hour"
    await console.sits_as(operator)
    async with opened_console(house) as other:
        await other.sits_as(operator)
        async with house.db.begin() as session:
            newest = select(Sitting.id).order_by(Sitting.id.desc()).limit(1)
            there = await session.scalar(newest)
        ended = await console.send(f"/account/sittings/{there}/end", on="/account")
        assert ended.status_code == 303
        assert (await other.get("/")).status_code == 303
    assert (await console.get("/")).status_code == 200


async def test_nobody_ends_the_sitting_of_somebody_else(house: Services, console: Console) -> None:
    owner, _ = await an_operator(house)
    viewer, _ = await an_operator(house, Role.VIEWER)
    async with opened_console(house) as other:
        await other.sits_as(owner)
        await console.sits_as(viewer)
        async with house.db.begin() as session:
            query = select(Sitting.id).where(Sitting.operator_id == owner.id)
            theirs = await session.scalar(query)
        answer = await console.send(f"/account/sittings/{theirs}/end", on="/account")
        assert answer.status_code == 404
        assert (await other.get("/")).status_code == 200


async def test_who_is_disabled_is_out_at_once_and_the_last_owner_is_not(
    house: Services, console: Console
) -> None:
    owner, _ = await an_operator(house)
    viewer, _ = await an_operator(house, Role.VIEWER)
    await console.sits_as(owner)
    async with opened_console(house) as other:
        await other.sits_as(viewer)
        assert (await other.get("/")).status_code == 200
        path = f"/operators/{viewer.id}/disable"
        assert (await console.send(path, on="/operators")).status_code == 400, "without a reason"
        assert (await console.send(path, on="/operators", why="has left")).status_code == 303
        assert (await other.get("/")).status_code == 303
    last = await console.send(f"/operators/{owner.id}/disable", on="/operators", why="me too")
    assert (last.status_code, "last owner" in last.text) == (400, True)
    async with house.db.begin() as session:
        query = select(AuditEntry).where(AuditEntry.name == "operator_disabled")
        entry = (await session.scalars(query)).one()
    assert (entry.about, entry.by_operator_id, entry.why) == (viewer.id, owner.id, "has left")


async def test_a_role_that_is_given_holds_at_once_and_says_what_was_before(
    house: Services, console: Console
) -> None:
    owner, _ = await an_operator(house)
    viewer, _ = await an_operator(house, Role.VIEWER)
    await console.sits_as(owner)
    given = await console.send(
        f"/operators/{viewer.id}/role", on="/operators", role="finance", why="helps with payouts"
    )
    assert given.status_code == 303
    async with house.db.begin() as session:
        assert (await operator_for(session, viewer.id)).role is Role.FINANCE
        query = select(AuditEntry).where(AuditEntry.name == "operator_role_given")
        entry = (await session.scalars(query)).one()
    assert (entry.before, entry.after) == ({"role": "viewer"}, {"role": "finance"})


async def test_only_a_demo_lets_anybody_in(house: Services, console: Console) -> None:
    assert "This is the demo" not in (await console.get("/sign-in")).text
    refused = await console.send("/sign-in/demo", on="/sign-in", role="owner")
    assert refused.status_code == 404
    async with house.db.begin() as session:
        assert await session.scalar(select(func.count()).select_from(Operator)) == 0
    settings = house.settings.model_copy(update={"cargo_env": CargoEnv.DEMO})
    house_of_demo = Services(settings, house.db, house.redis, house.clock, house.storage)
    async with opened_console(house_of_demo) as demo:
        mark = await demo.mark("/sign-in")
        evil = {"Host": "evil.example"}
        strange = await demo.client.post("/admin/sign-in/demo", data={"_mark": mark}, headers=evil)
        assert strange.status_code == 404
        entered = await demo.send("/sign-in/demo", on="/sign-in", role="viewer", next="/account")
        assert (entered.status_code, entered.headers["Location"]) == (303, "/admin/account")
        assert "Demo viewer" in (await demo.get("/account")).text


async def test_after_signing_in_one_lands_where_one_wanted_to_go_and_never_elsewhere(
    console: Console, house: Services, clock: Clock
) -> None:
    operator, _ = await _joins(console, house)
    clock.passes(minutes=5)
    console.client.cookies.clear()
    turned = await console.get("/account?tab=codes")
    assert turned.headers["Location"] == "/admin/sign-in?next=%2Faccount%3Ftab%3Dcodes"
    for wanted, lands in (
        ("/account?tab=codes", "/admin/account?tab=codes"),
        ("//evil.example", "/admin/"),
        ("https://evil.example", "/admin/"),
        ("/\\evil.example", "/admin/"),
    ):
        console.client.cookies.clear()
        await console.send("/sign-in", email=operator.email, password=PASSWORD, next=wanted)
        clock.passes(seconds=30)
        code = code_of(operator, house)
        landed = await console.send("/sign-in/code", code=code, next=wanted)
        assert landed.headers["Location"] == lands


async def test_cookies_are_out_of_reach_and_secure_under_https(
    house: Services, console: Console
) -> None:
    plain = (await console.get("/sign-in")).headers["Set-Cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=lax" in plain
    assert "Secure" not in plain
    settings = house.settings.model_copy(update={"public_url": "https://cargo.example"})
    safe_house = Services(settings, house.db, house.redis, house.clock, house.storage)
    async with opened_console(safe_house) as safe:
        answer = await safe.get("/sign-in")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age" in answer.headers["Strict-Transport-Security"]
