"""What an article is, how its file is read, and which articles answer a question. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import log

from core.errors import Refused
from core.peers.states import Language
from core.places.states import normalise

LONGEST_KEPT = 80
LONGEST_QUESTION = 300

CONFIGS: Mapping[Language, str] = {
    Language.ENGLISH: "english",
    Language.SPANISH: "spanish",
    Language.HINDI: "hindi",
}
"""Which text search configuration of PostgreSQL knows the endings of a language's words."""

_FILE = re.compile(r"---\n(?P<head>.*?)\n---\n# (?P<title>[^\n]+)\n\n(?P<body>.+)", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{([a-z_-]+)\}")
_FOREIGN = 0.7
"""How much a word of another language counts: people mix them, and type the other's by chance."""

_LEAST_SCORE = 0.16
"""Below this an article shares little but a common word with the question."""


class ArticleMissing(Refused):
    """There is no article of this name."""


class NotAnArticle(Exception):
    """A file of help cannot be read: a mistake of ours, so the start fails."""


class ArticleTopic(StrEnum):
    START = "start"
    POSTS = "posts"
    MONEY = "money"
    MEETING = "meeting"
    TROUBLE = "trouble"
    ACCOUNT = "account"


class Way(StrEnum):
    """Where an article leads: its one next step."""

    MENU = "menu"
    PARCELS = "parcels"
    TRIPS = "trips"
    FIND = "find"
    MATCHES = "matches"
    QUESTS = "quests"
    PROFILE = "profile"
    CHATS = "chats"
    PRIVACY = "privacy"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Page:
    """A file of help, read. `words` are other words by which people ask for it."""

    language: Language
    slug: str
    topic: ArticleTopic
    way: Way
    words: str
    title: str
    body: str


def page_in(text: str, language: Language, slug: str) -> Page:
    """Read the file of an article, or raise `NotAnArticle`."""
    found = _FILE.fullmatch(text.strip())
    if found is None:
        raise NotAnArticle(f"{language.value}/{slug}: no head, no title or no body")
    head = dict(line.split(": ", 1) for line in found["head"].splitlines())
    try:
        topic, way = ArticleTopic(head["topic"]), Way(head["next"])
        return Page(language, slug, topic, way, head["words"], found["title"], found["body"])
    except (KeyError, ValueError) as error:
        raise NotAnArticle(f"{language.value}/{slug}: {error}") from None


def names_in(body: str) -> set[str]:
    """List the names of buttons and of rules for which a body leaves room."""
    return set(_PLACEHOLDER.findall(body))


def filled(body: str, values: Mapping[str, str]) -> str:
    """Put values in the room that a body leaves for them."""
    return _PLACEHOLDER.sub(lambda found: values[found[1]], body)


def searchable(text: str) -> str:
    """Reduce a text to what is compared, on both sides: people leave accents out."""
    return normalise(_PLACEHOLDER.sub(" ", text))


def kept_question(question: str) -> str:
    """Reduce a question to what may be kept without its asker; empty when nothing is left.

    No digit stays, and no word that is an address or a name in Telegram.
    """
    words = (word for word in question.split() if "@" not in word and "://" not in word)
    plain = "".join("•" if sign.isdecimal() else sign for sign in searchable(" ".join(words)))
    return " ".join(plain.split())[:LONGEST_KEPT].rstrip()


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of the question in an article: how much it weighs there, and in how many it stands."""

    language: Language
    slug: str
    word: str
    weight: float
    articles: int


def ranked(
    hits: Iterable[Hit], asked: Mapping[Language, int], *, language: Language, articles: int
) -> list[str]:
    """Name the articles that answer a question, the best first.

    A word tells the more, the fewer articles have it. The score is divided by the number of words
    that were `asked`, so that one common word of ten is no answer.
    """
    scores: defaultdict[tuple[str, Language], float] = defaultdict(float)
    for hit in hits:
        scores[hit.slug, hit.language] += hit.weight * rarity(hit.articles, articles)
    best: dict[str, float] = {}
    for (slug, found_in), score in scores.items():
        share = score / (max(asked[found_in], 1) * rarity(1, articles))
        if found_in is not language:
            share *= _FOREIGN
        best[slug] = max(share, best.get(slug, 0.0))
    known = [slug for slug, score in best.items() if score >= _LEAST_SCORE]
    return sorted(known, key=lambda slug: (-best[slug], slug))


def rarity(having: int, articles: int) -> float:
    """Tell how much a word says that `having` of all articles have (idf, as in BM25)."""
    return log(1 + (articles - having + 0.5) / (having + 0.5))
