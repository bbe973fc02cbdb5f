"""What each of Telegram's answers means for what each row is worth."""

import pytest

from bot.sender.answers import Verdict, read_reply
from bot.sender.courier import cost_of
from bot.sender.delivery import Delivery
from bot.sender.settling import settle
from bot.sender.wire import Reply
from core.outbox.flows import Queued
from core.outbox.states import OutboxState, Urgency
from core.peers.states import Language


def row(method: str = "sendMessage", urgency: Urgency = Urgency.REPLY, **content: object) -> Queued:
    return Queued(
        id=1,
        address="1",
        urgency=urgency,
        method=method,
        notice=None,
        content=content,
        not_before=None,
        expires_at=None,
        attempts=0,
        is_addressed=False,
        is_blocked=False,
        language=Language.ENGLISH,
        time_zone="UTC",
        request_id="",
    )


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        (Reply(200, result={"message_id": 5}), Verdict.SENT),
        (Reply(200, result=True), Verdict.SENT),
        (Reply(0), Verdict.AGAIN),
        (Reply(0, may_have_arrived=True), Verdict.AMBIGUOUS),
        (Reply(502), Verdict.AMBIGUOUS),
        (Reply(429, retry_after=3), Verdict.WAIT),
        (Reply(401), Verdict.STOP),
        (Reply(404, description="Not Found"), Verdict.STOP),
        (Reply(404, description="Not Found: method not found"), Verdict.BUG),
        (Reply(403, description="Forbidden: bot was blocked by the user"), Verdict.UNREACHABLE),
        (Reply(400, description="Bad Request: chat not found"), Verdict.UNREACHABLE),
        (Reply(400, description="Bad Request: message is not modified: …"), Verdict.SENT),
        (Reply(400, description="Bad Request: message to delete not found"), Verdict.SENT),
        (Reply(400, description="Bad Request: query is too old and …"), Verdict.SENT),
        (Reply(400, description="Bad Request: message to edit not found"), Verdict.SEND_ANEW),
        (Reply(400, description="Bad Request: message can't be edited"), Verdict.SEND_ANEW),
        (Reply(400, description="Bad Request: message thread not found"), Verdict.WITHOUT_TOPIC),
        (Reply(400, description="Bad Request: can't parse entities: …"), Verdict.BUG),
        (Reply(400, description="Bad Request: …", migrate_to=-100), Verdict.MOVED),
        (Reply(413), Verdict.BUG),
    ],
)
def test_a_reply_is_read(reply: Reply, verdict: Verdict) -> None:
    assert read_reply(reply).verdict is verdict


@pytest.mark.parametrize(
    ("row", "verdict", "state", "is_ambiguous"),
    [
        (row(), Verdict.SENT, OutboxState.SENT, False),
        (row(), Verdict.AGAIN, OutboxState.QUEUED, False),
        (row(), Verdict.AMBIGUOUS, OutboxState.QUEUED, True),
        (row(urgency=Urgency.OFFER), Verdict.AMBIGUOUS, OutboxState.DROPPED, True),
        (
            row("editMessageText", Urgency.OFFER),
            Verdict.AMBIGUOUS,
            OutboxState.QUEUED,
            True,
        ),
        (row(), Verdict.UNREACHABLE, OutboxState.PARKED, False),
        (row(urgency=Urgency.DIGEST), Verdict.UNREACHABLE, OutboxState.DROPPED, False),
        (row(), Verdict.BUG, OutboxState.DEAD, False),
        (row(), Verdict.STOP, OutboxState.QUEUED, False),
    ],
)
def test_a_row_is_settled_by_what_it_is_worth(
    row: Queued,
    verdict: Verdict,
    state: OutboxState,
    is_ambiguous: bool,  # noqa: FBT001  (a column of the table above)
) -> None:
    outcome = settle(row, Delivery(verdict, Reply(0)), failures=0).outcome
    assert (outcome.state, outcome.is_ambiguous) == (state, is_ambiguous)


def test_a_refused_token_costs_a_row_no_attempt() -> None:
    settled = settle(row(), Delivery(Verdict.STOP, Reply(401)), failures=0)
    assert settled.outcome.is_uncounted


def test_a_row_that_is_refused_again_and_again_with_a_right_token_is_dead() -> None:
    delivery = Delivery(Verdict.STOP, Reply(404))
    states = [settle(row(), delivery, failures=0, stops=stops).outcome.state for stops in range(4)]
    assert states == [*[OutboxState.QUEUED] * 3, OutboxState.DEAD]


def test_the_named_seconds_are_waited_in_full() -> None:
    delivery = Delivery(Verdict.WAIT, Reply(429, retry_after=10_072))
    assert settle(row(), delivery, failures=9).pause == 10_072.0


def test_failures_make_the_pause_longer_up_to_a_limit() -> None:
    pauses = [
        settle(row(), Delivery(Verdict.AGAIN, Reply(0)), failures=count).pause
        for count in range(10)
    ]
    assert pauses == sorted(pauses)
    assert pauses[-1] == 30.0


def test_what_a_row_costs() -> None:
    assert cost_of(row("answerCallbackQuery")) == 0.0
    assert cost_of(row("deleteMessage")) == 0.0
    assert cost_of(row(text="short")) == 1.0
    assert cost_of(row(text="long" * 200)) == 2.0
    assert cost_of(row("sendMediaGroup", media=[1, 2, 3, 4])) == 4.0
