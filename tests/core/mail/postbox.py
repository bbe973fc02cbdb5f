"""A mail server on this machine, for tests: it takes letters, or says why not."""

import asyncio
import email
from asyncio import WriteTransport
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.killing import free_port

_LOOK_SECONDS = 0.02


class Postbox:
    """`answers` are what it says to a command instead of taking it, once for each in the list.

    `hangs_up` ends the connection when a letter was received, without a word. What it holds it does
    not answer before it is let go.
    """

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.receivers: list[str] = []
        self.answers: dict[str, list[str]] = {}
        self.hangs_up = False
        self.signed_in: list[str] = []
        self._held = ""
        self._is_asked = False

    def holds(self, command: str) -> None:
        self._held = command.upper()

    def lets_go(self) -> None:
        self._held = ""

    async def is_asked(self) -> bool:
        """Tell whether it holds somebody."""
        return self._is_asked

    async def _hold(self, command: str) -> None:
        # It is let go from another thread, which cannot set an event of this one's loop.
        while self._held == command:
            self._is_asked = True
            await asyncio.sleep(_LOOK_SECONDS)

    def _answer(self, command: str) -> str | None:
        waiting = self.answers.get(command)
        return waiting.pop(0) if waiting else None

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await self._hold("MAIL")
        if answer := self._answer("MAIL"):
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await self._hold("RCPT")
        if answer := self._answer("RCPT"):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if answer := self._answer("DATA"):
            return answer
        content = envelope.content
        assert isinstance(content, bytes)
        letter = email.message_from_bytes(content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.receivers += envelope.rcpt_tos
        await self._hold("DATA")
        if self.hangs_up:
            assert isinstance(server.transport, WriteTransport)
            server.transport.abort()
        return "250 Taken"

    def let_in(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.signed_in.append(data.login.decode())
        return AuthResult(success=data.password == b"s&cret", handled=False)


@contextmanager
def open_postbox(box: Postbox) -> Iterator[int]:
    """Let it listen during the block; give its port."""
    port = free_port()
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=port,
        authenticator=box.let_in,
        auth_require_tls=False,
    )
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
