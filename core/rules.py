"""The numbers of the product that an operator may set, each read in this one place.

They are part of the settings, so each is an environment variable of its name; a function that
judges by one takes `rules`.

Where the defaults were seen: the number of open posts at lnp2pBot and the pause at libretaxi, the
horizon of trips and of weekly dates at amarillo, the cap on values at Roadie. The 60 km around a
place were measured: most airports lie within that of the city they serve.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from core.officehours import OfficeHours
from core.rates import Rates

_known_zones = cache(available_timezones)  # it walks through all the files of zones


def _known_zone(name: str) -> str:
    if name not in _known_zones():
        raise ValueError(name)
    return name


Zone = Annotated[str, AfterValidator(_known_zone)]


class MatchingIndex(StrEnum):
    CELLS = "cells"
    POSTGIS = "postgis"


class Rules(BaseModel):
    """The defaults are those of a new installation. Amounts are in the main currency."""

    model_config = ConfigDict(frozen=True)

    main_currency: str = Field(
        "EUR", pattern="^[A-Z]{3}$", description="the currency the amounts below are in (ISO 4217)"
    )
    exchange_rates: dict[str, Decimal] = Field(
        {},
        description=(
            "JSON, how much of each currency one unit of the main one buys, as"
            ' `{"USD": 1.1}`; without a rate, values are declared in the main currency'
        ),
    )
    open_posts: int = Field(4, ge=1, description="trips and parcels one Peer may have open")
    verified_open_posts: int = Field(
        10, ge=1, description="the same for a Peer whom Stripe has verified, and never less"
    )
    post_pause_minutes: int = Field(5, ge=0, description="minutes between two posts of one Peer")
    trip_horizon_days: int = Field(
        30, ge=1, le=365, description="how many days ahead a trip may depart"
    )
    series_days_ahead: int = Field(
        14, ge=7, le=365, description="how many days ahead the dates of a weekly trip are open"
    )
    near_km: float = Field(
        60.0, gt=0, le=300, description="how near to a place an end of a trip counts as the place"
    )
    corridor_km: float = Field(
        25.0,
        gt=0,
        le=200,
        description="how far beside a drive a place is still on its way; a Carrier may allow less",
    )
    matching_index: MatchingIndex = Field(
        MatchingIndex.CELLS,
        description=(
            "what finds the trips and parcels that may fit: `cells`, or `postgis` where the"
            " database has that extension; both find the same"
        ),
    )
    default_detour_km: int = Field(
        40, ge=0, le=300, description="detour of a drive whose Carrier names none"
    )
    value_cap: int = Field(100, ge=1, description="highest declared value of a parcel")
    verified_value_cap: int = Field(
        500, ge=1, description="the same for a Peer whom Stripe has verified, and never less"
    )
    reward_base: Decimal = Field(
        Decimal(6), ge=0, description="part of the reward hint that pays for two meetings"
    )
    reward_per_kg: Decimal = Field(
        Decimal(4), ge=0, description="part of the reward hint for each kilogram over 1,000 km"
    )
    fee_percent: Decimal = Field(
        Decimal(10),
        ge=0,
        le=20,
        description="what the platform earns, in percent of the Carrier's price and on top of it",
    )
    pay_minutes: int = Field(
        180,
        ge=31,
        le=1440,
        description="minutes a Requester has to pay; Stripe closes no link before 30",
    )
    free_cancel_hours: int = Field(
        24, ge=0, description="hours before the pick-up until which a Requester loses only the fee"
    )
    late_cancel_percent: int = Field(
        50, ge=0, le=100, description="part of the price a Carrier keeps when he cancels later"
    )
    release_hours: int = Field(
        24, ge=0, description="hours after a hand-over until its money is released"
    )
    photo_release_hours: int = Field(
        72,
        ge=0,
        description="the same when only a photo and the Carrier's word prove the hand-over",
    )
    rating_days: int = Field(
        14, ge=1, description="days two have to rate each other before what was said is shown"
    )
    silent_days: int = Field(
        7,
        ge=1,
        description="days after a planned hand-over until the money of a silent Carrier goes back",
    )
    four_eyes_above: int = Field(
        200,
        ge=0,
        description=(
            "sum of a quest, in the main currency, above which a second operator has to agree"
            " before one moves its money"
        ),
    )
    claim_days: int = Field(
        3, ge=0, description="working days after a hand-over in which a Requester may complain"
    )
    answer_hours: int = Field(
        72, ge=1, description="hours in which the other side of a complaint is waited for"
    )
    decide_days: int = Field(
        10, ge=1, description="working days after which a complaint that nobody decided is late"
    )
    appeal_hours: int = Field(
        48, ge=1, description="hours in which either side may appeal against what was decided"
    )
    offers_at_once: int = Field(5, ge=1, le=50, description="live offers for one parcel")
    offers_waiting: int = Field(
        20, ge=1, description="offers that may wait for one Carrier's answer at a time"
    )
    offer_minutes: int = Field(180, ge=5, description="minutes an offer waits for its answer")
    late_offer_minutes: int = Field(
        30, ge=1, description="the same when the trip departs within 24 hours"
    )
    counters: int = Field(3, ge=0, description="prices each side may propose for one offer")
    cards_a_day: int = Field(
        3, ge=0, description="offers pushed to one Carrier in a day; the rest come as a digest"
    )
    night_begins: int = Field(
        22, ge=0, le=23, description="hour of a Peer's clock at which deadlines stop for the night"
    )
    night_ends: int = Field(7, ge=0, le=23, description="hour at which they go on")
    line_days_after: int = Field(
        7, ge=0, description="days after a quest or an offer in which two may still talk about it"
    )
    line_kept_days: int = Field(
        90, ge=1, description="days for which what two have said is kept after that, for disputes"
    )
    support_zone: Zone = Field("UTC", description="time zone of the hours below (IANA name)")
    support_opens: int = Field(9, ge=0, le=23, description="hour at which Support begins")
    support_closes: int = Field(18, ge=1, le=24, description="hour at which Support ends")
    support_days: list[int] = Field(
        [1, 2, 3, 4, 5], description="JSON, days on which Support is there, from 1 for Monday"
    )
    support_holidays: list[date] = Field(
        [], description='JSON, days on which it is not, as `["2026-12-25"]`'
    )
    support_answer_hours: int = Field(
        8,
        ge=1,
        description=(
            "hours of Support in which a ticket is answered; half when it is pressing, a quarter"
            " when it is urgent"
        ),
    )
    ticket_quiet_days: int = Field(
        7, ge=1, description="days without a Peer's answer after which a ticket counts as solved"
    )
    ticket_reopen_days: int = Field(
        7, ge=0, description="days in which an answer opens a solved ticket again"
    )
    ticket_kept_days: int = Field(
        365, ge=1, description="days for which a closed ticket is kept, with its files"
    )
    alerts: int = Field(10, ge=1, description="alerts for trips that one Peer may keep")
    api_tokens: int = Field(5, ge=1, description="tokens for the REST API that one Peer may have")
    api_reads_a_minute: int = Field(
        120, ge=1, description="requests to the REST API that read, of one Peer, in a minute"
    )
    api_posts_a_minute: int = Field(
        20, ge=1, description="requests to the REST API that change something, likewise"
    )

    def most_posts(self, *, is_verified: bool) -> int:
        """Give how many posts a Peer may have open; to be verified is never a loss."""
        return max(self.open_posts, self.verified_open_posts) if is_verified else self.open_posts

    def highest_value(self, *, is_verified: bool) -> int:
        """Give what the contents of a Peer's parcel may be worth, in the main currency."""
        return max(self.value_cap, self.verified_value_cap) if is_verified else self.value_cap

    @property
    def rates(self) -> Rates:
        return Rates(self.main_currency, self.exchange_rates)

    @property
    def office(self) -> OfficeHours:
        return OfficeHours(
            self.support_zone,
            self.support_opens,
            self.support_closes,
            frozenset(self.support_days),
            frozenset(self.support_holidays),
        )
