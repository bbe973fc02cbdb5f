"""Carries letters and short messages: words each in its reader's language and hands it over.

What is not taken is tried again, what may have been taken never is; see `core.letters`.
"""

import asyncio
from collections.abc import Callable
from uuid import UUID

import structlog
from prometheus_client import Counter

from bot.notices.letters import word_letter, word_short
from bot.words import Words
from core.desk.service import TO_PEER
from core.letters.flows import (
    Due,
    claim_letters,
    note_carried,
    note_dead,
    note_nobody,
    note_not_taken,
    note_outdated,
)
from core.letters.states import LEASE, stop_link
from core.mail.carriers import InDoubt, Letter, NobodyThere, NotCarried, TryLater, Unfit
from core.outbox.service import tell_operators
from core.peers.states import ChannelKind
from core.tickets.models import TicketMessage
from core.wiring import Services

_CHAT = "https://t.me/"
_PATIENCE_SECONDS = LEASE.total_seconds() / 2

LETTERS = Counter("peercargo_letters_total", "Letters by how carrying them ended", ("outcome",))
log = structlog.get_logger(__name__)


class Postman:
    """Any number of processes may carry: what one has leased, the others leave alone.

    `bot_name` gives the bot's username, once Telegram has told it.
    """

    def __init__(self, services: Services, *, bot_name: Callable[[], str]) -> None:
        self._services = services
        self._bot_name = bot_name
        self._kinds = [
            kind
            for kind, carrier in (
                (ChannelKind.EMAIL, services.mailer),
                (ChannelKind.SMS, services.texter),
            )
            if carrier is not None
        ]

    async def carry_due(self) -> int:
        """Carry what is due; answer how much it was."""
        due = await claim_letters(self._services.db, self._kinds, at=self._services.clock())
        await asyncio.gather(*(self._carry(one) for one in due))
        return len(due)

    async def _carry(self, due: Due) -> None:
        db, clock = self._services.db, self._services.clock
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                is_told = await self._hand_over(due)
        except NobodyThere as error:
            await note_nobody(db, due.id, str(error), at=clock())
            self._note(due, "nobody", error)
        except TryLater as error:
            if await note_not_taken(db, due.id, str(error), at=clock()):
                self._note(due, "later", error)
            else:
                await self._give_up(due, error)
        except (Unfit, InDoubt, TimeoutError) as error:
            await note_dead(db, due.id, str(error) or "no answer", at=clock())
            await self._give_up(due, error)
        except Exception as error:
            # The outermost loop of one letter: that it cannot be worded is its own bug alone.
            log.exception("letter_cannot_be_carried", letter_id=due.id)
            await note_dead(db, due.id, repr(error), at=clock())
            await self._give_up(due, error)
        else:
            if is_told:
                await note_carried(db, due.id, at=clock())
                LETTERS.labels("carried").inc()
            else:
                await note_outdated(db, due.id, at=clock())

    async def _hand_over(self, due: Due) -> bool:
        """Word it and hand it to its carrier; false when there is nothing to tell any more."""
        words = Words(due.language, due.time_zone)
        chat = _CHAT + self._bot_name()
        content = due.content
        if due.notice == TO_PEER and await self._is_taken_back(UUID(content["message"])):
            return False
        if due.kind is ChannelKind.SMS:
            said = word_short(due.notice, content, words, chat=chat)
            if self._services.texter is None:
                raise LookupError(due.kind)
            await self._services.texter.send(_name(due), due.address, said)
            return True
        worded = word_letter(due.notice, content, words, chat=chat)
        letter = Letter(
            id=_name(due),
            to=due.address,
            subject=worded.subject,
            text=worded.text,
            html=worded.html,
            language=due.language.value,
            written_at=due.written_at,
            stop_url=self._stop_url(due.channel_id),
        )
        if self._services.mailer is None:
            raise LookupError(due.kind)
        await self._services.mailer.send(letter)
        return True

    async def _is_taken_back(self, message_id: UUID) -> bool:
        async with self._services.db.begin() as session:
            message = await session.get(TicketMessage, message_id)
        return message is None or message.taken_back_at is not None

    def _stop_url(self, channel_id: UUID | None) -> str | None:
        """Make the link that ends all letters to an address that is confirmed."""
        settings = self._services.settings
        if channel_id is None:
            return None
        return stop_link(channel_id, base_url=settings.web_url, secret=settings.bot_token())

    def _note(self, due: Due, outcome: str, error: NotCarried) -> None:
        LETTERS.labels(outcome).inc()
        log.warning("letter_not_taken", letter_id=due.id, outcome=outcome, why=str(error))

    async def _give_up(self, due: Due, error: Exception) -> None:
        """Tell the operators of a letter that is dead."""
        LETTERS.labels("dead").inc()
        log.error("letter_is_dead", letter_id=due.id, notice=due.notice, why=str(error))
        chat = self._services.settings.desk
        if chat is None:
            return
        facts = {"method": f"letter {due.notice}", "error": str(error), "request": f"mail:{due.id}"}
        async with self._services.db.begin() as session:
            await tell_operators(
                session, chat, "operators-undeliverable", facts, at=self._services.clock()
            )


def _name(due: Due) -> str:
    return f"letter-{due.id}"
