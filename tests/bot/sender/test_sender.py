"""The sender over the sandbox: limits, faults, blocks, edits of what is not sent yet."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import pytest
from sqlalchemy import select, update

from bot.sender.sender import Sender
from bot.sender.wire import Wire
from core.clock import utc_now
from core.dead_letters import list_letters, replay_letters
from core.outbox.flows import Outcome, record_outcomes
from core.outbox.models import OutboxRow
from core.outbox.service import Call, queue_call, tell, unpark
from core.outbox.states import OutboxState, Urgency
from core.peers.service import choose_language, note_reachability
from core.peers.states import ChannelState, Language
from core.wiring import Services
from tests.bot.sender.conftest import known, sending
from tests.phones import Person, Phones, words
from tests.sandboxes import NO_LIMITS

pytestmark = pytest.mark.fresh_db


async def _say(
    services: Services,
    person: Person,
    text: str,
    *,
    method: str = "sendMessage",
    urgency: Urgency = Urgency.REPLY,
    **content: object,
) -> int:
    _, channel = await known(services, person)
    async with services.db.begin() as session:
        call = Call(channel.id, method, {"text": text, **content}, urgency=urgency)
        return await queue_call(session, call, at=utc_now())


async def _row_becomes(
    services: Services, row_id: int, fits: Callable[[OutboxRow], bool]
) -> OutboxRow:
    """Wait for a change that no person is told of."""
    async with asyncio.timeout(10):
        while True:
            async with services.db.begin() as session:
                row = await session.get_one(OutboxRow, row_id, populate_existing=True)
            if fits(row):
                return row
            await asyncio.sleep(0.01)


async def _count_rows(services: Services) -> int:
    async with services.db.begin() as session:
        return len((await session.scalars(select(OutboxRow.id))).all())


def _is(state: OutboxState) -> Callable[[OutboxRow], bool]:
    return lambda row: row.state is state


async def test_what_was_queued_before_the_sender_came_is_sent_in_order(
    its_services: Services, maya: Person
) -> None:
    for number in range(3):
        await _say(its_services, maya, f"Word {number}")
    async with sending(its_services):
        await maya.hears("Word 2")
    assert [words(one) for one in (await maya.messages())[1:]] == ["Word 0", "Word 1", "Word 2"]


async def test_many_words_to_one_person_are_paced_and_provoke_no_refusal(
    its_services: Services, maya: Person, phones: Phones
) -> None:
    for number in range(6):
        await _say(its_services, maya, f"Word {number}")
    async with sending(its_services):
        await maya.hears("Word 5")
    assert (await phones.ask("GET", "/limits"))["refused"] == {"overall": 0, "chat": 0, "group": 0}


async def test_an_edit_of_a_message_that_is_not_sent_yet_edits_it(
    its_services: Services, maya: Person
) -> None:
    first = await _say(its_services, maya, "Before")
    await _say(its_services, maya, "After", method="editMessageText", message_id=-first)
    async with sending(its_services):
        await maya.hears("After")
    assert [words(one) for one in (await maya.messages())[1:]] == ["After"]


async def test_when_there_is_nothing_to_edit_the_words_come_as_a_new_message(
    its_services: Services, maya: Person
) -> None:
    await _say(its_services, maya, "New card", method="editMessageText", message_id=999_999)
    async with sending(its_services):
        await maya.hears("New card")


async def test_a_refusal_by_telegram_is_waited_out_and_the_word_arrives(
    its_services: Services, maya: Person, phones: Phones
) -> None:
    await phones.fault("too_many", method="sendMessage", count=1, retry_after=1)
    await _say(its_services, maya, "Patience")
    async with sending(its_services):
        await maya.hears("Patience")


@pytest.mark.parametrize("fault", ["drop_before", "drop_after", "bad_gateway"])
async def test_a_lost_answer_is_in_doubt_and_what_matters_is_repeated(
    its_services: Services, maya: Person, phones: Phones, fault: str
) -> None:
    await phones.fault(fault, method="sendMessage", count=1)
    row_id = await _say(its_services, maya, "Twice rather than never")
    async with sending(its_services):
        row = await _row_becomes(its_services, row_id, _is(OutboxState.SENT))
    assert row.ambiguous_at is not None
    heard = words(await maya.hears("Sent again"))
    assert heard.startswith("Twice rather than never\n\n")
    assert heard.endswith(f"#{row_id}")


async def test_what_is_in_doubt_and_fills_a_whole_message_is_repeated_without_a_mark(
    its_services: Services, maya: Person, phones: Phones
) -> None:
    await phones.fault("drop_before", method="sendMessage", count=1)
    row_id = await _say(its_services, maya, "x" * 4090)
    async with sending(its_services):
        await _row_becomes(its_services, row_id, _is(OutboxState.SENT))
    assert words((await maya.messages())[-1]) == "x" * 4090


async def test_a_refusal_that_is_no_doubt_leaves_no_mark(
    its_services: Services, maya: Person, phones: Phones
) -> None:
    await phones.fault("too_many", method="sendMessage", count=1, retry_after=1)
    await _say(its_services, maya, "Once")
    async with sending(its_services):
        assert words(await maya.hears("Once")) == "Once"


async def test_what_has_an_address_does_not_wait_for_it(
    its_services: Services, maya: Person
) -> None:
    """The last words to somebody who was forgotten lead to him, and nothing brings him back."""
    await maya.block()
    async with its_services.db.begin() as session:
        call = Call(None, "sendMessage", {"text": "Goodbye"}, address=str(maya.id))
        await queue_call(session, call, at=utc_now())
    async with sending(its_services), asyncio.timeout(10):
        while await _count_rows(its_services):  # noqa: ASYNC110  (nobody is told)
            await asyncio.sleep(0.01)


async def test_a_digest_in_doubt_is_dropped_rather_than_doubled(
    its_services: Services, maya: Person, phones: Phones
) -> None:
    await phones.fault("drop_after", method="sendMessage", count=1)
    row_id = await _say(its_services, maya, "Once at most", urgency=Urgency.DIGEST)
    async with sending(its_services):
        row = await _row_becomes(its_services, row_id, _is(OutboxState.DROPPED))
    assert row.ambiguous_at is not None
    assert [words(one) for one in await maya.messages()].count("Once at most") == 1


async def test_words_for_somebody_who_blocked_us_wait_until_he_is_back(
    its_services: Services, maya: Person
) -> None:
    await maya.block()
    row_id = await _say(its_services, maya, "While you were away")
    digest_id = await _say(its_services, maya, "News", urgency=Urgency.DIGEST)
    async with sending(its_services, NO_LIMITS):
        await _row_becomes(its_services, row_id, _is(OutboxState.PARKED))
        await _row_becomes(its_services, digest_id, _is(OutboxState.DROPPED))
        _, channel = await known(its_services, maya)
        assert channel.state is ChannelState.BLOCKED
        await maya.unblock()
        async with its_services.db.begin() as session:
            await note_reachability(session, channel.id, ChannelState.OPEN, at=utc_now())
            await unpark(session, channel.id, at=utc_now())
        await maya.hears("While you were away")


async def test_a_row_that_telegram_cannot_take_is_dead_and_the_next_one_goes_on(
    its_services: Services, maya: Person
) -> None:
    dead_id = await _say(its_services, maya, "<b>broken", parse_mode="HTML")
    await _say(its_services, maya, "Whole")
    async with sending(its_services):
        await maya.hears("Whole")
        await _row_becomes(its_services, dead_id, _is(OutboxState.DEAD))


async def test_a_notice_that_has_no_words_is_dead_and_the_next_one_goes_on(
    its_services: Services, maya: Person
) -> None:
    peer, _ = await known(its_services, maya)
    at = its_services.clock()
    async with its_services.db.begin() as session:
        [wordless] = await tell(session, peer, "no-such-notice", {}, urgency=Urgency.REPLY, at=at)
        await tell(session, peer, "our-fault", {}, urgency=Urgency.REPLY, at=at)
    async with sending(its_services):
        await maya.hears("our fault")
        row = await _row_becomes(its_services, wordless, _is(OutboxState.DEAD))
    assert row.error is not None
    assert "MissingWords" in row.error


async def test_a_dead_row_that_is_put_back_is_sent(its_services: Services, maya: Person) -> None:
    row_id = await _say(its_services, maya, "<b>broken", parse_mode="HTML")
    async with sending(its_services, NO_LIMITS):
        await _row_becomes(its_services, row_id, _is(OutboxState.DEAD))
        async with its_services.db.begin() as session:
            mended = {"text": "<b>Mended</b>", "parse_mode": "HTML"}
            await session.execute(update(OutboxRow).values(content=mended))
            [letter] = await list_letters(session)
            await replay_letters(session, [letter.id], at=utc_now())
        await maya.hears("Mended")


async def test_what_has_expired_is_not_sent(its_services: Services, maya: Person) -> None:
    _, channel = await known(its_services, maya)
    async with its_services.db.begin() as session:
        call = Call(channel.id, "sendMessage", {"text": "Too late"}, expires_at=utc_now())
        row_id = await queue_call(session, call, at=utc_now())
    async with sending(its_services):
        await _row_becomes(its_services, row_id, _is(OutboxState.EXPIRED))
    assert "Too late" not in [words(one) for one in await maya.messages()]


async def test_a_notice_is_worded_in_the_language_of_the_moment_it_is_sent(
    its_services: Services, maya: Person
) -> None:
    peer, _ = await known(its_services, maya)
    async with its_services.db.begin() as session:
        await tell(session, peer, "our-fault", {}, urgency=Urgency.REPLY, at=utc_now())
    async with its_services.db.begin() as session:
        await choose_language(session, peer, Language.SPANISH)
    async with sending(its_services):
        await maya.hears("es culpa nuestra")


async def test_only_the_newest_state_of_a_thing_is_told(
    its_services: Services, maya: Person
) -> None:
    peer, _ = await known(its_services, maya)
    async with its_services.db.begin() as session:
        for _ in range(5):
            await tell(
                session,
                peer,
                "our-fault",
                {},
                urgency=Urgency.REPLY,
                coalesce_key="card",
                at=utc_now(),
            )
    async with sending(its_services):
        await maya.hears("our fault")
    async with its_services.db.begin() as session:
        states = list(await session.scalars(select(OutboxRow.state).order_by(OutboxRow.id)))
    assert states.count(OutboxState.SUPERSEDED) == 4


async def test_what_a_killed_sender_left_is_in_doubt_and_repeated_if_it_matters(
    its_services: Services, maya: Person
) -> None:
    matters = await _say(its_services, maya, "Matters")
    digest = await _say(its_services, maya, "Digest", urgency=Urgency.DIGEST)
    async with its_services.db.begin() as session:
        await session.execute(update(OutboxRow).values(state=OutboxState.LEASED))
    async with sending(its_services):
        row = await _row_becomes(its_services, matters, _is(OutboxState.SENT))
        assert row.ambiguous_at is not None
        await maya.hears(f"#{matters}")
        await _row_becomes(its_services, digest, _is(OutboxState.DROPPED))


async def test_a_standby_takes_over_in_seconds(its_services: Services, maya: Person) -> None:
    async with Wire(its_services.settings) as wire:
        first = asyncio.create_task(Sender(its_services, wire).run())
        await _say(its_services, maya, "From the first")
        await maya.hears("From the first")
        second = asyncio.create_task(Sender(its_services, wire).run())
        first.cancel()
        with suppress(asyncio.CancelledError):
            await first
        await _say(its_services, maya, "From the second")
        await maya.hears("From the second", seconds=4.0)
        second.cancel()
        with suppress(asyncio.CancelledError):
            await second


async def test_two_senders_do_not_send_twice(
    its_services: Services, maya: Person, phones: Phones
) -> None:
    async with sending(its_services), sending(its_services):
        for number in range(3):
            await _say(its_services, maya, f"Word {number}")
        await maya.hears("Word 2")
    assert len(await phones.requests("sendMessage")) == 3


async def test_who_comes_back_while_he_is_thought_away_gets_what_waited(
    its_services: Services, maya: Person
) -> None:
    """What is known of a channel when the sender looks may be over when he writes it down."""
    db = its_services.db
    _, channel = await known(its_services, maya)
    async with db.begin() as session:
        await note_reachability(session, channel.id, ChannelState.BLOCKED, at=utc_now())
    row_id = await _say(its_services, maya, "While you were thought away")
    assumed = Outcome(row_id, OutboxState.PARKED, is_assumed=True)
    await record_outcomes(db, [assumed], at=utc_now())
    await _row_becomes(its_services, row_id, _is(OutboxState.PARKED))
    async with db.begin() as session:
        await note_reachability(session, channel.id, ChannelState.OPEN, at=utc_now())
        await unpark(session, channel.id, at=utc_now())
    await record_outcomes(db, [assumed], at=utc_now())
    async with sending(its_services, NO_LIMITS):
        await maya.hears("While you were thought away")
