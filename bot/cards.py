"""What the card of a trip or a parcel says, line by line: the same on a review, a list and a share.

The facts of a card are values; the lines are messages that are shown when their fact is there.
"""

from typing import Any
from zoneinfo import ZoneInfo

from bot.dialogs.widgets import Say
from bot.words import Words
from core.cargo import Category
from core.facts import Distance, LocalTime, Volume, Weight
from core.glidepaths.states import PathWish
from core.parcels.states import Item, ParcelWish, declared_value
from core.places.models import Place
from core.screening.states import Care, cares


def trip_facts(wish: PathWish, start: Place, end: Place, words: Words) -> dict[str, Any]:
    return {
        "has_route": True,
        "from": start.label,
        "to": end.label,
        "mode": wish.mode.value,
        "departs": LocalTime(wish.departs_at, start.time_zone),
        "arrives": LocalTime(wish.arrives_at, end.time_zone),
        "weight": Weight(wish.capacity_grams),
        "volume": Volume(wish.capacity_millilitres),
        "categories": category_names(wish.categories, words),
        "detour": Distance(wish.detour_km or 0),
        "has_detour": wish.detour_km is not None,
        "price": wish.price_per_kg or "",
        "has_price": wish.price_per_kg is not None,
        "has_no_price": wish.price_per_kg is None,
        "note": wish.note,
        "has_note": bool(wish.note),
        "is_weekly": wish.weekly is not None and wish.weekly.until is None,
        "is_weekly_until": wish.weekly is not None and wish.weekly.until is not None,
        "until": (wish.weekly.until if wish.weekly else None) or "",
        **_skipped(wish, start, words),
    }


def _skipped(wish: PathWish, start: Place, words: Words) -> dict[str, Any]:
    """Name the dates that a weekly trip leaves out from here on."""
    first = wish.departs_at.astimezone(ZoneInfo(start.time_zone)).date()
    days = sorted(wish.weekly.skipped) if wish.weekly else []
    skipped = " · ".join(words.day(day) for day in days if day > first)
    return {"skipped": skipped, "has_skipped": bool(skipped)}


def trip_lines() -> tuple[Say, ...]:
    """Build the lines anew, because a widget belongs to one window."""
    return (
        Say("card-trip-route", when="has_route"),
        Say("card-trip-times", when="has_route"),
        Say("card-trip-weekly", when="is_weekly"),
        Say("card-trip-weekly-until", when="is_weekly_until"),
        Say("card-trip-skipped", when="has_skipped"),
        Say("card-trip-room", when="has_route"),
        Say("card-trip-categories", when="has_route"),
        Say("card-trip-detour", when="has_detour"),
        Say("card-trip-price", when="has_price"),
        Say("card-trip-no-price", when="has_no_price"),
        Say("card-trip-note", when="has_note"),
    )


def category_names(categories: frozenset[Category], words: Words) -> str:
    """Name the kinds in the order of the product; all of them have a word of their own."""
    if len(categories) == len(Category):
        return words.plain("category-all")
    return ", ".join(words.plain(f"category-{one}") for one in Category if one in categories)


def parcel_facts(
    wish: ParcelWish, start: Place, end: Place, words: Words, *, is_mine: bool
) -> dict[str, Any]:
    """Give what a card says; who receives it is for the Requester's eyes alone."""
    careful = cares([*(item.title for item in wish.items), wish.note])
    return {
        "has_route": True,
        "from": start.label,
        "to": end.label,
        "ready": words.day_of(LocalTime(wish.ready_at, start.time_zone)),
        "deadline": words.day_of(LocalTime(wish.deliver_by, end.time_zone)),
        "items": item_lines(wish.items, words),
        "has_items": bool(wish.items),
        "value": declared_value(wish.items) if wish.items else "",
        "category": words.plain(f"category-{wish.category}"),
        "weight": Weight(wish.weight_grams),
        "volume": Volume(wish.volume_millilitres),
        "reward": wish.reward,
        "photos": len(wish.photos),
        "has_photos": bool(wish.photos),
        "recipient": (is_mine and wish.recipient) or "",
        "has_recipient": is_mine and wish.recipient is not None,
        "is_for_me": is_mine and wish.recipient is None,
        "duty_payer": wish.duty_payer.value if wish.duty_payer else "",
        "has_duty": wish.duty_payer is not None,
        "note": wish.note,
        "has_note": bool(wish.note),
        **{f"needs_{care.value}": care in careful for care in Care},
    }


def parcel_lines() -> tuple[Say, ...]:
    """Build the lines anew, because a widget belongs to one window."""
    return (
        Say("card-parcel-route", when="has_route"),
        Say("card-parcel-days", when="has_route"),
        Say("card-parcel-size", when="has_route"),
        Say("card-parcel-items", when="has_items"),
        Say("card-parcel-photos", when="has_photos"),
        Say("card-parcel-reward", when="has_route"),
        Say("card-parcel-recipient", when="has_recipient"),
        Say("card-parcel-for-me", when="is_for_me"),
        Say("card-parcel-duty", when="has_duty"),
        Say("card-parcel-note", when="has_note"),
        *(Say(f"care-{care.value}", when=f"needs_{care.value}") for care in Care),
    )


def item_lines(items: tuple[Item, ...], words: Words) -> str:
    """List what is inside, a line each, as plain text."""
    facts = ({"title": one.title, "count": one.quantity, "value": one.value} for one in items)
    return "\n".join(words.plain("parcel-item", line) for line in facts)
