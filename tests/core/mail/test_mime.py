"""A letter as mail servers want it."""

import email
from email.message import EmailMessage
from email.policy import default

import pytest

from core.mail.carriers import Letter
from core.mail.mime import BadSender, mime_of, sender_address
from tests.conftest import NOON

SENDER = "Peer-Cargo <no-reply@cargo.example>"
LETTER = Letter(
    id="letter-7",
    to="noor@example.org",
    subject="Tu envío Delhi → Bombay",
    text="Aquí está.\n",
    html="<p>Aquí está.</p>",
    language="es",
    written_at=NOON,
    stop_url="https://cargo.example/letters/stop/x",
)


def _read(letter: Letter) -> EmailMessage:
    made = email.message_from_bytes(mime_of(letter, SENDER).as_bytes(), policy=default)
    assert isinstance(made, EmailMessage)
    return made


def _with(**facts: str) -> Letter:
    return Letter(**{name: getattr(LETTER, name) for name in LETTER.__slots__} | facts)


def test_both_texts_and_all_headers_arrive_as_they_were() -> None:
    made = _read(LETTER)
    plain, page = made.get_body(("plain",)), made.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert plain.get_content().splitlines() == ["Aquí está."]
    assert page.get_content().strip() == "<p>Aquí está.</p>"
    assert made["Subject"] == "Tu envío Delhi → Bombay"
    assert made["From"] == SENDER
    assert made["Message-ID"] == "<letter-7@cargo.example>"
    assert made["Auto-Submitted"] == "auto-generated"
    assert made["List-Unsubscribe"] == "<https://cargo.example/letters/stop/x>"
    assert made["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_every_byte_passes_a_server_of_seven_bits() -> None:
    assert mime_of(LETTER, SENDER).as_bytes().isascii()


def test_a_line_break_in_a_subject_makes_no_header() -> None:
    made = _read(_with(subject="Hello\r\nBcc: all@example.org\nX-Mine: 1"))
    assert made["Bcc"] is None
    assert made["X-Mine"] is None
    assert made["Subject"] == "Hello Bcc: all@example.org X-Mine: 1"


@pytest.mark.parametrize("to", ["a@example.org\r\nBcc: b@example.org", "a@example.org\nX: 1"])
def test_a_line_break_in_an_address_is_refused(to: str) -> None:
    with pytest.raises(ValueError, match=r"line|CR|LF"):
        mime_of(_with(to=to), SENDER)


@pytest.mark.parametrize("sender", ["Peer-Cargo", "Peer-Cargo <>", "@", "a@b@c", "ü@example.org"])
def test_a_sender_without_an_address_is_refused(sender: str) -> None:
    with pytest.raises(BadSender):
        sender_address(sender)
