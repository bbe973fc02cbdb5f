"""Money: whole minor units of one currency, never a float. Formatting for people is the edge's."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.core import get_global
from babel.numbers import get_currency_precision, get_territory_currencies

MOST_MINOR = 10**10
"""Ten billion of the smallest unit: a slip of the finger in every currency there is."""


@lru_cache
def decimals_of(currency: str) -> int:
    """Say how many digits of a sum in major units are minor ones, by CLDR."""
    return get_currency_precision(currency)


@dataclass(frozen=True, slots=True)
class Money:
    """`minor` in the smallest unit of `currency` (ISO 4217): 1250 is 12.50 € or ¥1,250."""

    minor: int
    currency: str

    def amount(self) -> Decimal:
        """Give the sum in major units, exact. Decimals by CLDR: 0 for JPY, 2 for EUR, 3 for KWD."""
        return Decimal(self.minor).scaleb(-decimals_of(self.currency))


@lru_cache
def tender(on: date) -> frozenset[str]:
    """List the currencies that are legal tender somewhere on that day, by CLDR."""
    territories = get_global("territory_currencies")
    return frozenset(
        currency
        for territory in territories
        for currency in get_territory_currencies(territory, on, on, tender=True, non_tender=False)
    )


def currency_of(country: str, on: date) -> str | None:
    """Name the first legal tender of a country (ISO 3166 alpha-2) on that day, by CLDR."""
    currencies = get_territory_currencies(country, on, on, tender=True, non_tender=False)
    return str(currencies[0]) if currencies else None
