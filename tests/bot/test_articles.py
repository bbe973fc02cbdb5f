"""The files of help: complete in every language, and true to the buttons and the rules."""

import re
from decimal import Decimal

import pytest

from bot.articles import article_text
from bot.words import LOCALES, Words, bundle_of
from core.articles.models import HelpArticle
from core.articles.states import Page, names_in, page_in
from core.peers.states import Language
from core.rules import Rules

LONGEST_TITLE = 64  # it stands on a button
LONGEST_BODY = 1400
LONGEST_SHOWN = 3000


def _pages(language: Language) -> dict[str, Page]:
    files = (LOCALES / language.value / "articles").glob("*.md")
    return {
        file.stem: page_in(file.read_text(encoding="utf-8"), language, file.stem) for file in files
    }


@pytest.mark.parametrize("language", list(Language))
def test_every_article_exists_in_every_language_in_the_same_place(language: Language) -> None:
    english, other = _pages(Language.ENGLISH), _pages(language)
    assert 25 <= len(english) <= 40
    assert {slug: (one.topic, one.way) for slug, one in other.items()} == {
        slug: (one.topic, one.way) for slug, one in english.items()
    }


@pytest.mark.parametrize("language", list(Language))
def test_an_article_names_the_same_buttons_and_rules_in_every_language(language: Language) -> None:
    english, other = _pages(Language.ENGLISH), _pages(language)
    assert {slug: names_in(one.body) for slug, one in other.items()} == {
        slug: names_in(one.body) for slug, one in english.items()
    }
    commands = re.compile(r"(?<!\S)/[a-z]+")
    assert {slug: set(commands.findall(one.body)) for slug, one in other.items()} == {
        slug: set(commands.findall(one.body)) for slug, one in english.items()
    }


def test_what_an_article_names_exists() -> None:
    """A button that was renamed, or a rule that is no more, is found here."""
    bundle = bundle_of(Language.ENGLISH)
    for page in _pages(Language.ENGLISH).values():
        for name in names_in(page.body):
            assert name in Rules.model_fields or bundle.has_message(name), (page.slug, name)


@pytest.mark.parametrize("language", list(Language))
def test_an_article_is_short(language: Language) -> None:
    for page in _pages(language).values():
        assert len(page.title) <= LONGEST_TITLE, page.slug
        assert len(page.body) <= LONGEST_BODY, page.slug


@pytest.mark.parametrize("language", list(Language))
def test_an_article_is_html_that_telegram_takes(language: Language) -> None:
    words = Words(language)
    for page in _pages(language).values():
        row = HelpArticle(slug=page.slug, title=page.title, body=page.body)
        text = article_text(row, words, Rules())
        assert len(text) <= LONGEST_SHOWN
        assert not re.search(r"[{}]|\*\*", text), page.slug
        assert set(re.findall(r"<[^>]*>", text)) <= {"<b>", "</b>"}


def test_an_article_says_what_the_rules_are() -> None:
    row = HelpArticle(
        slug="cost", title="A & B", body="{fee_percent} %, **{quest-cancel}**\n\n- <i>"
    )
    shown = article_text(row, Words(Language.ENGLISH), Rules(fee_percent=Decimal("7.50")))
    assert shown == "❔ <b>A &amp; B</b>\n\n7.5 %, <b>🛑 Cancel</b>\n\n• &lt;i&gt;"
