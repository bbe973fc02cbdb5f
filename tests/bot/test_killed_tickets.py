"""The worker is killed in the middle of a ticket, at each step of a message and of its answer.

What the Peer has written is kept once and comes to the desk; what is answered comes to the Peer and
is ticked. Only what was under way may stand twice, and says so.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import func, select, text

from core.db import Db
from core.inbox.models import InboxItem
from core.inbox.states import InboxState
from core.outbox.models import OutboxRow
from core.outbox.states import LIVE
from core.settings import TelegramMode
from core.tickets.models import Ticket, TicketMessage
from core.wiring import Services
from tests.bot.conftest import join, running_bot
from tests.bot.groups import Member, a_group
from tests.killing import killed_at_the_end, until
from tests.phones import Json, Person, Phones, words
from tests.sandboxes import USERNAME
from tests.servers import TestServers

pytestmark = [pytest.mark.fresh_db, pytest.mark.timeout(240)]

WORKER = "tests/bot/worker.py"
ASKED, ANSWERED = "My parcel is late", "It is at your door"
AGAIN, TICK, CARD = "Sent again", "👌", "🎫"
_NO_BUCKET = "http://127.0.0.1:1"


@dataclass
class Counter:
    """Noor with her phone, Asha at the desk, and workers who do not live long."""

    db: Db
    redis_url: str
    sandbox_url: str
    phones: Phones
    noor: Person
    asha: Member
    group_id: int

    def worker(self) -> AbstractAsyncContextManager[None]:
        urls = (self.db.url, self.redis_url, self.sandbox_url, _NO_BUCKET)
        mode = TelegramMode.POLLING.value
        desk = str(self.group_id)
        return killed_at_the_end(WORKER, *urls, mode, TELEGRAM_OPERATORS_CHAT=desk)

    async def comes_to_support(self) -> None:
        await join(self.noor, home="Delhi")
        await self.noor.text("/help")
        await self.noor.hears("Type your question")
        await self.noor.press("Talk to a person")
        await self.noor.hears("What is it about?")
        await self.noor.press("A delivery")
        await self.noor.hears("You are with Support")
        await self.is_in_step()

    @asynccontextmanager
    async def killed_over(self, method: str, chat: int) -> AsyncIterator[None]:
        """Run a worker during the block, and kill it while it asks for this in that chat."""
        await self.phones.fault("held", method=method, chat_id=chat)
        async with self.worker():
            yield
            await until(self._is_held)
        await self.phones.clear_faults()

    @asynccontextmanager
    async def killed_before_acting(self) -> AsyncIterator[None]:
        """Run one likewise, and kill it when an update is stored and nothing came of it yet."""
        async with self.db.begin() as session:
            await session.execute(text("LOCK TABLE ticket_message IN EXCLUSIVE MODE"))
            async with self.worker():
                yield
                await until(self._is_stuck)

    async def _is_held(self) -> bool:
        return any(one["under_way"] for one in await self.phones.faults())

    async def _is_stuck(self) -> bool:
        async with self.db.begin() as session:
            waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
            return bool(await session.scalar(text(waiting)))

    async def is_in_step(self) -> None:
        async def is_so() -> bool:
            async with self.db.begin() as session:
                live = select(func.count()).where(OutboxRow.state.in_(LIVE))
                waiting = select(func.count()).where(InboxItem.state == InboxState.WAITING)
                return not any([await session.scalar(one) for one in (live, waiting)])

        await until(is_so)

    async def another_goes_on(self) -> None:
        async with self.worker():
            await self.is_in_step()

    async def asks(self) -> Json:
        """Let Noor write, and a worker live until that stands at the desk; answer it."""
        await self.noor.text(ASKED)
        found: list[Json] = []

        async def is_there() -> bool:
            found[:] = [one for one in await stands(self.asha, ASKED) if CARD not in words(one)]
            return bool(found)

        async with self.worker():
            await until(is_there)
            await self.is_in_step()
        return found[0]

    async def is_kept_once(self, said: str) -> None:
        async with self.db.begin() as session:
            kept = [one.shown.text for one in await session.scalars(select(TicketMessage))]
            tickets = await session.scalar(select(func.count()).select_from(Ticket))
        assert (kept.count(said), tickets) == (1, 1)


async def stands(person: Person, said: str, *, own: int = 0) -> list[Json]:
    """List what says so in a chat, less what its writer has written there himself."""
    found = [
        one for one in await person.messages() if said in words(one) and not one.get("deleted")
    ]
    return [one for one in found if one["message_id"] != own]


def is_once_or_says_so(shown: list[Json]) -> bool:
    """Tell whether it stands there, and what was under way at most once more, saying so."""
    return 1 <= len(shown) <= 2 and all(AGAIN in words(one) for one in shown[1:])


async def is_ticked(person: Person, message_id: int) -> bool:
    (one,) = [one for one in await person.messages() if one["message_id"] == message_id]
    return TICK in str(one.get("reactions"))


@pytest.fixture
async def counter(
    bot_services: Services, sandbox_url: str, servers: TestServers
) -> AsyncIterator[Counter]:
    db = bot_services.db
    async with Phones.at(sandbox_url, bot=USERNAME) as phones:
        noor, asha = await phones.person("Noor"), await phones.person("Asha")
        group_id = await a_group(phones, asha)
        member = Member(asha, group_id)
        counter = Counter(db, servers.redis_url, sandbox_url, phones, noor, member, group_id)
        settings = bot_services.settings.model_copy(update={"telegram_operators_chat": group_id})
        async with running_bot(replace(bot_services, settings=settings)):
            await counter.comes_to_support()
        yield counter


_STEPS = [
    ("before it is acted on", "", ""),
    ("acknowledged", "sendMessage", "noor"),
    ("its topic", "createForumTopic", "desk"),
    ("at the desk", "sendMessage", "desk"),
    ("ticked", "setMessageReaction", "noor"),
]


@pytest.mark.parametrize(("step", "method", "where"), _STEPS, ids=[one[0] for one in _STEPS])
async def test_what_a_peer_writes_is_kept_once_wherever_the_worker_dies(
    counter: Counter, step: str, method: str, where: str
) -> None:
    noor, asha = counter.noor, counter.asha
    chat = noor.id if where == "noor" else counter.group_id
    killed = counter.killed_over(method, chat) if method else counter.killed_before_acting()
    async with killed:
        said = await noor.text(ASKED)
    await counter.another_goes_on()
    await counter.is_kept_once(ASKED)
    assert is_once_or_says_so(await stands(noor, "Kept as #"))
    assert await is_ticked(noor, said["message_id"])
    shown = [one for one in await stands(asha, ASKED) if CARD not in words(one)]
    assert is_once_or_says_so(shown), [words(one) for one in shown]


_ANSWER_STEPS = [
    ("before it is acted on", "", ""),
    ("delivered", "sendMessage", "noor"),
    ("ticked", "setMessageReaction", "desk"),
]


@pytest.mark.parametrize(
    ("step", "method", "where"), _ANSWER_STEPS, ids=[one[0] for one in _ANSWER_STEPS]
)
async def test_what_is_answered_comes_and_is_ticked_wherever_the_worker_dies(
    counter: Counter, step: str, method: str, where: str
) -> None:
    noor, asha = counter.noor, counter.asha
    asked = await counter.asks()
    topic = asha.in_topic(asked["message_thread_id"])
    chat = noor.id if where == "noor" else counter.group_id
    killed = counter.killed_over(method, chat) if method else counter.killed_before_acting()
    async with killed:
        answered = await topic.text(ANSWERED)
        assert not await is_ticked(asha, answered["message_id"])
    if step != "ticked":
        assert not await is_ticked(asha, answered["message_id"]), "it has not come yet"
    await counter.another_goes_on()
    await counter.is_kept_once(ANSWERED)
    shown = await stands(noor, ANSWERED)
    assert is_once_or_says_so(shown), [words(one) for one in shown]
    assert await is_ticked(asha, answered["message_id"])
