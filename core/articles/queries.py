"""Finding articles: by their topic, by name, and by a question in a person's own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Text, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from core.articles.models import HelpArticle, HelpMiss, HelpVerdict, HelpWord
from core.articles.states import (
    CONFIGS,
    LONGEST_QUESTION,
    ArticleMissing,
    ArticleTopic,
    Hit,
    ranked,
    searchable,
)
from core.peers.states import Language
from core.slips import edits_between, edits_forgiven

_SHORTEST_SLIP = 4
_ASKED = text("SELECT tsvector_to_array(to_tsvector(CAST(:config AS regconfig), :question))")
_HITS = text("""
    WITH asked AS (
        SELECT * FROM unnest(CAST(:languages AS text[]), CAST(:words AS text[]))
            AS one (language, word)
    )
    SELECT found.language, found.slug, found.word, found.weight, (
        SELECT count(*) FROM help_word AS other
        WHERE other.language = found.language AND other.word = found.word
    ) AS articles
    FROM asked JOIN help_word AS found USING (language, word)
""").bindparams(bindparam("languages", type_=ARRAY(Text)), bindparam("words", type_=ARRAY(Text)))


async def articles_on(
    session: AsyncSession, language: Language, topic: ArticleTopic
) -> list[HelpArticle]:
    query = (
        select(HelpArticle)
        .where(HelpArticle.language == language, HelpArticle.topic == topic)
        .order_by(HelpArticle.place)
    )
    return list(await session.scalars(query))


async def articles_named(
    session: AsyncSession, language: Language, slugs: Sequence[str]
) -> list[HelpArticle]:
    """Give these articles, in this order; one that is gone is left out."""
    query = select(HelpArticle).where(HelpArticle.language == language, HelpArticle.slug.in_(slugs))
    found = {one.slug: one for one in await session.scalars(query)}
    return [found[slug] for slug in slugs if slug in found]


async def article(session: AsyncSession, language: Language, slug: str) -> HelpArticle:
    """Give an article, or refuse `ArticleMissing`."""
    found = await session.get(HelpArticle, (language, slug))
    if found is None:
        raise ArticleMissing
    return found


async def find_articles(
    session: AsyncSession, question: str, language: Language, *, limit: int = 3
) -> list[HelpArticle]:
    """Find the articles that answer a question, the best first; none when nothing is near.

    The question may be in any of our languages, whatever the reader's is, and may have typos.
    """
    plain = searchable(question[:LONGEST_QUESTION])
    asked: dict[Language, list[str]] = {}
    for one, config in CONFIGS.items():
        words = await session.scalar(_ASKED, {"config": config, "question": plain})
        asked[one] = list(words or ())
    asked[language] = await _spelled(session, language, asked)
    pairs = [(one.value, word) for one, words in asked.items() for word in words]
    given = {"languages": [one for one, _ in pairs], "words": [word for _, word in pairs]}
    rows = await session.execute(_HITS, given)
    hits = [Hit(Language(row.language), row.slug, row.word, row.weight, row.articles)
            for row in rows]  # fmt: skip
    query = select(func.count()).where(HelpArticle.language == language)
    articles = (await session.execute(query)).scalar_one()
    counts = {one: len(words) for one, words in asked.items()}
    slugs = ranked(hits, counts, language=language, articles=articles)
    return (await articles_named(session, language, slugs))[:limit]


async def _spelled(
    session: AsyncSession, language: Language, asked: dict[Language, list[str]]
) -> list[str]:
    """Put the nearest known word in the place of each that no article has in any language."""
    everything = {word for words in asked.values() for word in words}
    query = select(HelpWord.word).where(HelpWord.word.in_(everything)).distinct()
    known = set(await session.scalars(query))
    spelled: list[str] = []
    for word in asked[language]:
        near = None if word in known else await _nearest(session, language, word)
        spelled.append(near or word)
    return spelled


async def _nearest(session: AsyncSession, language: Language, word: str) -> str | None:
    forgiven = edits_forgiven(word)
    if len(word) < _SHORTEST_SLIP or not forgiven:
        return None
    length = func.length(HelpWord.word)
    query = select(HelpWord.word).where(
        HelpWord.language == language,
        length.between(len(word) - forgiven, len(word) + forgiven),
    )
    counted = [(edits_between(word, one), one) for one in await session.scalars(query.distinct())]
    edits, nearest = min(counted, default=(forgiven + 1, None))
    return nearest if edits <= forgiven else None


@dataclass(frozen=True, slots=True)
class Usefulness:
    """How often readers said of an article that it helped, and that it did not."""

    language: Language
    slug: str
    helped: int
    failed: int


async def failing_articles(
    session: AsyncSession,
    *,
    since: date,
    until: date | None = None,
    least: int = 3,
    limit: int = 20,
) -> list[Usefulness]:
    """List the articles that most often did not help, of those that `least` readers judged.

    Both days are included.
    """
    helped, failed = func.sum(HelpVerdict.helped), func.sum(HelpVerdict.failed)
    query = (
        select(HelpVerdict.language, HelpVerdict.slug, helped, failed)
        .where(HelpVerdict.day.between(since, until or date.max))
        .group_by(HelpVerdict.language, HelpVerdict.slug)
        .having(helped + failed >= least, failed > 0)
        .order_by((failed / (helped + failed)).desc(), failed.desc(), HelpVerdict.slug)
        .limit(limit)
    )
    rows = await session.execute(query)
    return [Usefulness(language, slug, int(yes), int(no)) for language, slug, yes, no in rows]


@dataclass(frozen=True, slots=True)
class Miss:
    """A question without a good answer: how often nothing was found, and nothing that helped."""

    language: Language
    question: str
    nothing: int
    no_help: int


async def misses(session: AsyncSession, *, since: date, until: date, limit: int = 30) -> list[Miss]:
    """List the questions that were asked most often in vain; both days are included."""
    nothing, no_help = func.sum(HelpMiss.nothing), func.sum(HelpMiss.no_help)
    query = (
        select(HelpMiss.language, HelpMiss.question, nothing, no_help)
        .where(HelpMiss.day.between(since, until))
        .group_by(HelpMiss.language, HelpMiss.question)
        .order_by((nothing + no_help).desc(), HelpMiss.question)
        .limit(limit)
    )
    rows = await session.execute(query)
    return [Miss(language, question, int(none), int(bad)) for language, question, none, bad in rows]
