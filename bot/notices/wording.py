"""Turns a notice into the call that tells it."""

from typing import Any
from uuid import UUID

from bot.deeds import MATCHES, OfferDeed, OfferPress, SupportDeed, SupportPress
from bot.links import Kind, Target, payload_of
from bot.notices.line_questions import word_dropped, word_held, word_undelivered
from bot.notices.linkline import word_line
from bot.notices.offers import word_offer
from bot.notices.quests import word_quest
from bot.notices.relayed import word_message, word_reaction
from bot.notices.support import word_news, word_solved, word_to_desk, word_to_peer
from bot.words import Words
from core.addresses.service import LOST, STOPPED
from core.broadcasts.service import ANNOUNCEMENT
from core.casework.service import SOLVED
from core.copies.service import MESSAGE
from core.desk.service import NEWS, TO_DESK, TO_PEER
from core.outbox.states import unpack_facts
from core.support.flows import REFUSED as TICKET_FILE
from core.tickets.states import TicketCategory
from core.ticks.service import REACTION

OPEN = "open:"
"""Begins what a button carries that shows the post a notice tells of; its link follows."""

_SHOWS = {
    "trip-departed": Kind.TRIP,
    "trip-alert": Kind.TRIP,
    "parcel-expired": Kind.PARCEL,
    "parcel-may-travel": Kind.PARCEL,
    "parcel-refused": Kind.PARCEL,
}
"""The notices that tell of a post, and of which kind it is. Its id is among their facts."""

_CARDS = {"offer": word_offer, "quest": word_quest, "line": word_line}
"""The notices that are cards: they are shown once and change in place."""

_SUPPORT = {
    TO_PEER: word_to_peer,
    TO_DESK: word_to_desk,
    NEWS: word_news,
    SOLVED: word_solved,
}
"""The notices of Support that are no plain sentence."""

WORDLESS = frozenset({MESSAGE, REACTION, TO_PEER, TO_DESK, NEWS})
"""The notices that say what a person has said or done, and have no sentence of their name."""

_LINES = {
    MESSAGE: word_message,
    REACTION: word_reaction,
    "line-held": word_held,
    "line-undelivered": word_undelivered,
    "line-dropped": word_dropped,
}
"""The notices of LinkLine that are no plain sentence."""

NOTICES = (
    *("our-fault", "operators-quarantine", "operators-undeliverable", "operators-parcel-review"),
    *("operators-stripe-refuses", "operators-stripe-unknown", "operators-code-locked"),
    *("operators-complaint", "operators-complaint-late", "operators-evidence"),
    *("operators-chargeback", "operators-chargeback-due", "operators-stray"),
    *("operators-books", "operators-refund-failed", "operators-line"),
    *("chargeback-open", "chargeback-won", "chargeback-lost"),
    *("payouts-ready", "payouts-not-yet", "payouts-link-old", "payouts-away"),
    *("identity-verified", "identity-again", "identity-not-yet", "identity-checking"),
    *("identity-link-old", "identity-away"),
    *(ANNOUNCEMENT, LOST, STOPPED),
    "rating-shown",
    "photo-refused",
    "paper-failed",
    *("offer-reminder", "offer-digest"),
    *("conduct-warned", "conduct-suspended", "conduct-banned", "conduct-lifted"),
    *_SHOWS,
    *_CARDS,
    *_LINES,
    *_SUPPORT,
    TICKET_FILE,
    *("line-reveal-asked", "line-revealed", "line-contact-passed", "line-shown-self"),
    *("line-paused", "line-back"),
)
"""Every notice there is. A test words each of them in every language."""


def word_notice(notice: str, packed: dict[str, Any], words: Words) -> tuple[str, dict[str, Any]]:
    """Give the method and its parameters without the chat. A notice is the message of its name."""
    facts = unpack_facts(packed)
    worded = {**_CARDS, **_LINES, **_SUPPORT}.get(notice)
    if worded is not None:
        return worded(facts, words)
    if notice == "operators-complaint":
        facts = {**facts, "problem": words.plain("problem", {"problem": facts["problem"]})}
    if "ground" in facts:
        facts = {**facts, "ground": words.plain("conduct-ground", {"ground": facts["ground"]})}
    if notice == "rating-shown":
        named = [words.plain("rating-tag", {"tag": one}) for one in facts["tags"].split()]
        facts = {**facts, "tags": ", ".join(named), "has_tags": int(bool(named))}
        facts["has_text"] = int(bool(facts["text"]))
    if notice == "operators-evidence":
        caption = words.html(f"notice-{notice}", facts)
        return "sendPhoto", {"photo": facts["photo"], "caption": caption, "parse_mode": "HTML"}
    params: dict[str, Any] = {
        "text": words.html(f"notice-{notice}", facts),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    button = _button_below(notice, facts)
    if button is not None:
        label, data = button
        told = {"text": words.plain(label), "callback_data": data}
        params["reply_markup"] = {"inline_keyboard": [[told]]}
    return "sendMessage", params


_TROUBLES = {
    "our-fault": TicketCategory.OTHER,
    "paper-failed": TicketCategory.OTHER,
    "chargeback-open": TicketCategory.MONEY,
    "chargeback-lost": TicketCategory.MONEY,
    "payouts-not-yet": TicketCategory.MONEY,
    "identity-again": TicketCategory.ACCOUNT,
}
"""The notices of something that went wrong, and what a person would be asked about."""


def _button_below(notice: str, facts: dict[str, Any]) -> tuple[str, str] | None:
    """Name the words on the one button of a notice, and what it carries."""
    if notice in _TROUBLES:
        press = SupportPress(deed=SupportDeed.TALK, category=_TROUBLES[notice])
        return "help-person", press.pack()
    if notice == "offer-reminder":
        show = OfferPress(deed=OfferDeed.SHOW, id=UUID(facts["id"]))
        return "notice-show-offer", show.pack()
    if notice == "offer-digest":
        return "notice-show-matches", MATCHES
    kind = _SHOWS.get(notice)
    if kind is None:
        return None
    label = "notice-show-trip" if kind is Kind.TRIP else "notice-show-parcel"
    return label, OPEN + payload_of(Target(kind, UUID(facts["id"])))
