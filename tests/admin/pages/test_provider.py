"""Signing in by a provider's word: who comes in so, and what is said to who does not."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from core.access import SecondFactor
from core.audit.models import AuditEntry
from core.audit.states import Act
from core.checkup import Verdict, check_provider
from core.operators.models import Operator
from core.operators.service import disable_operator
from core.operators.states import Role
from core.providers.models import OperatorIdentity
from core.signons.service import begin_anew
from core.sittings.states import TRIES_A_NETWORK, Stage
from core.wiring import Services
from tests.admin.console import (
    HOST,
    Clock,
    Console,
    an_operator,
    code_of,
    opened_console,
)
from tests.admin.provided import (
    MFA,
    VERIFIED,
    by_provider,
    comes_back,
    leaves,
    signs_in,
)
from tests.provider import FakeProvider, provided


@pytest.fixture
async def provider(clock: Clock) -> AsyncIterator[FakeProvider]:
    async with provided(lambda: clock().timestamp()) as one:
        yield one


@pytest.fixture
def house(house: Services, provider: FakeProvider) -> Services:
    return by_provider(house, oidc_issuer=provider.issuer)


async def _acts(house: Services) -> list[str]:
    async with house.db.begin() as session:
        query = select(AuditEntry.name).order_by(AuditEntry.at, AuditEntry.event_id)
        return list(await session.scalars(query))


async def test_who_was_added_comes_in_by_the_word_of_the_provider(
    house: Services, console: Console, provider: FakeProvider
) -> None:
    operator, link = await an_operator(house, Role.FINANCE)
    page = await console.get("/sign-in?next=/approvals")
    assert "Sign in with Clerk" in page.text
    location = await leaves(console, after="/approvals")
    back = await comes_back(console, provider.lets_in(location, amr=MFA, **VERIFIED))
    assert (back.status_code, back.headers["Location"]) == (303, "/admin/approvals")
    assert (await console.get("/approvals")).status_code == 200
    assert await _acts(house) == [Act.OPERATOR_ADDED, Act.OPERATOR_LINKED, Act.OPERATOR_SIGNED_IN]
    assert (await console.get(f"/welcome/{link}")).status_code == 410
    async with house.db.begin() as session:
        known = (await session.scalars(select(OperatorIdentity))).one()
    assert (known.issuer, known.subject) == (provider.issuer, "user_1")
    assert known.operator_id == operator.id
    account = (await console.get("/account")).text
    assert "The present one" not in account


async def test_who_is_linked_is_known_by_his_subject_whatever_his_address_is(
    house: Services, console: Console, provider: FakeProvider
) -> None:
    await an_operator(house, Role.FINANCE)
    assert (await signs_in(console, provider, amr=MFA, **VERIFIED)).status_code == 303
    moved: dict[str, Any] = {"email": "elsewhere@example.net", "email_verified": False}
    assert (await signs_in(console, provider, amr=MFA, **moved)).status_code == 303
    # Somebody else has his address at the provider by now.
    other = await signs_in(console, provider, subject="user_2", amr=MFA, **VERIFIED)
    assert (other.status_code, "You are not on the list" in other.text) == (403, True)


async def test_a_sitting_by_the_providers_word_can_be_ended_like_any_other(
    house: Services, console: Console, provider: FakeProvider
) -> None:
    operator, _ = await an_operator(house, Role.FINANCE)
    await signs_in(console, provider, amr=MFA, **VERIFIED)
    assert (await console.get("/")).status_code == 200
    async with house.db.begin() as session:
        await disable_operator(session, operator.id, by=None, why="gone", at=house.clock())
    assert (await console.get("/")).status_code == 303
    again = await signs_in(console, provider, amr=MFA, **VERIFIED)
    assert (again.status_code, "You are let in no more" in again.text) == (403, True)


@pytest.mark.parametrize(
    ("asks", "amr", "stage"),
    [
        (SecondFactor.ASSERTED, ["pwd", "mfa"], Stage.FULL),
        (SecondFactor.ASSERTED, ["pwd", "otp"], Stage.FULL),
        (SecondFactor.ASSERTED, ["pwd"], Stage.HALFWAY),
        (SecondFactor.ASSERTED, None, Stage.HALFWAY),
        (SecondFactor.TRUSTED, None, Stage.FULL),
        (SecondFactor.OWN, ["pwd", "mfa"], Stage.HALFWAY),
    ],
)
async def test_our_own_second_factor_is_asked_as_the_setting_says(
    house: Services,
    provider: FakeProvider,
    asks: SecondFactor,
    amr: list[str] | None,
    stage: Stage,
) -> None:
    operator, _ = await an_operator(house, Role.FINANCE)
    async with opened_console(by_provider(house, oidc_second_factor=asks)) as console:
        back = await signs_in(console, provider, amr=amr, **VERIFIED)
        if stage is Stage.FULL:
            assert back.headers["Location"] == "/admin/"
            return
        assert back.headers["Location"] == "/admin/sign-in/enrol"
        assert (await console.get("/account")).status_code == 303
        shown = await console.send("/sign-in/enrol", code=code_of(operator, house))
        assert shown.status_code == 200
        assert (await console.get("/account")).status_code == 200


async def test_who_is_on_the_list_becomes_an_operator_and_never_an_owner(
    house: Services, provider: FakeProvider
) -> None:
    listed = by_provider(house, oidc_allow="ana@else.example, @example.org", oidc_role=Role.SUPPORT)
    async with opened_console(listed) as console:
        came = await signs_in(console, provider, amr=MFA, **VERIFIED)
        assert came.status_code == 303
        for subject, email in (("user_8", "ben@else.example"), ("user_9", "c@sub.example.org")):
            answer = await signs_in(
                console, provider, subject=subject, email=email, email_verified=True, amr=MFA
            )
            assert "You are not on the list" in answer.text
        by_name: dict[str, Any] = {"email": "ana@else.example", "email_verified": "true"}
        assert (
            await signs_in(console, provider, subject="user_3", amr=MFA, **by_name)
        ).status_code == 303
    async with house.db.begin() as session:
        found = (await session.scalars(select(Operator).order_by(Operator.email))).all()
    assert [(one.email, one.name, one.role) for one in found] == [
        ("ana@else.example", "ana", Role.SUPPORT),
        ("finance@example.org", "Fina Nance", Role.SUPPORT),
    ]
    assert all(one.link_hash is None for one in found)


@pytest.mark.parametrize("verified", [False, None, "yes"])
async def test_an_address_that_nobody_has_verified_lets_nobody_in(
    house: Services, console: Console, provider: FakeProvider, verified: object
) -> None:
    await an_operator(house, Role.FINANCE)
    told: dict[str, Any] = {"email": "finance@example.org", "email_verified": verified}
    answer = await signs_in(console, provider, amr=MFA, **told)
    assert (answer.status_code, "Your address is not verified" in answer.text) == (403, True)


async def test_an_address_may_stand_beside_the_token_for_the_same_subject_alone(
    house: Services, console: Console, provider: FakeProvider
) -> None:
    await an_operator(house, Role.FINANCE)
    provider.userinfo = {"sub": "user_2", **VERIFIED}
    assert "not verified" in (await signs_in(console, provider, amr=MFA)).text
    provider.userinfo = {"sub": "user_1", **VERIFIED}
    assert (await signs_in(console, provider, amr=MFA)).status_code == 303


async def test_who_says_no_is_told_what_has_happened(
    house: Services, console: Console, provider: FakeProvider
) -> None:
    state = parse_qs(urlsplit(await leaves(console)).query)["state"][0]
    denied = await comes_back(console, {"error": "access_denied", "state": state})
    assert (denied.status_code, "It was not allowed" in denied.text) == (403, True)
    assert provider.asked == ["metadata"]
    lost = await comes_back(console, {"error": "access_denied", "state": state})
    assert lost.status_code == 400


@pytest.mark.parametrize("fault", ["is_away", "is_elsewhere", "too_much"])
async def test_a_provider_that_is_away_is_said_to_be_away_and_followed_nowhere(
    house: Services, console: Console, provider: FakeProvider, fault: str
) -> None:
    setattr(provider, fault, True)
    answer = await console.get("/sign-in/provider")
    assert (answer.status_code, "Clerk does not answer" in answer.text) == (503, True)
    setattr(provider, fault, False)
    await leaves(console)


async def test_a_secret_is_posted_where_the_provider_wants_it_so(
    house: Services, console: Console, provider: FakeProvider
) -> None:
    await an_operator(house, Role.FINANCE)
    provider.says = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert (await signs_in(console, provider, amr=MFA, **VERIFIED)).status_code == 303


async def test_tries_are_counted(house: Services, console: Console) -> None:
    for _ in range(TRIES_A_NETWORK):
        await leaves(console)
    answer = await console.get("/sign-in/provider")
    assert (answer.status_code, "Too many tries" in answer.text) == (429, True)


async def test_without_a_provider_there_is_no_button_and_no_way(house: Services) -> None:
    settings = house.settings.model_copy(update={"oidc_issuer": None})
    async with opened_console(replace(house, settings=settings)) as console:
        assert "Sign in with" not in (await console.get("/sign-in")).text
        assert (await console.get("/sign-in/provider")).status_code == 404
        assert (await console.get("/sign-in/provider/back")).status_code == 404


async def test_the_way_back_is_the_address_of_the_world(house: Services, console: Console) -> None:
    asked = parse_qs(urlsplit(await leaves(console)).query)
    assert asked["redirect_uri"] == [f"{HOST}/admin/sign-in/provider/back"]
    assert asked["scope"] == ["openid email profile"]


async def test_who_begins_anew_is_found_by_his_address_again_and_by_no_old_name(
    house: Services, console: Console, provider: FakeProvider
) -> None:
    operator, _ = await an_operator(house, Role.FINANCE)
    await signs_in(console, provider, amr=MFA, **VERIFIED)
    async with house.db.begin() as session:
        await begin_anew(session, operator.id, by=None, why="another account", at=house.clock())
    unverified = {**VERIFIED, "email_verified": False}
    former = await signs_in(console, provider, amr=MFA, **unverified)
    assert (former.status_code, "not verified" in former.text) == (403, True)
    other = await signs_in(console, provider, subject="user_2", amr=MFA, **VERIFIED)
    assert other.status_code == 303
    former = await signs_in(console, provider, amr=MFA, **VERIFIED)
    assert (former.status_code, "not on the list" in former.text) == (403, True)


async def test_the_doctor_says_whether_the_provider_answers(
    house: Services, provider: FakeProvider
) -> None:
    found = await check_provider(house)
    assert (found.verdict, provider.issuer in found.what) == (Verdict.RIGHT, True)
    provider.is_away = True
    found = await check_provider(house)
    assert (found.verdict, "OIDC_ISSUER" in found.to_do) == (Verdict.WRONG, True)
