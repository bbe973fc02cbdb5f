"""Turns a notice into the call that tells it."""

from typing import Any

from bot.words import Words
from core.outbox.states import unpack_facts

NOTICES = ("our-fault", "operators-quarantine", "operators-undeliverable")
"""Every notice there is. A test words each of them in every language."""


def word_notice(notice: str, packed: dict[str, Any], words: Words) -> tuple[str, dict[str, Any]]:
    """Give the method and its parameters without the chat. A notice is the message of its name."""
    text = words.html(f"notice-{notice}", unpack_facts(packed))
    return "sendMessage", {
        "text": text,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
