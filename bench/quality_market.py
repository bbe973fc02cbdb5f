"""The market as it is shipped, played over two weeks on a clock of its own.

Who is offered what, when it lapses and when it is looked at again is `core.market`'s policy, with
its numbers and its rules of what is asked again; only rows and messages are left out. Offers beyond
the cards of a day are seen at the next full hour, when the digest comes.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, islice
from uuid import UUID
from zoneinfo import ZoneInfo

from bench.quality_pairs import Pairs, saved_km
from bench.quality_people import Mind, Outcome, mind_of, when_awake
from bench.quality_world import ZONE, Posts
from core.market.states import Past, Proposal, is_wanted
from core.matching.queries import MOST_MATCHES
from core.matching.states import Match
from core.offers.states import OfferState, Side
from core.reservations.states import Reserved, most_reserved
from core.rules import Rules

_HOUR = timedelta(hours=1)
_SOON = timedelta(hours=24)


@dataclass(slots=True)
class _Offer:
    match: Match
    carrier_id: UUID
    made_at: datetime
    mind: Mind
    state: OfferState = OfferState.OPEN
    awaits: Side = Side.CARRIER
    turn: int = 0
    """Counts the times the clock was set, so that an old bell rings in vain."""


@dataclass(frozen=True, slots=True)
class Traded:
    """What came of two weeks."""

    matches: int
    saved_km: float


def play(posts: Posts, pairs: Pairs, *, rules: Rules, seed: int) -> Traded:
    """Let everything be posted, offered, answered and agreed on."""
    market = _Market(posts, pairs, rules, seed)
    market.run()
    return Traded(
        len(market.agreed),
        sum(saved_km(posts.parcels[one.parcel_id], one) for one in market.agreed),
    )


class _Market:
    def __init__(self, posts: Posts, pairs: Pairs, rules: Rules, seed: int) -> None:
        self._posts = posts
        self._pairs = pairs
        self._rules = rules
        self._seed = seed
        self._bells: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._numbers = count()
        self._promised: set[UUID] = set()
        self._of_trip: dict[UUID, list[_Offer]] = defaultdict(list)
        self._of_parcel: dict[UUID, list[_Offer]] = defaultdict(list)
        self._reserved: dict[UUID, list[Reserved]] = defaultdict(list)
        self._waiting: Counter[UUID] = Counter()
        self._cards: Counter[tuple[UUID, int]] = Counter()
        self.agreed: list[Match] = []

    def run(self) -> None:
        for parcel_id in self._posts.parcels:
            self._ring(self._posts.posted_at[parcel_id], self._look_hourly(parcel_id))
        for trip_id in self._posts.trips:
            self._ring(self._posts.posted_at[trip_id], self._look_at_trip(trip_id))
        while self._bells:
            at, _, act = heapq.heappop(self._bells)
            act(at)

    def _ring(self, at: datetime, act: Callable[[datetime], None]) -> None:
        heapq.heappush(self._bells, (at, next(self._numbers), act))

    def _look_hourly(self, parcel_id: UUID) -> Callable[[datetime], None]:
        def look(at: datetime) -> None:
            if self._is_open(parcel_id, at):
                self._offer_parcel(parcel_id, at)
                self._ring(at + _HOUR, look)

        return look

    def _look_at_trip(self, trip_id: UUID) -> Callable[[datetime], None]:
        return lambda at: self._offer_trip(trip_id, at)

    def _is_open(self, parcel_id: UUID, at: datetime) -> bool:
        parcel = self._posts.parcels[parcel_id]
        is_posted = self._posts.posted_at[parcel_id] <= at < parcel.deliver_by
        return is_posted and parcel_id not in self._promised

    def _offer_parcel(self, parcel_id: UUID, at: datetime) -> None:
        if not self._is_open(parcel_id, at):
            return
        room = self._rules.offers_at_once - self._open_on(parcel_id)
        found = self._candidates(self._pairs.of_parcel.get(parcel_id, []), at)
        for match in islice(found, MOST_MATCHES):
            if room <= 0:
                return
            if self._is_wanted(match) and self._offer(match, at):
                room -= 1

    def _offer_trip(self, trip_id: UUID, at: datetime) -> None:
        found = self._candidates(self._pairs.of_trip.get(trip_id, []), at)
        wanted = [match for match in islice(found, MOST_MATCHES) if self._is_wanted(match)]
        for match in wanted:
            if self._open_on(match.parcel_id) >= self._rules.offers_at_once:
                continue
            if not self._offer(match, at):
                return

    def _candidates(self, matches: list[Match], at: datetime) -> Iterator[Match]:
        """Give what is posted, open and has room, the best first."""
        posted_at, trips = self._posts.posted_at, self._posts.trips
        return (
            match
            for match in matches
            if posted_at[match.trip_id] <= at < trips[match.trip_id].departs_at
            and self._is_open(match.parcel_id, at)
            and self._has_room(match)
        )

    def _has_room(self, match: Match) -> bool:
        trip, parcel = self._posts.trips[match.trip_id], self._posts.parcels[match.parcel_id]
        grams, millilitres = most_reserved(
            self._reserved[match.trip_id], match.fit.picked_up_at, match.fit.handed_over_at
        )
        return (
            trip.room_grams - grams >= parcel.weight_grams
            and trip.room_millilitres - millilitres >= parcel.volume_millilitres
        )

    def _is_wanted(self, match: Match) -> bool:
        proposal = Proposal(
            path_id=match.trip_id,
            parcel_id=match.parcel_id,
            changed_at=max(
                self._posts.posted_at[match.trip_id], self._posts.posted_at[match.parcel_id]
            ),
            price_per_kg=0.0,
            category="",
            least_km=match.fit.least_km,
        )
        past = (
            Past(
                path_id=match.trip_id,
                parcel_id=one.match.parcel_id,
                state=one.state,
                reason=None,
                made_at=one.made_at,
                price_per_kg=0.0,
                category="",
                least_km=0.0,
            )
            for one in self._of_trip[match.trip_id]
            if one.match.parcel_id == match.parcel_id
        )
        return is_wanted(proposal, past)

    def _open_on(self, parcel_id: UUID) -> int:
        return sum(one.state is OfferState.OPEN for one in self._of_parcel[parcel_id])

    def _offer(self, match: Match, at: datetime) -> bool:
        """Make an offer, unless too many wait for the Carrier."""
        carrier_id = self._posts.trips[match.trip_id].peer_id
        if self._waiting[carrier_id] >= self._rules.offers_waiting:
            return False
        mind = mind_of(match.trip_id, match.parcel_id, seed=self._seed)
        offer = _Offer(match, carrier_id, at, mind)
        self._of_trip[match.trip_id].append(offer)
        self._of_parcel[match.parcel_id].append(offer)
        self._waiting[carrier_id] += 1
        day = carrier_id, at.astimezone(ZoneInfo(ZONE)).toordinal()
        self._cards[day] += 1
        is_quiet = self._cards[day] > self._rules.cards_a_day
        next_hour = at.replace(minute=0, second=0, microsecond=0) + _HOUR
        self._set_clock(offer, at, seen_at=next_hour if is_quiet else at)
        return True

    def _set_clock(self, offer: _Offer, at: datetime, *, seen_at: datetime) -> None:
        """Let the time of whoever is to answer begin, and his answer come when he has thought."""
        offer.turn += 1
        departs_at = self._posts.trips[offer.match.trip_id].departs_at
        full, late = self._rules.offer_minutes, self._rules.late_offer_minutes
        longest = min(self._awake(at, timedelta(minutes=full)), departs_at)
        shortest = longest
        if departs_at - at < _SOON:
            shortest = min(self._awake(at, timedelta(minutes=late)), departs_at)
        is_carriers = offer.awaits is Side.CARRIER
        takes = offer.mind.carrier_takes if is_carriers else offer.mind.requester_takes
        if offer.mind.outcome is not Outcome.SILENCE:
            self._ring(self._awake(seen_at, takes), self._while(offer, self._answer))
        self._ring(shortest, self._while(offer, self._yield))
        self._ring(longest, self._while(offer, self._expire))

    def _awake(self, at: datetime, span: timedelta) -> datetime:
        return when_awake(at, span, rules=self._rules)

    def _while(
        self, offer: _Offer, act: Callable[[_Offer, datetime], None]
    ) -> Callable[[datetime], None]:
        """Do this only if the offer is still open, and it is still the same one's turn."""
        turn = offer.turn

        def ring(at: datetime) -> None:
            if offer.state is OfferState.OPEN and offer.turn == turn:
                act(offer, at)

        return ring

    def _yield(self, offer: _Offer, at: datetime) -> None:
        """Give way to who may wait for the place of a hurried offer."""
        if self._open_on(offer.match.parcel_id) >= self._rules.offers_at_once:
            self._expire(offer, at)

    def _expire(self, offer: _Offer, at: datetime) -> None:
        self._end([offer], OfferState.EXPIRED, at)

    def _answer(self, offer: _Offer, at: datetime) -> None:
        outcome = offer.mind.outcome
        if offer.awaits is Side.CARRIER:
            if outcome is Outcome.TAKE:
                self._accept(offer, at)
            elif outcome is Outcome.DECLINE:
                self._end([offer], OfferState.DECLINED, at)
            else:
                offer.awaits = Side.REQUESTER
                self._waiting[offer.carrier_id] -= 1
                self._set_clock(offer, at, seen_at=at)
        elif outcome is Outcome.BARGAIN:
            self._accept(offer, at)
        else:
            self._end([offer], OfferState.DECLINED, at)

    def _accept(self, offer: _Offer, at: datetime) -> None:
        match = offer.match
        parcel = self._posts.parcels[match.parcel_id]
        self._promised.add(parcel.id)
        self._reserved[match.trip_id].append(
            Reserved(
                match.fit.picked_up_at,
                match.fit.handed_over_at,
                parcel.weight_grams,
                parcel.volume_millilitres,
            )
        )
        self.agreed.append(match)
        rivals = [one for one in self._of_parcel[parcel.id] if one is not offer]
        crowded = [one for one in self._of_trip[match.trip_id] if not self._has_room(one.match)]
        self._end([offer], OfferState.ACCEPTED, at)
        self._end([*rivals, *crowded], OfferState.LAPSED, at)

    def _end(self, offers: list[_Offer], state: OfferState, at: datetime) -> None:
        """End those that are open, and look again at what they were about."""
        ended = []
        for offer in offers:
            if offer.state is OfferState.OPEN:
                if offer.awaits is Side.CARRIER:
                    self._waiting[offer.carrier_id] -= 1
                offer.state = state
                ended.append(offer)
        for offer in ended:
            self._offer_parcel(offer.match.parcel_id, at)
            self._offer_trip(offer.match.trip_id, at)
