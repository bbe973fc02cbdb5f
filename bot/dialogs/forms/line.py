"""What one-line entries share: the words of a language, and telling two places apart."""

from bot.dialogs.forms.places import look_up
from bot.reading.lines import splits
from bot.visit import Visit
from core.parcels.queries import recent_places
from core.places.models import Place
from core.places.states import pick

_MOST_SPLITS = 5
_LONGEST = 80


def words_of(visit: Visit, key: str) -> list[str]:
    """Read a message that is a list of words."""
    return [word.strip() for word in visit.words.plain(key).split(",")]


async def two_places_in(visit: Visit, text: str) -> tuple[Place | None, Place | None]:
    """Find where the line starts and leads to; None for what is not sure.

    The first cut that makes two sure places of it wins, else the one that makes one.
    """
    best: tuple[Place | None, Place | None] = (None, None)
    between = words_of(visit, "line-words-between")
    for first, second in splits(text[:_LONGEST], between=between)[:_MOST_SPLITS]:
        pair = (await _sure(visit, first), await _sure(visit, second))
        if all(pair):
            return pair
        if sum(one is not None for one in pair) > sum(one is not None for one in best):
            best = pair
    return best


async def _sure(visit: Visit, text: str) -> Place | None:
    """Take what has no namesake, or the best one if the Peer lives there or has been there.

    What a line is understood as is shown on the review, so a place one knows need not be asked for.
    """
    found = await look_up(visit, text)
    sure: Place | None = None if (one := pick(found)) is None else one.place
    best: Place | None = found[0].place if found else None
    if sure is not None or best is None:
        return sure
    known = {place.id for place in await recent_places(visit.session, visit.peer)}
    return best if best.id in known else None
