"""Couples talk while the plug is pulled: at the end each phone shows what the other one means.

They write, change, take back, answer and try contacts in an order that chance finds, and a worker
or the database is killed every second. One of each couple's phones is read by aiogram's types and
the other by those of python-telegram-bot, so that two libraries agree about what is shown.
"""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import aiogram.types
import pytest
import telegram
from sqlalchemy import func, select

from core.clock import utc_now
from core.copies.models import LinkCopy
from core.db import Db, connect
from core.inbox.models import InboxItem
from core.inbox.states import InboxState
from core.linkline.service import enter, line_of_offer
from core.outages import DATABASE_AWAY
from core.outbox.models import OutboxRow
from core.outbox.states import LIVE
from core.peers.models import Channel
from core.rules import Rules
from tests.chaos.town import Town, open_town
from tests.market import deal_of
from tests.phones import Json, Person, Phones
from tests.posts import settled_in
from tests.sandboxes import USERNAME

COUPLES = 4
DEEDS_EACH = 12
KILLS = 7
_RULES = Rules(post_pause_minutes=0, open_posts=100)
_HEAD = "🪶"

pytestmark = pytest.mark.timeout(300)


@dataclass
class Talker:
    """What one has said, by the numbers of his own messages, as he means it now."""

    person: Person
    said: dict[int, str] = field(default_factory=dict)
    number: int = 0

    async def does_something(self) -> None:
        deed = secrets.choice(("say", "say", "say", "change", "take back", "contact", "answer"))
        await asyncio.sleep(secrets.randbelow(900) / 1000)
        match deed:
            case "change" if self.said:
                await self._changes()
            case "take back" if self.said:
                await self._takes_back()
            case "contact":
                await self.person.text(f"Write to me{self._next()}@mail.example please")
            case "answer":
                await self._answers()
            case _:
                await self._says()

    def _next(self) -> int:
        self.number += 1
        return self.number

    async def _says(self, **how: int) -> None:
        text = f"{self.person.first_name} says {self._next()} ✈️ <b>&"
        sent = await self.person.text(text, **how)
        self.said[sent["message_id"]] = text

    async def _changes(self) -> None:
        message_id = secrets.choice(list(self.said))
        text = f"{self.person.first_name} means {self._next()} 🎁"
        await self.person.edit({"message_id": message_id}, text=text)
        self.said[message_id] = text

    async def _takes_back(self) -> None:
        message_id = secrets.choice(list(self.said))
        await self.person.text("/unsend", reply_to=message_id)
        del self.said[message_id]

    async def _answers(self) -> None:
        heard = [one for one in await self.person.messages() if _is_relayed(one)]
        if heard:
            await self._says(reply_to=secrets.choice(heard)["message_id"])
        else:
            await self._says()


async def test_each_phone_shows_what_the_other_one_means(tmp_path: Path) -> None:
    async with (
        open_town(tmp_path, workers=2) as town,
        Phones.at(town.sandbox_url, bot=USERNAME) as phones,
    ):
        db = connect(town.database_url)
        couples = [await _couple(phones, db, number) for number in range(COUPLES)]
        talkers = [one for couple in couples for one in couple]
        await asyncio.gather(_kill_again_and_again(town), *(_talk(one) for one in talkers))
        await _until_all_is_in_step(db)
        for one, other in couples:
            await _check(db, one, other, read=_by_aiogram)
            await _check(db, other, one, read=_by_python_telegram_bot)
        await db.close()


async def _couple(phones: Phones, db: Db, number: int) -> tuple[Talker, Talker]:
    """Let two start, and put them on a line."""
    carla = await phones.person(f"Carla{number}")
    ravi = await phones.person(f"Ravi{number}")
    for person in (carla, ravi):
        await person.start()
        await person.hears("Welcome", seconds=60)
    at = utc_now()
    async with db.begin() as session:
        pair = [await settled_in(session, str(person.id), at=at) for person in (carla, ravi)]
        deal = await deal_of(session, *pair, at=at)
        line = await line_of_offer(session, deal.carrier, deal.offer.id, rules=_RULES, at=at)
        for peer in pair:
            channel = await session.scalar(select(Channel.id).where(Channel.peer_id == peer.id))
            assert channel is not None
            await enter(session, peer, channel, line.id, rules=_RULES, at=at)
    for person in (carla, ravi):
        await person.hears("What you write now goes to", seconds=60)
    return Talker(carla), Talker(ravi)


async def _talk(talker: Talker) -> None:
    for _ in range(DEEDS_EACH):
        await talker.does_something()


async def _kill_again_and_again(town: Town) -> None:
    for _ in range(KILLS):
        await asyncio.sleep(0.7 + secrets.randbelow(1000) / 1000)
        victim = secrets.choice(("worker 0", "worker 1", "postgres", "valkey"))
        if victim.startswith("worker"):
            town.kill_worker(int(victim[-1]))
        else:
            town.kill_server(victim)


async def _until_all_is_in_step(db: Db) -> None:
    """Wait until nothing is to be heard, sent, or told of."""
    async with asyncio.timeout(120):
        while True:
            try:
                async with db.begin() as session:
                    is_due = func.coalesce(OutboxRow.not_before, utc_now()) <= utc_now()
                    live = select(func.count()).where(OutboxRow.state.in_(LIVE), is_due)
                    waiting = select(func.count()).where(InboxItem.state == InboxState.WAITING)
                    news = select(func.count()).where(LinkCopy.is_noted.is_(False))
                    left = [await session.scalar(one) for one in (live, waiting, news)]
            except DATABASE_AWAY:
                left = [None]
            if not any(one != 0 for one in left):
                return
            await asyncio.sleep(0.2)


async def _check(db: Db, reader: Talker, writer: Talker, *, read: Callable[[Json], str]) -> None:
    """Hold one phone to what the other one means, in its order, and to nothing more."""
    address = str(reader.person.id)
    async with db.begin() as session:
        known = await session.scalars(
            select(LinkCopy.chat_message_id)
            .join(Channel, Channel.id == LinkCopy.channel_id)
            .where(Channel.address == address, LinkCopy.is_own.is_(False))
        )
        known_ids = set(known.all())
        # A row whose sender was killed twice may stand there three times.
        in_doubt = await session.scalar(
            select(func.sum(func.greatest(OutboxRow.attempts - 1, 1)))
            .select_from(OutboxRow)
            .join(Channel, Channel.id == OutboxRow.channel_id)
            .where(Channel.address == address, OutboxRow.ambiguous_at.is_not(None))
        )
    shown = [one for one in await reader.person.messages() if _is_relayed(one)]
    kept = [read(one) for one in shown if one["message_id"] in known_ids]
    assert kept == list(writer.said.values())
    assert len(shown) - len(kept) <= (in_doubt or 0), "a double that nobody could know of"
    assert "mail.example" not in str(shown)


def _is_relayed(message: Json) -> bool:
    return not message["outgoing"] and str(message.get("text", "")).startswith(_HEAD)


def _by_aiogram(message: Json) -> str:
    return _without_frame(aiogram.types.Message.model_validate(_plain(message)).text or "")


def _by_python_telegram_bot(message: Json) -> str:
    return _without_frame(telegram.Message.de_json(_plain(message), None).text or "")


def _without_frame(text: str) -> str:
    """Leave out who says it, and that it may have come before."""
    return text.partition("\n")[2].partition("\n\n↩️")[0]


def _plain(message: Json) -> Json:
    """Leave out what the sandbox says of a message beside it."""
    return {name: value for name, value in message.items() if name not in _ASIDE}


_ASIDE = {"chat_key", "outgoing", "read", "deleted", "reactions", "edited"}
