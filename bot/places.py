"""How a place is called on a button or in a sentence."""

from babel import Locale

from core.peers.states import Language
from core.places.models import Place


def place_name(place: Place, language: Language) -> str:
    """Name city, region and country, the last in the reader's language.

    "Springfield, Illinois, United States"; a city that is its own region is named once, and an
    airport or a group of them shows its code.
    """
    country = Locale.parse(language.value).territories.get(place.country, place.country)
    name = place.name if place.code is None else f"{place.name} ({place.code})"
    parts = [name, place.region, country]
    return ", ".join(dict.fromkeys(part for part in parts if part))
