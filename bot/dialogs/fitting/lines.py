"""What a list says of one candidate, and what the card of one adds to that of its post."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.dialogs.widgets import Choice
from bot.notices.offers import record_line, why_line
from bot.visit import Visit
from core.facts import Distance, LocalTime, Weight
from core.glidepaths.models import GlidePath
from core.market.queries import Prospect
from core.market.states import Between, price_level
from core.matching.states import Term
from core.offers.queries import record_of
from core.offers.states import Side, why_codes
from core.parcels.models import DropParcel
from core.places.queries import two_places
from core.trust.states import level_of

PAGE = 5
"""Candidates on one page, each with a few lines: their buttons fit in one row."""

_SAID_ALREADY = (Term.PRICE, Term.RELIABILITY)
"""Terms with a line of their own."""

_NEAR_KM = 1
"""Who is nearer than this to an end of the trip is at that end."""


async def trip_lines_of(visit: Visit, one: Prospect, number: int) -> str:
    """Describe a trip to the Requester, as plain text."""
    start, end = await two_places(visit.session, one.path.from_place_id, one.path.to_place_id)
    facts = {
        "number": number,
        "mode": one.path.mode.value,
        "departs": LocalTime(one.path.departs_at, start.time_zone),
        "arrives": LocalTime(one.path.arrives_at, end.time_zone),
    }
    route = {"from": start.label, "to": end.label}
    head = [visit.words.plain("fit-trip-line", facts), visit.words.plain("fit-route", route)]
    return "\n".join([*head, *_why_lines(visit, one, Side.REQUESTER)])


async def parcel_lines_of(visit: Visit, one: Prospect, number: int) -> str:
    """Describe a parcel to the Carrier, as plain text."""
    start, end = await two_places(visit.session, one.parcel.from_place_id, one.parcel.to_place_id)
    facts = {
        "number": number,
        "kind": visit.words.plain(f"category-{one.parcel.category}"),
        "weight": Weight(one.parcel.weight_grams),
        "price": one.parcel.reward,
    }
    route = {
        "from": start.label,
        "to": end.label,
        "deadline": visit.words.day_of(LocalTime(one.parcel.deliver_by, end.time_zone)),
    }
    head = [
        visit.words.plain("fit-parcel-line", facts),
        visit.words.plain("fit-parcel-route", route),
    ]
    return "\n".join([*head, *_why_lines(visit, one, Side.CARRIER)])


def _why_lines(visit: Visit, one: Prospect, side: Side) -> Iterator[str]:
    """Say what way, price and the other's record come to, why it fits, and what was said."""
    level = visit.words.plain(_level_key(one))
    yield " · ".join(
        [*_way(visit, one), _price(visit, one), visit.words.plain("fit-record", {"level": level})]
    )
    why = _why(visit, one, side)
    if why:
        yield visit.words.plain("fit-why", {"why": why})
    if one.between is not Between.NOTHING:
        yield visit.words.plain("fit-mark", _state_facts(one, side))


def _level_key(one: Prospect) -> str:
    level = level_of(one.other).value
    return "offer-record-new" if level == "new" else f"offer-level-{level}"


def _way(visit: Visit, one: Prospect) -> Iterator[str]:
    """Tell the detour of a drive as a range; by a timetable, how far the ends are."""
    fit = one.match.fit
    facts = {"least": round(fit.least_km), "most": Distance(round(fit.most_km))}
    if one.path.detour_km is not None:
        has_detour = round(fit.most_km) > 0
        yield visit.words.plain("offer-detour" if has_detour else "offer-no-detour", facts)
    elif fit.most_km >= _NEAR_KM:
        yield visit.words.plain("fit-off-ends", facts)


def _price(visit: Visit, one: Prospect) -> str:
    return visit.words.plain(f"fit-price-{price_level(one.match.score.terms[Term.PRICE])}")


def _why(visit: Visit, one: Prospect, side: Side) -> str:
    terms = {term.value: value for term, value in one.match.score.terms.items()}
    codes = [code for code in why_codes(terms) if code not in _SAID_ALREADY]
    return why_line(" ".join(codes), side.value, visit.words)


def choice_of(visit: Visit, one: Prospect, side: Side, number: int) -> Choice:
    """Name a candidate by its number in the list, and by how things stand with it."""
    post = one.path if side is Side.REQUESTER else one.parcel
    facts = {**_state_facts(one, side), "number": number}
    return Choice(str(post.id), visit.words.plain("fit-short", facts))


async def card_facts(visit: Visit, one: Prospect | None, side: Side) -> dict[str, Any]:
    """Give what the card of one candidate says below its post, and which buttons it has."""
    if one is None:
        return {
            "is_there": False,
            "is_gone": True,
            "has_offer": False,
            "can_invite": False,
            "can_ask": False,
        }
    start, end = await two_places(visit.session, one.parcel.from_place_id, one.parcel.to_place_id)
    record = record_line(record_of(one.other), visit.words)
    meets = {
        "picked_up": LocalTime(one.match.fit.picked_up_at, start.time_zone),
        "handed_over": LocalTime(one.match.fit.handed_over_at, end.time_zone),
    }
    lines = [
        visit.words.plain("offer-meets", meets),
        " · ".join([*_way(visit, one), _price(visit, one)]),
        visit.words.plain("offer-record", {"side": side.value, "record": record}),
    ]
    why = _why(visit, one, side)
    if why:
        lines.append(visit.words.plain("fit-why", {"why": why}))
    return {
        "is_there": True,
        "is_gone": False,
        "how": "\n".join(lines),
        "between": one.between.value,
        "price": one.parcel.reward,
        **_state_facts(one, side),
        **_offer_facts(visit, one),
        "has_offer": one.offer is not None,
        "can_invite": side is Side.REQUESTER and one.can_be_invited,
        "can_ask": side is Side.CARRIER and one.between is Between.NOTHING,
    }


def _state_facts(one: Prospect, side: Side) -> dict[str, Any]:
    is_invited = one.offer is not None and one.offer.is_invited
    return {
        "side": side.value,
        "state": one.between.value,
        "is_invited": int(is_invited),
        "mode": one.path.mode.value,
    }


def _offer_facts(visit: Visit, one: Prospect) -> dict[str, Any]:
    if one.offer is None:
        return {"live": "", "expires": ""}
    expires = LocalTime(one.offer.expires_at, visit.peer.time_zone)
    return {"live": one.offer.price, "expires": expires}


async def route_facts(visit: Visit, post: GlidePath | DropParcel) -> dict[str, Any]:
    start, end = await two_places(visit.session, post.from_place_id, post.to_place_id)
    return {"from": start.label, "to": end.label}


def list_facts(found: Sequence[Prospect], blocks: Sequence[str]) -> dict[str, Any]:
    """Give what a list says as a whole; each block describes one candidate."""
    return {
        "is_there": True,
        "is_gone": False,
        "count": len(found),
        "list": "\n\n".join(blocks),
        "has_some": bool(found),
        "has_none": not found,
    }


NO_LIST = {"has_some": False, "has_none": False, "has_pages": False, "found": [], "is_there": False}
"""The facts of a list whose post is not there or not open any more."""
