"""Articles of help in a bubble: Markdown as HTML of Telegram, with buttons and numbers as they are.

An article leaves room for the names of buttons and for numbers of the rules, so that it never says
what the bot does not.
"""

import html
import re
from collections.abc import Mapping
from decimal import Decimal

from bot.words import Words
from core.articles.models import HelpArticle
from core.articles.states import filled, names_in
from core.rules import Rules

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITEM = re.compile(r"^- ", re.MULTILINE)


def article_text(article: HelpArticle, words: Words, rules: Rules) -> str:
    """Give an article as HTML, its title on top."""
    plain = html.escape(filled(article.body, _values(article.body, words, rules)), quote=False)
    body = _ITEM.sub("• ", _BOLD.sub(r"<b>\1</b>", plain))
    return f"❔ <b>{html.escape(article.title, quote=False)}</b>\n\n{body}"


def _values(body: str, words: Words, rules: Rules) -> Mapping[str, str]:
    return {name: _value(name, words, rules) for name in names_in(body)}


def _value(name: str, words: Words, rules: Rules) -> str:
    if name not in type(rules).model_fields:
        return words.plain(name)
    value = getattr(rules, name)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
