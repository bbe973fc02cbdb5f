"""What may go when, told by an invented clock."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sender.schedule import Item, Limits, Schedule

DIGEST, REPLY, MONEY = 4, 1, 0


def _item(row_id: int, chat: str = "1", urgency: int = REPLY, cost: float = 1.0) -> Item:
    return Item(row_id=row_id, chat=chat, urgency=urgency, cost=cost)


def _drain(
    schedule: Schedule, *, until: float, took: float = 0.05, now: float = 0.0
) -> list[tuple[float, Item]]:
    """Play the sender: each request takes `took` seconds, many may be under way."""
    sent: list[tuple[float, Item]] = []
    flying: list[tuple[float, Item]] = []
    while now <= until:
        for landed in [one for one in flying if one[0] <= now]:
            flying.remove(landed)
            schedule.done(landed[1])
        while (item := schedule.next(now)) is not None:
            sent.append((now, item))
            flying.append((now + took, item))
        now = round(now + 0.005, 6)
    return sent


def test_a_chat_gets_a_short_burst_and_then_one_a_second() -> None:
    schedule = Schedule(now=0.0)
    for row_id in range(6):
        schedule.add(_item(row_id), 10.0)
    sent = _drain(schedule, until=14.0, now=10.0)
    assert [item.row_id for _, item in sent] == [0, 1, 2, 3, 4, 5]
    assert sent[2][0] < 10.5
    assert sent[3][0] == pytest.approx(11.0, abs=0.1)
    assert sent[5][0] == pytest.approx(13.0, abs=0.1)


def test_only_one_request_of_a_chat_is_under_way() -> None:
    schedule = Schedule(now=0.0)
    for row_id in range(3):
        schedule.add(_item(row_id), 10.0)
    assert schedule.next(10.0) is not None
    assert schedule.next(10.0) is None


def test_a_group_gets_twenty_within_any_minute() -> None:
    schedule = Schedule(now=0.0)
    for row_id in range(45):
        schedule.add(_item(row_id, chat="-100"), 10.0)
    sent = _drain(schedule, until=140.0, now=10.0)
    times = [at for at, _ in sent]
    assert len(times) == 45
    assert all(later - sooner >= 60.0 for sooner, later in zip(times, times[20:], strict=False))


def test_all_chats_together_stay_below_thirty_a_second_and_above_twenty_seven() -> None:
    schedule = Schedule(now=0.0)
    for row_id in range(1000):
        schedule.add(_item(row_id, chat=str(row_id), urgency=DIGEST), 0.0)
    sent = _drain(schedule, until=30.0)
    a_second = Counter(int(at) for at, _ in sent)
    assert max(a_second.values()) <= 30
    assert len(sent) / 30.0 >= 27.0


def test_an_answer_does_not_wait_behind_a_broadcast() -> None:
    schedule = Schedule(now=0.0)
    for row_id in range(1000):
        schedule.add(_item(row_id, chat=str(row_id), urgency=DIGEST), 0.0)
    _drain(schedule, until=5.0)
    schedule.add(_item(5000, chat="700"), 5.0)
    sent = _drain(schedule, until=5.3, now=5.0)
    at = next(at for at, item in sent if item.row_id == 5000)
    assert at - 5.0 < 0.1


def test_money_goes_before_replies_and_replies_before_chat() -> None:
    schedule = Schedule(now=0.0)
    for row_id, urgency in enumerate([2, 1, 0, 2, 1, 0]):
        schedule.add(_item(row_id, chat=str(row_id), urgency=urgency), 10.0)
    sent = [item.urgency for _, item in _drain(schedule, until=12.0, now=10.0)]
    assert sent == [0, 0, 1, 1, 2, 2]


def test_an_answer_to_a_press_is_not_limited_at_all() -> None:
    schedule = Schedule(now=0.0)
    for row_id in range(50):
        schedule.add(_item(row_id, chat=str(row_id), cost=0.0), 0.0)
    assert len(_drain(schedule, until=0.0)) == 50


def test_a_refusal_is_honoured_in_full_and_only_by_its_chat() -> None:
    schedule = Schedule(now=0.0)
    schedule.add(_item(1, chat="a"), 10.0)
    schedule.add(_item(2, chat="b"), 10.0)
    first = schedule.next(10.0)
    assert first is not None
    schedule.refused(first, retry_after=100.0, now=10.0)
    sent = _drain(schedule, until=120.0, now=10.0)
    times = {item.chat: at for at, item in sent}
    assert times["b"] < 10.5
    assert times["a"] >= 110.0


def test_refusals_of_several_chats_at_once_slow_everybody() -> None:
    schedule = Schedule(now=0.0)
    for row_id, chat in enumerate("abc"):
        schedule.add(_item(row_id, chat=chat), 10.0)
        item = schedule.next(10.0)
        assert item is not None
        schedule.refused(item, retry_after=7.0, now=10.0)
    schedule.add(_item(9, chat="d"), 10.0)
    assert [at >= 17.0 for at, item in _drain(schedule, until=20.0, now=10.0)]
    assert all(at >= 17.0 for at, _ in _drain(schedule, until=20.0, now=10.0))


def test_a_successor_does_not_spend_the_burst_its_predecessor_may_have_spent() -> None:
    schedule = Schedule(now=100.0)
    for row_id in range(60):
        schedule.add(_item(row_id, chat=str(row_id)), 100.0)
    sent = _drain(schedule, until=101.0, now=100.0)
    assert len(sent) <= 31


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.sampled_from("abcd"), st.sampled_from([0.0, 1.0, 2.0])),
        min_size=1,
        max_size=40,
    )
)
def test_a_chat_hears_in_order_and_nothing_is_left(
    wishes: list[tuple[int, str, float]],
) -> None:
    limits = Limits(chat_per_second=20.0, per_second=100.0)
    schedule = Schedule(now=0.0, limits=limits)
    for row_id, (urgency, chat, cost) in enumerate(wishes):
        schedule.add(_item(row_id, chat=chat, urgency=urgency, cost=cost), 0.0)
    sent = [item for _, item in _drain(schedule, until=20.0)]
    assert len(sent) == len(wishes)
    assert len(schedule) == 0
    for chat in "abcd":
        for is_background in (True, False):
            lane = [
                item.row_id
                for item in sent
                if item.chat == chat and item.is_background is is_background
            ]
            assert all(sooner < later for sooner, later in pairwise(lane))
