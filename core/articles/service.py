"""Loading the files of help into the database, and counting whether they helped."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import delete, insert, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from core.articles.models import HelpArticle, HelpFiles, HelpMiss, HelpVerdict
from core.articles.states import CONFIGS, Page, kept_question, page_in, searchable
from core.peers.states import Language

_VERSION = "1"
"""Changes when the same files make other rows."""

_WORDS = text("""
    INSERT INTO help_word (language, word, slug, weight)
    SELECT :language, found.lexeme, :slug,
        CASE WHEN 'A' = ANY (found.weights) THEN 1.0
             WHEN 'B' = ANY (found.weights) THEN 0.9
             ELSE 0.35 END
        + 0.05 * (least(cardinality(found.positions), 5) - 1)
    FROM unnest(
        setweight(to_tsvector(CAST(:config AS regconfig), :title), 'A')
        || setweight(to_tsvector(CAST(:config AS regconfig), :words), 'B')
        || setweight(to_tsvector(CAST(:config AS regconfig), :body), 'D')
    ) AS found (lexeme, positions, weights)
""")


async def load_articles(session: AsyncSession, locales: Path, *, at: datetime) -> bool:
    """Bring the tables to the files in `<locales>/<language>/articles`; False if they were there.

    A second process waits for the first and then finds nothing to do.
    """
    pages = list(_pages(locales))
    version = _version_of(pages)
    if await _is_loaded(session, version):
        return False
    await session.execute(text("LOCK TABLE help_files IN SHARE ROW EXCLUSIVE MODE"))
    if await _is_loaded(session, version):
        return False
    await session.execute(delete(HelpArticle))
    for place, page in enumerate(pages):
        await _write(session, page, place)
    await session.execute(delete(HelpFiles))
    await session.execute(insert(HelpFiles).values(sha256=version, loaded_at=at))
    await session.execute(text("ANALYZE help_article, help_word"))
    return True


def _pages(locales: Path) -> Iterator[Page]:
    for language in Language:
        for file in sorted((locales / language.value / "articles").glob("*.md")):
            yield page_in(file.read_text(encoding="utf-8"), language, file.stem)


def _version_of(pages: list[Page]) -> str:
    return hashlib.sha256("\n".join([_VERSION, *map(repr, pages)]).encode()).hexdigest()


async def _is_loaded(session: AsyncSession, version: str) -> bool:
    return await session.get(HelpFiles, version, populate_existing=True) is not None


async def _write(session: AsyncSession, page: Page, place: int) -> None:
    row = {
        "language": page.language,
        "slug": page.slug,
        "topic": page.topic,
        "place": place,
        "way": page.way,
        "title": page.title,
        "body": page.body,
    }
    await session.execute(insert(HelpArticle).values(row))
    given = {
        "language": page.language.value,
        "slug": page.slug,
        "config": CONFIGS.get(page.language, "simple"),
        "title": searchable(page.title),
        "words": searchable(page.words),
        "body": searchable(page.body),
    }
    await session.execute(_WORDS, given)


async def judge(
    session: AsyncSession, language: Language, slug: str, *, has_helped: bool, at: datetime
) -> None:
    """Count that an article has helped somebody, or has not."""
    counted = {"helped": int(has_helped), "failed": int(not has_helped)}
    statement = upsert(HelpVerdict).values(language=language, slug=slug, day=at.date(), **counted)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["language", "slug", "day"],
            set_={name: getattr(HelpVerdict, name) + more for name, more in counted.items()},
        )
    )


async def note_miss(
    session: AsyncSession,
    language: Language,
    question: str,
    *,
    was_found: bool,
    at: datetime,
) -> None:
    """Count that help had nothing for a question, or nothing that helped."""
    kept = kept_question(question)
    if not kept:
        return
    counted = {"nothing": int(not was_found), "no_help": int(was_found)}
    statement = upsert(HelpMiss).values(language=language, question=kept, day=at.date(), **counted)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["language", "question", "day"],
            set_={name: getattr(HelpMiss, name) + more for name, more in counted.items()},
        )
    )


async def drop_old_misses(session: AsyncSession, *, before: date) -> None:
    """Forget what was asked long ago."""
    await session.execute(delete(HelpMiss).where(HelpMiss.day < before))
