"""What a canned answer may be, and filling its gaps. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.peers.states import Language

LONGEST_NAME, LONGEST_TEXT = 40, 2_000

GAPS: Final = ("name", "alias", "ticket", "subject", "quest", "from", "to")
"""What may stand in braces: what the Peer calls himself, his pseudonym on the line of the quest,
the number of the ticket and its subject, the number of the quest, and where its parcel goes."""

_GAP = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[\w][\w -]*")


class CannotKeep(Exception):
    """An operator cannot keep an answer so; each kind says why."""


class NameUnfit(CannotKeep):
    """A name is one to 40 letters, digits, blanks and dashes."""


class NameTaken(CannotKeep):
    """Another answer has that name."""


class NotInEnglish(CannotKeep):
    """Whoever reads a language without words is answered in English, so it has to be."""


class TextTooLong(CannotKeep):
    """A text has at most 2,000 signs."""


class UnknownGap(CannotKeep):
    """In a language something stands in braces that nothing fills; `gap` says what."""

    def __init__(self, language: Language, gap: str) -> None:
        super().__init__(language, gap)
        self.language = language
        self.gap = gap


class CannedMissing(Exception):
    """There is no such canned answer any more."""


class NothingToFillIn(Exception):
    """The ticket has nothing for a gap; `gap` says for which."""

    def __init__(self, gap: str) -> None:
        super().__init__(gap)
        self.gap = gap


Texts = Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Offered:
    """A canned answer as it would be said; `missing` is a gap for which there is nothing."""

    name: str
    language: Language
    text: str
    missing: str = ""


def check_name(name: str) -> str:
    """Give a name as it is kept. Raises `NameUnfit`."""
    kept = " ".join(name.split()).casefold()
    if not 0 < len(kept) <= LONGEST_NAME or not _NAME.fullmatch(kept):
        raise NameUnfit
    return kept


def check_texts(texts: Texts) -> dict[Language, str]:
    """Give the words as they are kept: those languages that have any.

    Raises `NotInEnglish`, `TextTooLong`, `UnknownGap`.
    """
    kept = {language: text.strip() for language, text in texts.items() if text.strip()}
    if Language.ENGLISH not in kept:
        raise NotInEnglish
    for language, text in kept.items():
        if len(text) > LONGEST_TEXT:
            raise TextTooLong
        for gap in _GAP.findall(text):
            if gap not in GAPS:
                raise UnknownGap(language, gap)
    return kept


def filled(text: str, facts: Mapping[str, str | None]) -> str:
    """Put what is known into the gaps. Raises `NothingToFillIn` for one of which nothing is."""

    def fill(found: re.Match[str]) -> str:
        known = facts.get(found[1])
        if not known:
            raise NothingToFillIn(found[1])
        return known

    return _GAP.sub(fill, text)


def worded_for(texts: Texts, language: Language) -> tuple[Language, str]:
    """Choose the words for a reader: in his language, else in English."""
    chosen = language if language in texts else Language.ENGLISH
    return chosen, texts[chosen]


def offered(
    name: str, texts: Texts, language: Language, facts: Mapping[str, str | None]
) -> Offered:
    """Word an answer for a reader, with its gaps filled, or as it is kept where one stays open."""
    chosen, text = worded_for(texts, language)
    try:
        return Offered(name, chosen, filled(text, facts))
    except NothingToFillIn as error:
        return Offered(name, chosen, text, error.gap)
