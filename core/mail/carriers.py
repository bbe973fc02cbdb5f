"""What a letter and a short message are, who carries them, and how that may fail.

NotCarried
├── TryLater         it was certainly not taken, and may be later
├── NobodyThere      that address takes nothing, today or ever
├── Unfit            this one is refused for good, whoever it is for
└── InDoubt          it may have been taken, and nobody can say
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class NotCarried(Exception):
    """The words say why, as the server said it, without what was written."""


class TryLater(NotCarried):
    """It was certainly not taken."""


class NobodyThere(NotCarried):
    """The address does not exist, or its holder wants nothing from us."""


class Unfit(NotCarried):
    """The server does not take this one, and would not take it another time."""


class InDoubt(NotCarried):
    """The answer was lost after everything was handed over."""


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail. `id` is the same however often it is tried; `stop_url` ends all letters.

    `to` is an address whose domain is in ASCII.
    """

    id: str
    to: str
    subject: str
    text: str
    html: str
    language: str
    written_at: datetime
    stop_url: str | None = None


class Mailer(Protocol):
    """Carries e-mail. `place` is where it goes, in words for an operator, without secrets."""

    @property
    def place(self) -> str: ...

    async def greet(self) -> None:
        """See whether it would carry anything. Raise `TryLater` when it would not."""

    async def send(self, letter: Letter) -> None:
        """Hand a letter over. Raise `NotCarried` when that does not succeed."""


class Texter(Protocol):
    """Carries short messages to telephones. `to` is a number in E.164, as `+34600123456`."""

    @property
    def place(self) -> str: ...

    async def greet(self) -> None:
        """See whether it would carry anything. Raise `TryLater` when it would not."""

    async def send(self, message_id: str, to: str, words: str) -> None:
        """Hand it over. Raise `NotCarried` when that does not succeed."""
