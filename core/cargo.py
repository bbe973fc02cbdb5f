"""What is carried, in the words and units that trips and parcels share. Pure.

Weight is in grams and room in millilitres, as whole numbers, so that what is left of a trip's
capacity is exact.
"""

from collections.abc import Iterable
from enum import StrEnum

from core.errors import Refused

SMALLEST_GRAMS = 10
LARGEST_GRAMS = 500_000
"""Half a ton: the load of a van. More is freight, not spare space."""

SMALLEST_MILLILITRES = 10
LARGEST_MILLILITRES = 5_000_000
LONGEST_NOTE = 300


class Category(StrEnum):
    DOCUMENTS = "documents"
    CLOTHES = "clothes"
    ELECTRONICS = "electronics"
    FOOD = "food"
    GIFTS = "gifts"
    COSMETICS = "cosmetics"
    BOOKS = "books"
    OTHER = "other"


def bits_of(categories: Iterable[str]) -> int:
    """Write a set of categories as one number, a bit for each in the order of `Category`.

    A new category belongs to the end, because tables keep these numbers.
    """
    order = list(Category)
    return sum(1 << order.index(Category(one)) for one in set(categories))


class SamePlace(Refused):
    """Where it goes is where it comes from."""

    field = "to_place_id"


class NoCategory(Refused):
    """A trip that takes nothing is no offer."""

    field = "categories"


class WeightOutOfRange(Refused):
    """Too little to be weighed, or more than a traveler can carry."""


class VolumeOutOfRange(Refused):
    """Too small to be measured, or more than fits into a van."""


class NoteTooLong(Refused):
    """A note is a few sentences; what is longer belongs into the chat."""

    field = "note"


def check_weight(grams: int, *, field: str) -> None:
    """Refuse `WeightOutOfRange`."""
    if not SMALLEST_GRAMS <= grams <= LARGEST_GRAMS:
        raise WeightOutOfRange(least=SMALLEST_GRAMS, most_kg=LARGEST_GRAMS // 1000).about(field)


def check_volume(millilitres: int, *, field: str) -> None:
    """Refuse `VolumeOutOfRange`."""
    if not SMALLEST_MILLILITRES <= millilitres <= LARGEST_MILLILITRES:
        most = LARGEST_MILLILITRES // 1000
        raise VolumeOutOfRange(least=SMALLEST_MILLILITRES, most_litres=most).about(field)


def check_note(note: str) -> None:
    """Refuse `NoteTooLong`."""
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong(most=LONGEST_NOTE, length=len(note))


def check_categories(categories: Iterable[Category]) -> None:
    """Refuse `NoCategory`."""
    if not any(True for _ in categories):
        raise NoCategory
