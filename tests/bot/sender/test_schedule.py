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


def _refuse_a_crowd(schedule: Schedule, *, retry_after: float, now: float, chats: int = 3) -> None:
    """Have so many chats refused at once, and take their items out of the way."""
    items = []
    for number in range(chats):
        schedule.add(_item(9000 + number, chat=f"refused {number}"), now)
        item = schedule.next(now)
        assert item is not None
        items.append(item)
    for item in items:
        schedule.refused(item, retry_after=retry_after, now=now)


def _next_ones(schedule: Schedule, now: float) -> list[Item]:
    """Take all that may go now; none of them lands."""
    taken = []
    while (item := schedule.next(now)) is not None:
        taken.append(item)
    return taken


def test_refusals_of_several_chats_at_once_pause_everybody() -> None:
    schedule = Schedule(now=0.0)
    _refuse_a_crowd(schedule, retry_after=7.0, now=10.0)
    schedule.add(_item(9, chat="d"), 10.0)
    sent = _drain(schedule, until=20.0, now=10.0)
    assert len(sent) == 4
    assert all(at >= 17.0 for at, _ in sent)


def test_refusals_of_one_chat_pause_nobody_else() -> None:
    schedule = Schedule(now=0.0)
    for number in range(3):
        schedule.add(_item(number, chat="a", cost=1.0), 10.0)
    item = schedule.next(10.0)
    for _ in range(3):
        assert item is not None
        schedule.refused(item, retry_after=0.1, now=10.0)
        item = schedule.next(10.5)
    schedule.add(_item(9, chat="d"), 10.5)
    assert [one.chat for one in _next_ones(schedule, 10.6)] == ["d"]


def test_after_the_pause_one_probe_goes_and_the_others_follow_when_it_has_passed() -> None:
    schedule = Schedule(now=0.0)
    for number in range(10):
        schedule.add(_item(number, chat=str(number), urgency=DIGEST), 0.0)
    schedule.add(_item(20, chat="urgent", urgency=MONEY), 0.0)
    first = schedule.next(10.0)
    assert first is not None
    schedule.done(first)
    _refuse_a_crowd(schedule, retry_after=7.0, now=10.0)
    assert _next_ones(schedule, 16.9) == []
    [probe] = _next_ones(schedule, 18.0)
    assert probe.urgency < DIGEST
    assert _next_ones(schedule, 60.0) == [], "others went beside the probe"
    assert schedule.next_at() is None
    schedule.done(probe)
    assert len(_drain(schedule, until=62.0, now=60.0)) == 12


def test_a_probe_that_is_refused_is_followed_by_another_pause_and_another_probe() -> None:
    schedule = Schedule(now=0.0)
    _refuse_a_crowd(schedule, retry_after=7.0, now=10.0)
    [probe] = _next_ones(schedule, 18.0)
    schedule.refused(probe, retry_after=20.0, now=18.0)
    assert _next_ones(schedule, 37.9) == []
    assert len(_next_ones(schedule, 39.0)) == 1


@pytest.mark.parametrize("ending", ["skipped", "again"])
def test_a_probe_that_telegram_has_not_answered_proves_nothing(ending: str) -> None:
    schedule = Schedule(now=0.0)
    _refuse_a_crowd(schedule, retry_after=7.0, now=10.0)
    [probe] = _next_ones(schedule, 18.0)
    if ending == "again":
        schedule.again(probe, at=18.5)
    else:
        schedule.skipped(probe)
    assert len(_next_ones(schedule, 30.0)) == 1


def test_the_longest_of_the_pauses_counts() -> None:
    schedule = Schedule(now=0.0)
    for number in range(4):
        schedule.add(_item(number, chat=str(number)), 10.0)
    items = _next_ones(schedule, 10.0)
    for item, seconds in zip(items, (30.0, 2.0, 2.0, 1.0), strict=True):
        schedule.refused(item, retry_after=seconds, now=10.0)
    assert _next_ones(schedule, 39.9) == []
    assert len(_next_ones(schedule, 40.5)) == 1


def test_a_full_load_of_refusals_lowers_the_rate_once() -> None:
    schedule = Schedule(now=0.0)
    _refuse_a_crowd(schedule, retry_after=1.0, now=10.0, chats=18)
    [probe] = _next_ones(schedule, 12.0)
    schedule.done(probe)
    for number in range(200):
        schedule.add(_item(number, chat=str(number)), 12.0)
    in_ten_seconds = len(_drain(schedule, until=22.0, now=12.0))
    assert 0.6 * 290 < in_ten_seconds + 17 < 0.85 * 290


def test_after_a_global_pause_there_is_no_burst() -> None:
    schedule = Schedule(now=0.0)
    for number in range(100):
        schedule.add(_item(number, chat=str(number)), 0.0)
    items = [schedule.next(10.0) for _ in range(3)]
    for item in items:
        assert item is not None
        schedule.refused(item, retry_after=1.0, now=10.0)
    [probe] = _next_ones(schedule, 11.0)
    schedule.done(probe)
    assert len(_next_ones(schedule, 11.1)) <= 2


def test_what_is_not_limited_waits_out_its_own_refusal_too() -> None:
    schedule = Schedule(now=0.0)
    schedule.add(_item(1, cost=0.0), 10.0)
    item = schedule.next(10.0)
    assert item is not None
    schedule.refused(item, retry_after=5.0, now=10.0)
    assert schedule.next(14.9) is None
    assert schedule.next(15.3) == item


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
