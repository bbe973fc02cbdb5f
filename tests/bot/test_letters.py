"""Whoever has blocked the bot still hears what matters, by a letter to an address of his own."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.notices.letters import word_letter, word_short
from bot.words import Words
from core.letters.models import OutLetter
from core.letters.states import BEFORE_IT_GOES, CODE, IMPORTANT, TODAY
from core.mail.folder import FolderTexter
from core.mail.smtp import SmtpMailer, SmtpServer
from core.peers.queries import channel_at, peer_for
from core.peers.states import ChannelKind, Language
from core.quests.service import accept_offer
from core.wiring import Services
from tests.bot.conftest import PushedClock, join, running_bot
from tests.bot.groups import Member, a_group
from tests.bot.samples import SAMPLE_FACTS
from tests.core.mail.postbox import Postbox, open_postbox
from tests.killing import until
from tests.market import RULES, deal_of
from tests.phones import Person, Phones
from tests.posts import a_peer
from tests.sandboxes import USERNAME

_CODE = re.compile(r"\b\d{6}\b")
CHAT = f"https://t.me/{USERNAME}"


@dataclass
class Away:
    """Noor with her phone, Asha at the desk, and the mailbox."""

    noor: Person
    asha: Member
    box: Postbox
    clock: PushedClock
    short_messages: Path

    async def letter(self, count: int = 1) -> EmailMessage:
        """Wait for a letter; answer the newest."""

        async def is_there() -> bool:
            return len(self.box.letters) >= count

        await until(is_there)
        return self.box.letters[count - 1]

    async def names(self, address: str = "noor@example.org") -> None:
        """Let her name an address and give the code that came there."""
        await self.noor.text("/privacy")
        await self.noor.hears("Your data")
        await self.noor.press("If you stop the bot")
        await self.noor.hears("No e-mail address")
        await self.noor.press("Name an address")
        await self.noor.hears("What is your e-mail address?")
        await self.noor.text("noor at example")
        await self.noor.hears("no e-mail address that letters reach")
        await self.noor.text(address)
        await self.noor.hears("Which code did you get?")

    async def confirms(self) -> None:
        code = _CODE.search(text_of(await self.letter()))
        assert code is not None
        await self.noor.text(code[0])
        await self.noor.hears("It is yours")

    async def writes_to_support(self) -> int:
        await self.noor.text("/help")
        await self.noor.hears("Type your question")
        await self.noor.press("Talk to a person")
        await self.noor.hears("What is it about?")
        await self.noor.text("Where is my parcel?")
        await self.noor.hears("Kept as #")
        heard = await self.asha.sees("Where is my parcel?")
        thread: int = heard["message_thread_id"]
        return thread


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.fixture
async def away(
    bot_services: Services, sandbox_url: str, clock: PushedClock, tmp_path: Path
) -> AsyncIterator[Away]:
    box = Postbox()
    async with Phones.at(sandbox_url, bot=USERNAME) as phones:
        noor, asha = await phones.person("Noor"), await phones.person("Asha")
        group_id = await a_group(phones, asha)
        settings = bot_services.settings.model_copy(update={"telegram_operators_chat": group_id})
        with open_postbox(box) as port:
            server = SmtpServer("127.0.0.1", port, is_wrapped=False)
            services = replace(
                bot_services,
                settings=settings,
                mailer=SmtpMailer(server, sender="Peer-Cargo <no-reply@cargo.example>"),
                texter=FolderTexter(tmp_path / "sms"),
            )
            async with running_bot(services):
                await join(noor, home="Delhi")
                member = Member(asha, group_id)
                yield Away(noor, member, box, clock, tmp_path / "sms")


@pytest.mark.fresh_db
async def test_who_has_blocked_the_bot_reads_the_answer_as_a_letter(away: Away) -> None:
    await away.names()
    await away.confirms()
    thread = await away.writes_to_support()
    await away.noor.block()
    await away.asha.in_topic(thread).text("It is in <Delhi> & safe")
    await away.asha.sees("has blocked the bot")
    away.clock.push(BEFORE_IT_GOES.total_seconds())
    letter = await away.letter(2)
    told = text_of(letter)
    assert letter["To"] == "noor@example.org"
    assert letter["Subject"] == "Support has written to you"
    assert "It is in <Delhi> & safe" in told
    assert "You have blocked Peer-Cargo in Telegram" in told
    assert f"Replies to this e-mail are not read. Write to us in Telegram: {CHAT}" in told
    page = letter.get_body(("html",))
    assert page is not None
    assert "It is in &lt;Delhi&gt; &amp; safe" in page.get_content()
    assert "/letters/stop/" in letter["List-Unsubscribe"]
    await away.noor.unblock()
    await away.noor.hears("It is in <Delhi> & safe")


@pytest.mark.fresh_db
async def test_who_comes_back_at_once_gets_no_letter_and_hears_it_in_telegram(away: Away) -> None:
    await away.names()
    await away.confirms()
    thread = await away.writes_to_support()
    await away.noor.block()
    await away.asha.in_topic(thread).text("It is in Delhi")
    await away.asha.sees("has blocked the bot")
    await away.noor.unblock()
    await away.noor.hears("It is in Delhi")
    away.clock.push(BEFORE_IT_GOES.total_seconds())
    await away.asha.in_topic(thread).text("And safe")
    await away.noor.hears("And safe")
    assert len(away.box.letters) == 1, "there was the code, and no other"


@pytest.mark.fresh_db
async def test_a_card_that_comes_to_nobody_comes_as_a_letter_with_what_it_says(
    away: Away, bot_services: Services
) -> None:
    await away.names()
    await away.confirms()
    await away.noor.block()
    at = away.clock()
    async with bot_services.db.begin() as session:
        channel = await channel_at(session, ChannelKind.TELEGRAM, str(away.noor.id))
        assert channel is not None
        noor = await peer_for(session, channel.peer_id)
        deal = await deal_of(session, await a_peer(session, "Carla"), noor, at=at)
        await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=at)

    async def is_written() -> bool:
        async with bot_services.db.begin() as session:
            return (
                await session.scalar(select(OutLetter.id).where(OutLetter.notice == "quest"))
                is not None
            )

    await until(is_written)
    away.clock.push(BEFORE_IT_GOES.total_seconds())
    letter = await away.letter(2)
    assert letter["Subject"] == "Your delivery Delhi, India → Mumbai, India"
    assert "Your parcel has a Carrier" in text_of(letter)
    assert "€11.00: €10.00 for the Carrier, €1.00 fee" in text_of(letter)


@pytest.mark.fresh_db
async def test_an_address_that_nobody_has_is_said_at_once(away: Away) -> None:
    away.box.answers["RCPT"] = ["550 5.1.1 no such user"]
    await away.names("nobody@example.org")
    await away.noor.hears("Nobody takes letters at n…y@example.org")


@pytest.mark.fresh_db
async def test_a_mailbox_that_is_gone_is_given_up_and_said_when_the_peer_is_back(
    away: Away,
) -> None:
    await away.names()
    await away.confirms()
    thread = await away.writes_to_support()
    await away.noor.block()
    away.box.answers["RCPT"] = ["550 5.1.1 no such user"]
    await away.asha.in_topic(thread).text("It is in Delhi")
    await away.asha.sees("has blocked the bot")
    away.clock.push(BEFORE_IT_GOES.total_seconds())

    async def is_asked() -> bool:
        return not away.box.answers["RCPT"]

    await until(is_asked)
    await away.noor.unblock()
    await away.noor.hears("Nobody takes letters at n…r@example.org")
    await away.noor.text("/privacy")
    await away.noor.hears("Your data")
    await away.noor.press("If you stop the bot")
    await away.noor.hears("No e-mail address")


@pytest.mark.fresh_db
async def test_an_address_is_taken_away_and_a_number_is_named(away: Away) -> None:
    await away.names()
    await away.noor.text("I have none")
    await away.noor.hears("4 more tries")
    await away.confirms()
    await away.noor.press("Take it away")
    await away.noor.hears("Gone. Nothing is sent there")
    await away.noor.press("Name a number")
    await away.noor.hears("What is your mobile number?")
    await away.noor.text("112")
    await away.noor.hears("That is no mobile number")
    await away.noor.text("98765 43210")
    await away.noor.hears("A short message to +91…10")

    async def is_there() -> bool:
        return away.short_messages.exists() and any(away.short_messages.glob("*.txt"))

    await until(is_there)
    (message,) = away.short_messages.glob("*.txt")
    number, _, said = message.read_text().partition("\n\n")
    assert number == "+919876543210"
    code = _CODE.search(said)
    assert code is not None
    await away.noor.text(code[0])
    await away.noor.hears("+919876543210")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("notice", [*IMPORTANT, CODE])
def test_every_letter_is_worded_in_every_language(notice: str, language: Language) -> None:
    facts = SAMPLE_FACTS | {"code": "012345"} | ({"state": "accepted"} if notice == "quest" else {})
    letter = word_letter(notice, facts, Words(language), chat=CHAT)
    assert letter.subject
    assert "\n" not in letter.subject
    assert not re.search(r"\{|\}|None|&(lt|amp);", letter.text)
    assert f'lang="{language}"' in letter.html
    assert (CHAT in letter.text) is (notice != CODE)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("notice", [CODE, TODAY])
def test_every_short_message_is_worded_in_every_language(notice: str, language: Language) -> None:
    facts = SAMPLE_FACTS | {"code": "012345", "state": "funded"}
    said = word_short(notice, facts, Words(language), chat=CHAT)
    assert "\n" not in said
    assert not re.search(r"[{}<>]", said)


def test_the_link_to_pay_is_in_the_letter() -> None:
    facts = SAMPLE_FACTS | {"state": "accepted", "side": "requester"}
    letter = word_letter("quest", facts, Words(Language.ENGLISH), chat=CHAT)
    assert str(SAMPLE_FACTS["link"]) in letter.text
    assert f'href="{SAMPLE_FACTS["link"]}"' in letter.html
