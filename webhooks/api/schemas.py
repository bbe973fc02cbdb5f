"""The forms that trips and parcels share: text, whole numbers, moments, money and places.

They say what can be read, not what is allowed: limits are rules of `core`, which refuses with the
field. Only what no column could hold is turned away here.
"""

from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    StrictStr,
    StringConstraints,
)

from core.money import Money
from core.places.models import Place

_MOST = 2**53 - 1
"""Larger whole numbers are not the same in every language that reads JSON (RFC 8259, 6)."""

_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = datetime(2200, 1, 1, tzinfo=UTC)

# PostgreSQL keeps every sign but this one.
_NO_NUL = r"^[^\u0000]*$"

Whole = Annotated[StrictInt, Field(ge=-_MOST, le=_MOST)]
Text = Annotated[StrictStr, StringConstraints(max_length=2000, pattern=_NO_NUL)]
ShortText = Annotated[StrictStr, StringConstraints(min_length=1, max_length=100, pattern=_NO_NUL)]
PlaceWord = Annotated[
    Annotated[StrictInt, Field(ge=1, le=_MOST)] | ShortText,
    Field(
        description="a place's id, an airport or metro code in capitals, or a name that is sure",
        examples=["DEL"],
    ),
]


def _only_text(value: object) -> object:
    """Turn a number away, which would be taken for seconds since 1970."""
    if not isinstance(value, str):
        raise ValueError("a moment is text in ISO 8601")  # noqa: TRY004  (pydantic asks for this)
    return value


def _within_reason(at: datetime) -> datetime:
    if not _EARLIEST <= at <= _LATEST:
        raise ValueError("a moment lies between 1970 and 2200")
    return at


Moment = Annotated[
    AwareDatetime,
    AfterValidator(_within_reason),
    BeforeValidator(_only_text),
    Field(description="ISO 8601 with an offset", examples=["2026-12-12T18:00:00+05:30"]),
]

At = Annotated[
    datetime, Field(description="ISO 8601 with an offset", examples=["2026-12-12T18:00:00+05:30"])
]


def left_out() -> Any:  # noqa: ANN401  (stands in for any type)
    """Give the value of a field that a request does not name; nobody looks at it."""
    return None


class Said(BaseModel):
    """What a program sends. A field that is not known is a mistake, and is named."""

    model_config = ConfigDict(extra="forbid", validate_by_name=True, validate_by_alias=True)


class Shown(BaseModel):
    """What is answered."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)


class MoneySaid(Said):
    """Whole minor units: 1250 and EUR are 12.50 €, 1250 and JPY are ¥1,250."""

    minor: Whole = Field(examples=[1250])
    currency: Annotated[StrictStr, StringConstraints(pattern="^[A-Z]{3}$")] = Field(
        description="ISO 4217", examples=["EUR"]
    )

    def money(self) -> Money:
        return Money(self.minor, self.currency)


class MoneyShown(Shown):
    minor: int = Field(examples=[1250])
    currency: str = Field(description="ISO 4217", examples=["EUR"])


def shown_money(money: Money) -> MoneyShown:
    return MoneyShown(minor=money.minor, currency=money.currency)


class PlaceShown(Shown):
    """A city, an airport, or a metro: a city's airports together."""

    id: int = Field(examples=[1273294])
    kind: str = Field(examples=["city"])
    name: str = Field(examples=["Delhi"])
    region: str | None = Field(examples=["Delhi"])
    country: str = Field(description="ISO 3166 alpha-2", examples=["IN"])
    code: str | None = Field(description="IATA, of an airport or metro")
    time_zone: str = Field(examples=["Asia/Kolkata"])


def shown_place(place: Place) -> PlaceShown:
    return PlaceShown(
        id=place.id,
        kind=place.kind.value,
        name=place.name,
        region=place.region,
        country=place.country,
        code=place.code,
        time_zone=place.time_zone,
    )


def local(at: datetime, place: Place) -> datetime:
    """Give a moment the offset that the clocks of the place have then."""
    return at.astimezone(ZoneInfo(place.time_zone))
