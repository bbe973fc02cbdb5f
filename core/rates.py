"""Exchange rates as the operator has set them: for caps and hints, never for a payment. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from core.money import Money, decimals_of


@dataclass(frozen=True, slots=True)
class Rates:
    """`per_main` is how much of a currency one unit of `main` buys."""

    main: str
    per_main: Mapping[str, Decimal]

    def convert(self, money: Money, currency: str) -> Money | None:
        """Express a sum in another currency, rounded half to even; None without both rates."""
        source, target = self._rate(money.currency), self._rate(currency)
        if source is None or target is None:
            return None
        if money.currency == currency:
            return money
        return rounded(money.amount() / source * target, currency)

    def knows(self, currency: str) -> bool:
        return self._rate(currency) is not None

    def _rate(self, currency: str) -> Decimal | None:
        return Decimal(1) if currency == self.main else self.per_main.get(currency)


def rounded(amount: Decimal, currency: str) -> Money:
    """Make money of an amount in major units, to the nearest minor unit, half to even."""
    minor = amount.scaleb(decimals_of(currency))
    return Money(int(minor.quantize(Decimal(1), ROUND_HALF_EVEN)), currency)
