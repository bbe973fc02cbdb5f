"""Letters by SMTP, to a server that listens."""

from collections.abc import Iterator

import pytest

from core.mail.carriers import InDoubt, NobodyThere, TryLater, Unfit
from core.mail.smtp import SmtpMailer, SmtpServer
from tests.core.mail.postbox import Postbox, open_postbox
from tests.core.mail.test_mime import LETTER, SENDER
from tests.killing import free_port


@pytest.fixture
def box() -> Postbox:
    return Postbox()


@pytest.fixture
def mailer(box: Postbox) -> Iterator[SmtpMailer]:
    with open_postbox(box) as port:
        yield SmtpMailer(SmtpServer("127.0.0.1", port, is_wrapped=False), sender=SENDER)


async def test_a_letter_arrives_as_it_was_written(box: Postbox, mailer: SmtpMailer) -> None:
    await mailer.send(LETTER)
    assert box.receivers == ["noor@example.org"]
    (letter,) = box.letters
    assert letter["Subject"] == LETTER.subject
    body = letter.get_body(("plain",))
    assert body is not None
    assert body.get_content().strip() == "Aquí está."


async def test_a_name_and_a_password_are_said_to_a_server_of_this_machine(box: Postbox) -> None:
    with open_postbox(box) as port:
        server = SmtpServer("127.0.0.1", port, is_wrapped=False, user="us", password="s&cret")
        mailer = SmtpMailer(server, sender=SENDER)
        await mailer.greet()
        await mailer.send(LETTER)
    assert box.signed_in == ["us", "us"]
    assert len(box.letters) == 1


async def test_a_wrong_password_is_tried_later(box: Postbox) -> None:
    with open_postbox(box) as port:
        server = SmtpServer("127.0.0.1", port, is_wrapped=False, user="us", password="no")
        with pytest.raises(TryLater):
            await SmtpMailer(server, sender=SENDER).send(LETTER)
    assert box.letters == []


async def test_a_server_that_is_away_is_tried_later() -> None:
    server = SmtpServer("127.0.0.1", free_port(), is_wrapped=False)
    with pytest.raises(TryLater):
        await SmtpMailer(server, sender=SENDER).send(LETTER)


@pytest.mark.parametrize(
    ("command", "answer", "meaning"),
    [
        ("MAIL", "550 5.7.1 who are you", TryLater),
        ("RCPT", "451 4.3.0 greylisted", TryLater),
        ("RCPT", "550 5.1.1 no such user", NobodyThere),
        ("RCPT", "550 no such user", NobodyThere),
        ("RCPT", "550 5.2.1 mailbox disabled", NobodyThere),
        ("RCPT", "550 5.7.1 policy", Unfit),
        ("DATA", "452 4.3.1 disk full", TryLater),
        ("DATA", "554 5.6.0 spam", Unfit),
    ],
)
async def test_what_the_server_says_decides_what_becomes_of_it(
    box: Postbox, mailer: SmtpMailer, command: str, answer: str, meaning: type[Exception]
) -> None:
    box.answers[command] = [answer]
    with pytest.raises(meaning, match=answer[:3]):
        await mailer.send(LETTER)
    assert box.letters == []
    await mailer.send(LETTER)
    assert len(box.letters) == 1


async def test_a_server_that_hangs_up_after_the_letter_leaves_doubt(
    box: Postbox, mailer: SmtpMailer
) -> None:
    box.hangs_up = True
    with pytest.raises(InDoubt):
        await mailer.send(LETTER)
    assert len(box.letters) == 1
