"""Posting, changing, reviewing and ending parcels, on a real database."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.cargo import NoteTooLong, VolumeOutOfRange, WeightOutOfRange
from core.errors import Refused
from core.events.models import EventRow
from core.money import Money
from core.outbox.models import OutboxRow
from core.parcels.models import DropParcel
from core.parcels.queries import (
    ParcelMissing,
    find_parcels,
    parcel_for,
    parcel_shown_to,
    parcels_in_review,
    parcels_of,
    steps_of_parcel,
    wish_of,
)
from core.parcels.service import (
    cancel_parcel,
    change_parcel,
    expire_parcels,
    post_parcel,
    review_parcel,
)
from core.parcels.states import (
    DeadlineInThePast,
    DeadlineTooFarAhead,
    DutyPayer,
    DutyUnsettled,
    DutyWithoutBorder,
    Item,
    ItemTitleMissing,
    NoItems,
    ParcelIsClosed,
    ParcelState,
    Photo,
    ProhibitedItem,
    QuantityOutOfRange,
    ReadyTooLate,
    RecipientNameMissing,
    RewardOutOfRange,
    RulesNotConfirmed,
    TooManyItems,
    TooManyPhotos,
    ValueAboveCap,
    ValueNeedsMainCurrency,
    ValueOutOfRange,
    ValuesInTwoCurrencies,
)
from core.peers.service import UnknownCurrency
from core.rules import Rules
from tests.conftest import NOON
from tests.posts import NO_PAUSE, a_parcel, a_peer, city

RULES = Rules()
EURO = Money(100, "EUR")


async def test_a_posted_parcel_says_what_was_wished(session: AsyncSession) -> None:
    noor = await a_peer(session)
    wish = await a_parcel(
        session,
        items=(Item("Novel", 2, Money(1500, "EUR")), Item("Scarf", 1, Money(2000, "EUR"))),
        recipient="Aunt Meera",
        note="Ring twice",
        photos=(Photo("file-1", "unique-1"), Photo("file-2", "unique-2")),
    )
    posted = await post_parcel(session, noor, wish, rules=RULES, at=NOON)
    parcel = await parcel_for(session, noor, posted.id)
    assert await wish_of(session, parcel) == wish
    assert parcel.state is ParcelState.OPEN
    assert parcel.value == Money(5000, "EUR")


def _items(*items: Item) -> dict[str, Any]:
    return {"items": items}


REFUSED: list[tuple[dict[str, Any], type[Refused], str]] = [
    (_items(), NoItems, "items"),
    (_items(*[Item("Pen", 1, EURO)] * 21), TooManyItems, "items"),
    (_items(Item(" ", 1, EURO)), ItemTitleMissing, "items"),
    (_items(Item("Pen", 0, EURO)), QuantityOutOfRange, "items"),
    (_items(Item("Pen", 1, Money(-1, "EUR"))), ValueOutOfRange, "items"),
    (_items(Item("Pen", 1, EURO), Item("Cap", 1, Money(1, "USD"))), ValuesInTwoCurrencies, "items"),
    (_items(Item("Pen", 1, Money(10_001, "EUR"))), ValueAboveCap, "items"),
    (_items(Item("Pen", 1, Money(100, "USD"))), ValueNeedsMainCurrency, "items"),
    (_items(Item("Pen", 1, Money(100, "ZZZ"))), UnknownCurrency, "items"),
    (_items(Item("Hunting rifle", 1, EURO)), ProhibitedItem, "items"),
    ({"weight_grams": 9}, WeightOutOfRange, "weight_grams"),
    ({"volume_millilitres": 0}, VolumeOutOfRange, "volume_millilitres"),
    ({"deliver_by": NOON}, DeadlineInThePast, "deliver_by"),
    ({"deliver_by": NOON + timedelta(days=32)}, DeadlineTooFarAhead, "deliver_by"),
    ({"ready_at": NOON + timedelta(days=7)}, ReadyTooLate, "ready_at"),
    ({"reward": Money(0, "EUR")}, RewardOutOfRange, "reward"),
    ({"reward": Money(1, "ZZZ")}, UnknownCurrency, "reward"),
    ({"recipient": " "}, RecipientNameMissing, "recipient"),
    ({"duty_payer": DutyPayer.RECIPIENT}, DutyWithoutBorder, "duty_payer"),
    ({"note": "x" * 301}, NoteTooLong, "note"),
    ({"photos": (Photo("a", "b"),) * 6}, TooManyPhotos, "photos"),
    ({"is_clean": False}, RulesNotConfirmed, "nothing_prohibited"),
]


@pytest.mark.parametrize(("facts", "refusal", "field"), REFUSED)
async def test_what_no_parcel_may_be_is_refused_and_names_its_field(
    session: AsyncSession, facts: dict[str, Any], refusal: type[Refused], field: str
) -> None:
    noor = await a_peer(session)
    wish = await a_parcel(session, **facts)
    with pytest.raises(refusal) as refused:
        await post_parcel(session, noor, wish, rules=RULES, at=NOON)
    assert refused.value.field == field
    assert await parcels_of(session, noor, is_live=True) == []


async def test_across_a_border_somebody_must_pay_duty(session: AsyncSession) -> None:
    noor = await a_peer(session)
    wish = await a_parcel(session, to_place_id=(await city(session, "London", "GB")).id)
    with pytest.raises(DutyUnsettled):
        await post_parcel(session, noor, wish, rules=RULES, at=NOON)
    wish = replace(wish, duty_payer=DutyPayer.RECIPIENT)
    await post_parcel(session, noor, wish, rules=RULES, at=NOON)


async def test_with_a_rate_a_value_may_be_declared_in_another_currency(
    session: AsyncSession,
) -> None:
    rules = Rules(exchange_rates={"INR": Decimal(90)})
    noor = await a_peer(session)
    dear = await a_parcel(session, items=(Item("Sari", 1, Money(900_001, "INR")),))
    with pytest.raises(ValueAboveCap) as refused:
        await post_parcel(session, noor, dear, rules=rules, at=NOON)
    assert refused.value.facts["cap"] == Money(900_000, "INR")
    fair = await a_parcel(session, items=(Item("Sari", 1, Money(900_000, "INR")),))
    await post_parcel(session, noor, fair, rules=rules, at=NOON)


async def _held(session: AsyncSession) -> DropParcel:
    noor = await a_peer(session)
    wish = await a_parcel(session, items=(Item("Toy sword", 1, EURO), Item("Sword", 1, EURO)))
    with pytest.raises(ProhibitedItem) as refused:
        await post_parcel(session, noor, wish, rules=RULES, at=NOON)
    assert refused.value.facts == {"rule": "weapons", "item": "Sword", "word": "sword"}
    return await post_parcel(session, noor, replace(wish, asks_person=True), rules=RULES, at=NOON)


async def test_a_held_parcel_is_seen_by_nobody_until_a_person_lets_it_go(
    session: AsyncSession,
) -> None:
    parcel = await _held(session)
    omar = await a_peer(session, "Omar")
    assert [one.id for one in await parcels_in_review(session)] == [parcel.id]
    with pytest.raises(ParcelMissing):
        await parcel_shown_to(session, omar, parcel.id)
    await review_parcel(session, parcel.id, may_travel=True, why="It is of wood.", at=NOON)
    assert (await parcel_shown_to(session, omar, parcel.id)).state is ParcelState.OPEN
    told = await session.scalars(select(EventRow.name).where(EventRow.about == parcel.id))
    assert list(told) == ["parcel_held", "parcel_posted"]
    assert list(await session.scalars(select(OutboxRow.notice))) == ["parcel-may-travel"]


async def test_a_refused_parcel_is_closed_and_its_requester_reads_why(
    session: AsyncSession,
) -> None:
    parcel = await _held(session)
    await review_parcel(session, parcel.id, may_travel=False, why="It is sharp.", at=NOON)
    assert parcel.state is ParcelState.REFUSED
    row = (await session.scalars(select(OutboxRow))).one()
    assert (row.notice, row.content["why"]) == ("parcel-refused", "It is sharp.")
    with pytest.raises(ParcelIsClosed):
        await review_parcel(session, parcel.id, may_travel=True, why="Or not.", at=NOON)


async def test_a_held_parcel_that_is_changed_to_something_harmless_opens(
    session: AsyncSession,
) -> None:
    parcel = await _held(session)
    noor = await a_peer(session)
    wish = replace(await wish_of(session, parcel), items=(Item("Toy sword", 1, EURO),))
    later = NOON + timedelta(minutes=1)
    await change_parcel(session, noor, parcel.id, wish, rules=RULES, at=later)
    assert parcel.state is ParcelState.OPEN
    told = await session.scalars(select(EventRow.name).where(EventRow.about == parcel.id))
    assert list(told) == ["parcel_held", "parcel_posted"]
    steps = await steps_of_parcel(session, parcel)
    assert [step.event.value for step in steps] == ["hold", "change"]


async def test_an_open_parcel_does_not_become_dangerous_by_a_change(session: AsyncSession) -> None:
    noor = await a_peer(session)
    parcel = await post_parcel(session, noor, await a_parcel(session), rules=RULES, at=NOON)
    wish = replace(await wish_of(session, parcel), items=(Item("Gun", 1, EURO),))
    with pytest.raises(ProhibitedItem):
        await change_parcel(session, noor, parcel.id, wish, rules=RULES, at=NOON)
    asked = replace(wish, asks_person=True)
    await change_parcel(session, noor, parcel.id, asked, rules=RULES, at=NOON)
    assert parcel.state is ParcelState.IN_REVIEW


async def test_what_is_past_its_deadline_closes_itself_and_says_so(session: AsyncSession) -> None:
    noor = await a_peer(session)
    parcel = await post_parcel(session, noor, await a_parcel(session), rules=RULES, at=NOON)
    assert await expire_parcels(session, at=parcel.deliver_by - timedelta(seconds=1)) == 0
    assert await expire_parcels(session, at=parcel.deliver_by) == 1
    assert parcel.state is ParcelState.EXPIRED
    assert list(await session.scalars(select(OutboxRow.notice))) == ["parcel-expired"]
    with pytest.raises(ParcelIsClosed):
        await cancel_parcel(session, noor, parcel.id, at=NOON)


async def test_parcels_are_found_by_the_days_on_which_they_may_travel(
    session: AsyncSession,
) -> None:
    noor = await a_peer(session)
    delhi, mumbai = await city(session, "Delhi", "IN"), await city(session, "Mumbai", "IN")
    soon = await a_parcel(session, deliver_by=NOON + timedelta(days=2))
    late = await a_parcel(
        session, ready_at=NOON + timedelta(days=10), deliver_by=NOON + timedelta(days=20)
    )
    first = await post_parcel(session, noor, soon, rules=NO_PAUSE, at=NOON)
    second = await post_parcel(session, noor, late, rules=NO_PAUSE, at=NOON)

    async def found(**facts: Any) -> list[Any]:
        parcels = await find_parcels(
            session, from_place=delhi, to_place=mumbai, rules=RULES, at=NOON, **facts
        )
        return [one.id for one in parcels]

    assert await found() == [first.id, second.id]
    assert await found(around=NOON + timedelta(days=8), days=2) == [second.id]
    assert await found(around=NOON + timedelta(days=6), days=2) == []
