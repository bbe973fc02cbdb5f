"""What a Peer can be, how one joins, and the guesses that spare a question. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from babel.core import get_global

from core.errors import Refused
from core.money import currency_of

RULES_VERSION = "2026-11"
"""Changes with the rules' text; a Peer who agreed to another version is asked again."""

MINIMUM_AGE = 18
_COUNTRY_LENGTH = 2


class Language(StrEnum):
    """The languages that are complete. A test holds `bot/locales` to this list."""

    ENGLISH = "en"
    SPANISH = "es"
    HINDI = "hi"


class PeerState(StrEnum):
    JOINING = "joining"
    ACTIVE = "active"
    FORGOTTEN = "forgotten"


class PeerEvent(StrEnum):
    JOIN = "join"
    FORGET = "forget"


class ChannelKind(StrEnum):
    TELEGRAM = "telegram"
    EMAIL = "email"
    SMS = "sms"


class ChannelState(StrEnum):
    OPEN = "open"
    BLOCKED = "blocked"


class JoiningStep(StrEnum):
    LANGUAGE = "language"
    RULES = "rules"
    HOME = "home"
    CURRENCY = "currency"


class WrongMoment(Refused):
    """The event cannot happen to a Peer in this state."""


_TRANSITIONS: dict[tuple[PeerState, PeerEvent], PeerState] = {
    (PeerState.JOINING, PeerEvent.JOIN): PeerState.ACTIVE,
    (PeerState.JOINING, PeerEvent.FORGET): PeerState.FORGOTTEN,
    (PeerState.ACTIVE, PeerEvent.FORGET): PeerState.FORGOTTEN,
}


def after(state: PeerState, event: PeerEvent) -> PeerState:
    """Find the state that follows, or raise `WrongMoment`."""
    try:
        return _TRANSITIONS[state, event]
    except KeyError:
        raise WrongMoment(state=state.value, event=event.value) from None


@dataclass(frozen=True, slots=True)
class Joining:
    """How far a Peer has come."""

    is_language_chosen: bool
    agreed_rules: str | None
    has_home: bool
    is_currency_chosen: bool

    def next_step(self) -> JoiningStep | None:
        """Find the first step still to take; none when the Peer has all a Peer needs."""
        if not self.is_language_chosen:
            return JoiningStep.LANGUAGE
        if self.agreed_rules != RULES_VERSION:
            return JoiningStep.RULES
        if not self.has_home:
            return JoiningStep.HOME
        if not self.is_currency_chosen:
            return JoiningStep.CURRENCY
        return None


def guess_language(tag: str | None) -> Language:
    """Take the language of an IETF tag such as `es-MX`; English when we do not speak it."""
    primary = (tag or "").replace("_", "-").split("-")[0].lower()
    return next((one for one in Language if one.value == primary), Language.ENGLISH)


def guess_country(tag: str | None) -> str | None:
    """Take the country an IETF tag names, else the one where its language is mostly spoken.

    Source: CLDR's likely subtags, which turn `hi` into `hi_Deva_IN` and `en` into `en_Latn_US`.
    """
    parts = (tag or "").replace("_", "-").split("-")
    named = next((part.upper() for part in parts[1:] if len(part) == _COUNTRY_LENGTH), None)
    likely = get_global("likely_subtags").get(parts[0].lower())
    guess = named or (likely and likely.rpartition("_")[2])
    return guess if guess is not None and guess.isalpha() else None


def guess_currency(country: str | None, *, on: date) -> str:
    """Take the money of the home country; euro when CLDR knows none."""
    return (country and currency_of(country, on)) or "EUR"
