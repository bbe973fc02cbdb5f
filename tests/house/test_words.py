"""Every language says everything, with the same facts, and nothing it says is unused."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.dialogs.help import TOPICS
from bot.front import COMMANDS
from bot.notices.wording import NOTICES, WORDLESS
from bot.words import LOCALES
from core.errors import Refused
from core.peers.states import Language
from tests.house.sources import all_subclasses, import_everything, source_files

import_everything("core")  # each refusal registers itself with its base

# A key is written as text wherever it is used; some are put together from a known list.
_KEY = re.compile(r'"([a-z]+(?:-[a-z{}]+)*)"')
_FAMILY = re.compile(r'"([a-z]+(?:-[a-z]+)*-\{[^}"]+\}(?:-[a-z]+)*)"')
_UNITS = {"step-m60", "step-m15", "step-p15", "step-p60"}


class _Facts(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def _messages(language: Language) -> dict[str, ast.Message]:
    found: dict[str, ast.Message] = {}
    for file in sorted((LOCALES / language.value).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice"
                found[entry.id.name] = entry
    return found


@pytest.mark.parametrize("language", Language)
def test_a_blank_line_at_the_top_of_a_message_is_written_out(language: Language) -> None:
    """Fluent drops it otherwise, and what follows sticks to the line above."""
    for file in sorted((LOCALES / language.value).glob("*.ftl")):
        text = file.read_text(encoding="utf-8")
        assert not re.findall(r"^([a-z-]+) =\n\s*\n", text, re.MULTILINE), file.name


def _facts(message: ast.Message) -> set[str]:
    visitor = _Facts()
    visitor.visit(message)
    return visitor.names


def _keys_in_code() -> Iterator[str]:
    for file in source_files("bot"):
        yield from _KEY.findall(file.read_text(encoding="utf-8"))


def _families_in_code() -> Iterator[re.Pattern[str]]:
    """Keys that are put together; that each exists is shown where every window is rendered."""
    for file in source_files("bot"):
        for key in _FAMILY.findall(file.read_text(encoding="utf-8")):
            yield re.compile(re.sub(r"\{[^}]*\}", "[a-z0-9]+(?:-[a-z0-9]+)*", key))


def _has_letters(message: ast.Message) -> bool:
    """Whether there is anything to translate: what is outside of facts and markup."""
    texts = [part.value for part in _parts(message) if isinstance(part, ast.TextElement)]
    return any(sign.isalpha() for text in texts for sign in re.sub(r"<[^>]*>", "", text))


def _parts(message: ast.Message) -> Iterator[ast.TextElement | ast.Placeable]:
    pattern = message.value
    for part in pattern.elements if pattern else ():
        yield part
        if isinstance(part, ast.Placeable) and isinstance(part.expression, ast.SelectExpression):
            for variant in part.expression.variants:
                yield from variant.value.elements


@pytest.mark.parametrize("language", list(Language))
def test_a_language_has_every_message_with_the_same_facts(language: Language) -> None:
    english = {name: _facts(message) for name, message in _messages(Language.ENGLISH).items()}
    other = {name: _facts(message) for name, message in _messages(language).items()}
    assert other == english


@pytest.mark.parametrize("language", list(Language))
def test_no_text_is_left_in_english(language: Language) -> None:
    if language is Language.ENGLISH:
        return
    english = _messages(Language.ENGLISH)
    brands = {"card-trip", "card-parcel", "tab-parcels", "tab-trips", "tab-quests", *_UNITS}
    same = {
        name
        for name, message in _messages(language).items()
        if message.equals(english[name]) and name not in brands and _has_letters(message)
    }
    assert not same


def test_every_refusal_has_words() -> None:
    refusals = all_subclasses(Refused)
    assert refusals
    missing = {one.key for one in refusals} - set(_messages(Language.ENGLISH))
    assert not missing


def test_every_key_in_the_code_exists_and_every_message_is_used() -> None:
    known = set(_messages(Language.ENGLISH))
    made = {f"help-topic-{topic}" for topic in TOPICS}
    made |= {f"command-{one}" for one in COMMANDS}
    made |= {f"tab-{tab}-empty" for tab in ("parcels", "trips", "matches", "quests")}
    made |= {one.key for one in all_subclasses(Refused)}
    made |= {f"notice-{one}" for one in NOTICES if one not in WORDLESS}
    families = list(_families_in_code())
    used = {key for key in _keys_in_code() if key in known} | made
    used |= {key for key in known if any(family.fullmatch(key) for family in families)}
    assert known - used == set(), "no code uses these"
    assert made - known == set(), "these are used and do not exist"


def test_the_locales_are_the_languages() -> None:
    folders = {folder.name for folder in Path(LOCALES).iterdir() if folder.is_dir()}
    assert folders == {language.value for language in Language}
