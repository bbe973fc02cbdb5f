"""What the organisation says takes effect at once, in whatever order it is told."""

import asyncio
from datetime import datetime, timedelta
from functools import partial
from itertools import permutations

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.access import Access
from core.audit.models import AuditEntry
from core.db import Db
from core.inbox.flows import keep_all
from core.inbox.models import InboxItem
from core.inbox.service import Told
from core.inbox.states import InboxSource, InboxState, lane_of
from core.memberships.flows import hear_next, run_memberships
from core.memberships.queries import standing_of
from core.memberships.service import hear_news
from core.memberships.states import News, ToldNews
from core.operators.models import Operator
from core.operators.queries import operator_for
from core.operators.service import add_operator, disable_operator
from core.operators.states import Role
from core.providers.service import link_operator
from core.providers.states import Doubt, NotVouchedFor, Vouched
from core.signons.service import operator_vouched_for
from core.sittings.models import Sitting
from core.sittings.service import begin_sitting
from core.sittings.states import Stage
from tests.conftest import NOON
from tests.soon import soon

ISSUER = "https://clerk.example"
ROLES = {"org:admin": Role.OWNER, "org:member": Role.SUPPORT, "org:money": Role.FINANCE}
ACCESS = Access(oidc_issuer=ISSUER, oidc_client_id="us", clerk_roles=ROLES)


def told(news: News, minutes: int, code: str = "", *, subject: str = "user_1") -> ToldNews:
    return ToldNews(news, subject, code, NOON + timedelta(minutes=minutes))


def vouched(email: str | None = "ana@example.org", *, subject: str = "user_1") -> Vouched:
    return Vouched(ISSUER, subject, email, "Ana Ruiz", has_two_factors=True)


async def hears(session: AsyncSession, *news: ToldNews, at: datetime = NOON) -> None:
    for one in news:
        await hear_news(session, one, issuer=ISSUER, roles=ROLES, at=at)


async def an_owner(session: AsyncSession) -> None:
    """Add somebody who is no member of anything, so that the house has an owner."""
    await add_operator(
        session, email="own@example.org", name="Own", role=Role.OWNER, by=None, at=NOON
    )


async def ana(session: AsyncSession, role: Role = Role.VIEWER) -> Operator:
    """Let somebody come in whom the provider knows, and sit down."""
    operator, _ = await add_operator(
        session, email="ana@example.org", name="Ana", role=role, by=None, at=NOON
    )
    await link_operator(session, operator, vouched(), at=NOON)
    stage = Stage.FULL
    await begin_sitting(session, operator, stage, browser="", network="", at=NOON)
    return operator


async def is_sitting(session: AsyncSession, operator: Operator) -> bool:
    ended = select(Sitting.ended_at).where(Sitting.operator_id == operator.id)
    return (await session.scalars(ended)).all() == [None]


async def test_a_role_there_is_a_role_here(session: AsyncSession) -> None:
    await an_owner(session)
    operator = await ana(session)
    await hears(session, told(News.MEMBER, 1, "org:member"))
    assert (await operator_for(session, operator.id)).role is Role.SUPPORT
    await hears(session, told(News.MEMBER, 2, "org:admin"))
    assert (await operator_for(session, operator.id)).role is Role.OWNER
    assert await is_sitting(session, operator)
    query = select(AuditEntry).where(AuditEntry.name == "operator_role_given")
    acts = (await session.scalars(query.order_by(AuditEntry.event_id))).all()
    assert [(one.before, one.after, one.facts, one.by_operator_id) for one in acts] == [
        ({"role": "viewer"}, {"role": "support"}, {"way": "organisation"}, None),
        ({"role": "support"}, {"role": "owner"}, {"way": "organisation"}, None),
    ]


@pytest.mark.parametrize(
    "news",
    [
        told(News.NO_MEMBER, 2),
        told(News.NO_USER, 2),
        told(News.DISSOLVED, 2, subject=""),
        told(News.MEMBER, 2, "org:guest"),
    ],
    ids=lambda one: f"{one.news}-{one.code}",
)
async def test_who_is_removed_is_out_at_once_and_comes_back_when_he_is_added_again(
    session: AsyncSession, news: ToldNews
) -> None:
    await an_owner(session)
    operator = await ana(session)
    await hears(session, told(News.MEMBER, 1, "org:member"), news)
    assert not await is_sitting(session, operator)
    assert (await operator_for(session, operator.id)).disabled_at is not None
    with pytest.raises(NotVouchedFor) as refusal:
        await operator_vouched_for(session, vouched(), ACCESS, at=NOON)
    assert refusal.value.why is Doubt.SUSPENDED
    again = told(News.USER, 3), told(News.MEMBER, 3, "org:money")
    await hears(session, *again)
    came = await operator_vouched_for(session, vouched(), ACCESS, at=NOON)
    assert (came.id, came.role, came.disabled_at) == (operator.id, Role.FINANCE, None)


_STORIES = {
    "removed": (
        [
            told(News.MEMBER, 1, "org:member"),
            told(News.MEMBER, 2, "org:admin"),
            told(News.NO_MEMBER, 3),
        ],
        (True, None),
    ),
    "promoted": (
        [
            told(News.USER, 0),
            told(News.MEMBER, 1, "org:member"),
            told(News.NO_MEMBER, 2),
            told(News.MEMBER, 3, "org:admin"),
        ],
        (False, Role.OWNER),
    ),
    "gone": (
        [told(News.MEMBER, 1, "org:admin"), told(News.USER, 2), told(News.NO_USER, 3)],
        (True, Role.OWNER),
    ),
    "dissolved": (
        [told(News.MEMBER, 1, "org:admin"), told(News.DISSOLVED, 2, subject="")],
        (True, None),
    ),
    "removed in the same moment": (
        [told(News.MEMBER, 1, "org:admin"), told(News.NO_MEMBER, 1)],
        (True, None),
    ),
}


@pytest.mark.parametrize("story", _STORIES)
async def test_the_order_in_which_it_is_told_does_not_matter(
    session: AsyncSession, story: str
) -> None:
    events, expected = _STORIES[story]
    for number, order in enumerate(permutations(events)):
        issuer = f"{ISSUER}/{number}"
        for one in order:
            await hear_news(session, one, issuer=issuer, roles=ROLES, at=NOON)
        found = await standing_of(session, issuer, "user_1", ROLES)
        assert (found.is_out, found.role) == expected, [one.news for one in order]


async def test_what_is_told_again_changes_nothing(session: AsyncSession) -> None:
    await an_owner(session)
    await ana(session)
    news = told(News.MEMBER, 1, "org:member")
    await hears(session, news, news, told(News.MEMBER, 2, "org:member"))
    query = select(AuditEntry).where(AuditEntry.name == "operator_role_given")
    assert len((await session.scalars(query)).all()) == 1


async def test_the_last_owner_is_out_and_stays_an_owner(session: AsyncSession) -> None:
    operator = await ana(session, Role.OWNER)
    await hears(session, told(News.MEMBER, 1, "org:member"))
    assert (await operator_for(session, operator.id)).role is Role.OWNER
    await hears(session, told(News.NO_MEMBER, 2))
    kept = await operator_for(session, operator.id)
    assert (kept.role, kept.disabled_at) == (Role.OWNER, None)
    assert not await is_sitting(session, operator)
    with pytest.raises(NotVouchedFor):
        await operator_vouched_for(session, vouched(), ACCESS, at=NOON)


@pytest.mark.parametrize("is_first_there", [True, False])
async def test_whom_an_operator_has_let_out_the_organisation_does_not_let_back(
    session: AsyncSession, *, is_first_there: bool
) -> None:
    await an_owner(session)
    operator = await ana(session)
    removed = told(News.NO_MEMBER, 1)
    if is_first_there:
        await hears(session, removed)
    await disable_operator(session, operator.id, by=None, why="theft", at=NOON)
    if not is_first_there:
        await hears(session, removed)
    await hears(session, told(News.MEMBER, 2, "org:admin"))
    with pytest.raises(NotVouchedFor):
        await operator_vouched_for(session, vouched(), ACCESS, at=NOON)


async def test_a_member_becomes_an_operator_when_he_comes_with_his_role(
    session: AsyncSession,
) -> None:
    with pytest.raises(NotVouchedFor) as stranger:
        await operator_vouched_for(session, vouched(), ACCESS, at=NOON)
    assert stranger.value.why is Doubt.NOT_LISTED
    await hears(session, told(News.MEMBER, 1, "org:admin"))
    with pytest.raises(NotVouchedFor) as unverified:
        await operator_vouched_for(session, vouched(None), ACCESS, at=NOON)
    assert unverified.value.why is Doubt.UNVERIFIED
    came = await operator_vouched_for(session, vouched(), ACCESS, at=NOON)
    assert (came.email, came.role) == ("ana@example.org", Role.OWNER)


async def test_only_a_role_that_is_named_lets_anybody_in(session: AsyncSession) -> None:
    await hears(session, told(News.MEMBER, 1, "org:guest"))
    with pytest.raises(NotVouchedFor):
        await operator_vouched_for(session, vouched(), ACCESS, at=NOON)
    listed = ACCESS.model_copy(update={"oidc_allow": "@example.org"})
    with pytest.raises(NotVouchedFor):
        await operator_vouched_for(session, vouched(), listed, at=NOON)


async def test_of_whom_only_the_account_was_told_nothing_is_taken(session: AsyncSession) -> None:
    await an_owner(session)
    operator = await ana(session, Role.MODERATOR)
    await hears(session, told(News.USER, 1))
    came = await operator_vouched_for(session, vouched(), ACCESS, at=NOON)
    assert (came.id, came.role) == (operator.id, Role.MODERATOR)


def _same(at: datetime) -> datetime:
    return at


@pytest.mark.fresh_db
async def test_the_worker_lets_somebody_out_as_soon_as_it_is_told(db: Db) -> None:
    async with db.begin() as session:
        await an_owner(session)
        operator = await ana(session)
    working = asyncio.create_task(run_memberships(db, ACCESS, clock=partial(_same, NOON)))
    item = Told("msg_1", lane_of("clerk"), told(News.NO_MEMBER, 1).packed(), "r")
    await keep_all(db, InboxSource.CLERK, [item], at=NOON)

    async def is_out() -> None:
        while True:
            async with db.begin() as session:
                if not await is_sitting(session, operator):
                    return
            await asyncio.sleep(0.02)

    try:
        await soon(is_out(), 20)
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)


@pytest.mark.fresh_db
async def test_what_is_kept_is_heard_in_its_turn_and_one_that_fails_holds_up_none(db: Db) -> None:
    async with db.begin() as session:
        await an_owner(session)
        operator = await ana(session)
    news = told(News.NO_MEMBER, 1)
    payloads = [{"news": "nonsense"}, news.packed()]
    kept = [
        Told(str(number), lane_of(str(number)), one, "r") for number, one in enumerate(payloads)
    ]
    await keep_all(db, InboxSource.CLERK, kept, at=NOON)
    for minute in range(12):
        now = NOON + timedelta(minutes=minute)
        while await hear_next(db, ACCESS, clock=partial(_same, now)):
            pass
    async with db.begin() as session:
        items = (await session.scalars(select(InboxItem).order_by(InboxItem.id))).all()
        assert not await is_sitting(session, operator)
    states = [(one.state, one.payload is None) for one in items]
    assert states == [(InboxState.QUARANTINED, False), (InboxState.DONE, True)]
