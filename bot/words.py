"""Words for people: Fluent messages from `bot/locales`, with facts formatted for one reader.

A fact is a value, not text: `Money`, a moment, a number. Here it becomes text in the reader's
language, format and time zone. Names and other outside text are escaped wherever the message is
HTML, so nobody can write markup through his first name.
"""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_timezone_name
from babel.numbers import format_currency, get_currency_name, get_currency_symbol
from babel.units import format_unit
from fluent.runtime import FluentBundle, FluentResource

from core.facts import Distance, Fact, LocalTime, PlaceLabel, Volume, Weight
from core.money import Money
from core.peers.states import Language

LOCALES = Path(__file__).parent / "locales"
_GRAMS_PER_KG = 1000
_MILLILITRES_PER_LITRE = 1000
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


class MissingWords(LookupError):
    """A message or one of its facts is missing: a bug that the tests are there to find."""


@dataclass(frozen=True, slots=True)
class CurrencyName:
    """A currency as a fact, shown as its name and symbol: "Indian Rupee (₹)"."""

    code: str


def _rounded(amount: float) -> float:
    """Two decimals are as exact as a kitchen scale."""
    return round(amount, 2)


@lru_cache
def bundle_of(language: Language) -> FluentBundle:
    """All messages of one language. Isolation marks surround facts only in right-to-left ones."""
    bundle = FluentBundle([language.value], use_isolating=language.value in _RIGHT_TO_LEFT)
    for file in sorted((LOCALES / language.value).glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle


@dataclass(frozen=True, slots=True)
class Words:
    """One reader's words: his language and his time zone (IANA name)."""

    language: Language
    time_zone: str = "UTC"

    def html(self, key: str, facts: Mapping[str, object] | None = None) -> str:
        """Word a message for a bubble, as Telegram HTML. Text among the facts is escaped."""
        return self._format(key, facts or {}, escape=True)

    def plain(self, key: str, facts: Mapping[str, object] | None = None) -> str:
        """Word a message for a button, a toast or a command list: no markup."""
        return self._format(key, facts or {}, escape=False)

    def _format(self, key: str, facts: Mapping[str, object], *, escape: bool) -> str:
        bundle = bundle_of(self.language)
        if not bundle.has_message(key):
            raise MissingWords(f"{self.language.value}: no message {key}")
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise MissingWords(f"{self.language.value}: {key} has no text")
        shown = {name: self._shown(value, escape=escape) for name, value in facts.items()}
        text, errors = bundle.format_pattern(pattern, shown)
        if errors:
            raise MissingWords(f"{self.language.value}: {key}: {errors[0]}")
        return str(text)

    def _shown(self, value: object, *, escape: bool) -> str | int | Decimal:
        match value:
            case bool():
                return str(value).lower()
            case int() | Decimal():
                return value
            case Money():
                text = format_currency(value.amount(), value.currency, locale=self._locale)
            case CurrencyName():
                text = self._currency(value.code)
            case datetime():
                text = self._moment(value)
            case date():
                text = format_date(value, "medium", locale=self._locale)
            case ZoneInfo():
                text = get_timezone_name(value, locale=self._locale)
            case PlaceLabel() | LocalTime() | Weight() | Volume() | Distance():
                text = self._fact(value)
            case _:
                text = str(value)
        return html.escape(text, quote=False) if escape else text

    def _fact(self, fact: Fact) -> str:
        match fact:
            case PlaceLabel():
                return self.place(fact)
            case LocalTime():
                return self.local_time(fact)
            case Weight():
                return self._weight(fact)
            case Volume(millilitres):
                return self._unit(_rounded(millilitres / _MILLILITRES_PER_LITRE), "volume-liter")
            case Distance(km):
                return self._unit(km, "length-kilometer")

    def place(self, label: PlaceLabel) -> str:
        """Name a place shortly: city and country, or its code."""
        if label.code is not None:
            return f"{label.name} ({label.code})"
        country = self._locale.territories.get(label.country, label.country)
        return f"{label.name}, {country}"

    def local_time(self, moment: LocalTime) -> str:
        """Say when it is, as the clocks of the place show it: "Sat 12 Dec, 18:00"."""
        local = moment.at.astimezone(ZoneInfo(moment.zone))
        return f"{self.day(local.date())}, {format_time(local, 'short', locale=self._locale)}"

    def day(self, day: date) -> str:
        """Say a day: "Sat, 12 Dec"."""
        return str(format_skeleton("MMMEd", day, locale=self._locale))

    def day_of(self, moment: LocalTime) -> str:
        """Say the day of a moment, as the calendar of the place shows it."""
        return self.day(moment.at.astimezone(ZoneInfo(moment.zone)).date())

    def stamp(self, at: datetime) -> str:
        """Say a moment of these weeks as shortly as can be: "12 Dec, 14:30"."""
        local = at.astimezone(ZoneInfo(self.time_zone))
        day = format_skeleton("MMMd", local.date(), locale=self._locale)
        return f"{day}, {format_time(local, 'short', locale=self._locale)}"

    def weekday(self, day: date) -> str:
        return str(format_date(day, "EEEE", locale=self._locale))

    def _weight(self, weight: Weight) -> str:
        if weight.grams < _GRAMS_PER_KG:
            return self._unit(weight.grams, "mass-gram")
        return self._unit(_rounded(weight.grams / _GRAMS_PER_KG), "mass-kilogram")

    def _unit(self, amount: float, unit: str) -> str:
        return format_unit(amount, unit, length="short", locale=self._locale)

    @property
    def _locale(self) -> Locale:
        return Locale.parse(self.language.value)

    def _moment(self, at: datetime) -> str:
        local = at.astimezone(ZoneInfo(self.time_zone))
        day = format_date(local.date(), "medium", locale=self._locale)
        return f"{day}, {format_time(local, 'short', locale=self._locale)}"

    def _currency(self, code: str) -> str:
        name = get_currency_name(code, locale=self._locale)
        symbol = get_currency_symbol(code, locale=self._locale)
        return f"{name} ({symbol})" if symbol != code else f"{name} ({code})"
