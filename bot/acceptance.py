"""Whether Telegram accepts our token.

When it does not, nothing can be sent or fetched, and no alert can go through Telegram either.
Whoever asks Telegram something says here what it learned.
"""

from http import HTTPStatus

from core.troubles import Troubles

_TELEGRAM = "telegram"
_REFUSALS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)
"""404 is what Telegram answers when there cannot be such a token."""


def note_answer(troubles: Troubles, code: int, description: str = "") -> None:
    """Learn from the answer to a call that every bot may make, such as getMe or getUpdates.

    What came without an answer, or with another error, says nothing about the token.
    """
    if code in _REFUSALS:
        troubles.begin(
            _TELEGRAM,
            f"Telegram refuses the bot's token ({code} {description}), so nothing is sent or"
            " fetched. Compare TELEGRAM_BOT_TOKEN with what @BotFather says, set it and start"
            " anew. What is to be sent waits, and goes on by itself once the token is accepted.",
        )
    elif code == HTTPStatus.OK:
        troubles.end(_TELEGRAM)
