"""What the page's files may not contain. No browser is needed to see it."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "sandbox" / "page"
SCRIPTS = sorted(PAGE.rglob("*.js"))
NAMES_NOT_FETCHED = {"www.w3.org", "t.me"}
HTML_PARSERS = (
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc"
)


def test_nothing_is_loaded_from_elsewhere() -> None:
    texts = [path.read_text() for path in PAGE.rglob("*") if path.is_file()]
    hosts = {host for text in texts for host in re.findall(r"https?://([\w.-]+\w)", text)}
    assert hosts <= NAMES_NOT_FETCHED


def test_no_script_parses_html_or_text_as_code() -> None:
    assert [path.name for path in SCRIPTS if re.search(HTML_PARSERS, path.read_text())] == []


def test_the_document_needs_no_inline_script_or_style() -> None:
    document = (PAGE / "index.html").read_text()
    assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", document) == []


def test_every_phone_language_has_the_same_words() -> None:
    text = (PAGE / "js" / "words.js").read_text()
    blocks = re.findall(r"^  (\w\w): \{(.*?)^  \},", text, flags=re.DOTALL | re.MULTILINE)
    words = {language: set(re.findall(r"(\w+): \"", block)) for language, block in blocks}
    assert set(words) == {"en", "es", "hi", "ar", "fr", "ru"}
    assert all(found == words["en"] for found in words.values())
