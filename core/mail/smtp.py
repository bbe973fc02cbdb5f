"""Carries letters to a mail server (RFC 5321), one connection a letter, in a thread."""

import asyncio
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address

from core.mail.carriers import InDoubt, Letter, NobodyThere, TryLater, Unfit
from core.mail.mime import mime_of, sender_address

_TIMEOUT_SECONDS = 20.0
_TAKEN = (250, 251)
_FOR_GOOD = 500
_NO_MAILBOX = (550, 551, 553)
_ENHANCED = re.compile(rb"^(\d)\.(\d+)\.(\d+)\b")
_LONGEST_WHY = 200


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where it is. `is_wrapped` is TLS from the first byte; otherwise it begins by STARTTLS."""

    host: str
    port: int
    is_wrapped: bool
    user: str | None = None
    password: str | None = None

    @property
    def is_near(self) -> bool:
        """Tell whether what is said to it never leaves this machine."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


class SmtpMailer:
    """A name and a password are said only under TLS, or to a server of this machine."""

    def __init__(self, server: SmtpServer, *, sender: str) -> None:
        self._server = server
        self._sender = sender

    @property
    def place(self) -> str:
        return f"SMTP server {self._server.host}, port {self._server.port}"

    async def greet(self) -> None:
        await asyncio.to_thread(self._greet)

    async def send(self, letter: Letter) -> None:
        await asyncio.to_thread(self._send, letter)

    def _greet(self) -> None:
        with self._open():
            pass

    def _send(self, letter: Letter) -> None:
        content = mime_of(letter, self._sender).as_bytes()
        with self._open() as server:
            try:
                _envelope(server, sender_address(self._sender), letter.to)
            except (OSError, smtplib.SMTPException) as error:
                raise TryLater(_named(error)) from error
            _content(server, content)

    @contextmanager
    def _open(self) -> Iterator[smtplib.SMTP]:
        try:
            server = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            raise TryLater(_named(error)) from error
        try:
            yield server
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()

    def _connected(self) -> smtplib.SMTP:
        at = self._server
        context = ssl.create_default_context()
        if at.is_wrapped:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                at.host, at.port, timeout=_TIMEOUT_SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(at.host, at.port, timeout=_TIMEOUT_SECONDS)
        try:
            self._introduce(server, context)
        except BaseException:
            server.close()
            raise
        return server

    def _introduce(self, server: smtplib.SMTP, context: ssl.SSLContext) -> None:
        at = self._server
        is_secret = at.is_wrapped or at.is_near
        server.ehlo_or_helo_if_needed()
        if not is_secret and server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
            is_secret = True
        if at.user is None:
            return
        if not is_secret:
            raise TryLater("the server offers no TLS, so it is told no password")
        server.login(at.user, at.password or "")


def _envelope(server: smtplib.SMTP, sender: str, to: str) -> None:
    """Say from whom and for whom; nothing is taken yet, so nothing is in doubt."""
    code, said = server.mail(sender)
    if code not in _TAKEN:
        raise TryLater(_told(code, said))  # a fault of our own setting, whoever it is for
    code, said = server.rcpt(to)
    if code in _TAKEN:
        return
    if code < _FOR_GOOD:
        raise TryLater(_told(code, said))
    if _is_nobody(code, said):
        raise NobodyThere(_told(code, said))
    raise Unfit(_told(code, said))


def _is_nobody(code: int, said: bytes) -> bool:
    """Tell a mailbox that is not there from a server that does not want us (RFC 3463)."""
    enhanced = _ENHANCED.match(said)
    if enhanced is None:
        return code in _NO_MAILBOX
    return enhanced[2] == b"1" or (enhanced[2], enhanced[3]) == (b"2", b"1")


def _content(server: smtplib.SMTP, content: bytes) -> None:
    try:
        code, said = server.data(content)
    except smtplib.SMTPDataError as error:  # refused before a byte of it was sent
        code, said = error.smtp_code, _bytes(error.smtp_error)
    except (OSError, smtplib.SMTPException) as error:
        raise InDoubt(_named(error)) from error
    if code in _TAKEN:
        return
    raise (TryLater if code < _FOR_GOOD else Unfit)(_told(code, said))


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()


def _told(code: int, said: bytes) -> str:
    words = " ".join(said.decode("utf-8", "replace").split())
    return f"{code} {words}"[:_LONGEST_WHY]


def _named(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:_LONGEST_WHY]
