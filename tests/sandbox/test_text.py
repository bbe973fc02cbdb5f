"""Parse modes and entities, without a server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.text.formatted import BadEntities, formatted
from sandbox.text.marks import CannotParse
from sandbox.text.utf16 import cut, units

HTML = [
    ("<b>a</b>", "a", [("bold", 0, 1)]),
    ("<strong>a</strong><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
    ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
    ("😀<u>ö</u>", "😀ö", [("underline", 2, 1)]),
    ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
    ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
    ('<pre><code class="language-py">x</code></pre>', "x", [("pre", 0, 1)]),
    ("1 &lt; 2 &amp;&nbsp;&#9731;", "1 < 2 &&nbsp;☃", []),
    ('<tg-time unix="1700000000" format="t">soon</tg-time>', "soon", [("date_time", 0, 4)]),
    ('<tg-emoji emoji-id="5">👍</tg-emoji>', "👍", [("custom_emoji", 0, 2)]),
    ("<pre>x</pre>", "x", [("pre", 0, 1)]),
    ("<b></b>x", "x", []),
    ("&#0; & &eacute;", "&#0; & &eacute;", []),
]
MARKDOWN_V2 = [
    ("*a*", "a", [("bold", 0, 1)]),
    ("_a_ __b__", "a b", [("italic", 0, 1), ("underline", 2, 1)]),
    ("*a _b_*", "a b", [("bold", 0, 3), ("italic", 2, 1)]),
    ("~a~ ||b||", "a b", [("strikethrough", 0, 1), ("spoiler", 2, 1)]),
    ("`a*b`", "a*b", [("code", 0, 3)]),
    ("```py\nx\n```", "x", [("pre", 0, 1)]),
    (r"1\.5 \- x", "1.5 - x", []),
    (">a\n>b\nc", "a\nb\nc", [("blockquote", 0, 3)]),
    ("**>a\n>b||", "a\nb", [("expandable_blockquote", 0, 3)]),
    ("[x](https://a.example/b)", "x", [("text_link", 0, 1)]),
    ("![👍](tg://emoji?id=5)", "👍", [("custom_emoji", 0, 2)]),
    ("![soon](tg://time?unix=1700000000&format=t)", "soon", [("date_time", 0, 4)]),
    (r"[a\.example]", "a.example", [("text_link", 0, 9)]),
]
MARKDOWN = [
    ("*a* _b_ `c`", "a b c", [("bold", 0, 1), ("italic", 2, 1), ("code", 4, 1)]),
    ("[x](http://a.example)", "x", [("text_link", 0, 1)]),
    (r"\*a\*", "*a*", []),
    ("```py\nx\n```", "x", [("pre", 0, 1)]),
    ("[x]", "x", []),
]
FOUND = [
    ("/start@some_bot now", [("bot_command", 0, 15)]),
    ("hi @maya_m!", [("mention", 3, 7)]),
    ("by @gif, not @abc, but @4you", [("mention", 3, 4), ("mention", 23, 5)]),
    ("find me on maya.link or wa.ly/x", [("url", 11, 9), ("url", 24, 7)]),
    ("see https://a.example/b?c=d.", [("url", 4, 23)]),
    ("see example.com", [("url", 4, 11)]),
    ("me@x.example", [("email", 0, 12)]),
    ("call +34 600 111 222", [("phone_number", 5, 15)]),
    ("#cargo and $EUR", [("hashtag", 0, 6), ("cashtag", 11, 4)]),
    ("😀 /go", [("bot_command", 3, 3)]),
    ("1/2 and a@ b", []),
    ("plain words", []),
]
UNPARSABLE = [
    ("HTML", "<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
    ("HTML", "a</b>", "Unexpected end tag at byte offset 1"),
    ("HTML", "<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("HTML", "<font>a</font>", 'Unsupported start tag "font" at byte offset 0'),
    ("HTML", "ä<font>", 'Unsupported start tag "font" at byte offset 2'),
    ("MarkdownV2", "a.b", "Character '.' is reserved and must be escaped with the preceding '\\'"),
    ("MarkdownV2", "a *b", "Can't find end of Bold entity at byte offset 2"),
    ("MarkdownV2", "[a](b", "Can't find end of a URL at byte offset 3"),
    ("MarkdownV2", "![a](b)", "Custom emoji entity must contain a tg://emoji URL"),
    ("HTML", "a < b", "Unclosed start tag at byte offset 2"),
    ("HTML", "a <1>", 'Unsupported start tag "" at byte offset 2'),
    ("Markdown", "a *b", "Can't find end of the entity starting at byte offset 2"),
]


def spans(entities: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return [(entity["type"], entity["offset"], entity["length"]) for entity in entities]


@pytest.mark.parametrize(
    ("mode", "source", "text", "entities"),
    [("HTML", *case) for case in HTML]
    + [("MarkdownV2", *case) for case in MARKDOWN_V2]
    + [("Markdown", *case) for case in MARKDOWN],
)
def test_a_parse_mode_becomes_text_and_entities(
    mode: str, source: str, text: str, entities: list[tuple[object, ...]]
) -> None:
    plain, found = formatted(source, parse_mode=mode)
    assert (plain, spans(found)) == (text, entities)


@pytest.mark.parametrize(("text", "entities"), FOUND)
def test_telegram_finds_entities_by_itself(text: str, entities: list[tuple[object, ...]]) -> None:
    assert spans(formatted(text)[1]) == entities


@pytest.mark.parametrize(("mode", "source", "reason"), UNPARSABLE)
def test_faulty_markup_is_refused_in_telegrams_words(mode: str, source: str, reason: str) -> None:
    with pytest.raises(CannotParse) as refused:
        formatted(source, parse_mode=mode)
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("https://a.example", "https://a.example/"),
        ("a.example/b", "http://a.example/b"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("http://localhost:8001/x", "http://localhost:8001/x"),
        ("javascript://x.y", None),
        ("nowhere", None),
        ("http://[", None),
    ],
)
def test_a_link_is_shown_as_telegram_writes_it_or_is_none(given: str, shown: str | None) -> None:
    _, found = formatted(f'<a href="{given}">x</a>', parse_mode="HTML")
    assert [entity["url"] for entity in found] == ([shown] if shown else [])


def test_a_link_to_a_person_is_a_mention() -> None:
    _, found = formatted("[x](tg://user?id=7)", parse_mode="MarkdownV2")
    assert found == [{"type": "text_mention", "offset": 0, "length": 1, "user": {"id": 7}}]


def test_nothing_is_found_inside_code() -> None:
    assert spans(formatted("<code>/start @maya</code>", parse_mode="HTML")[1]) == [("code", 0, 12)]


def test_white_space_around_a_text_is_cut_off_with_its_share_of_the_entities() -> None:
    plain, found = formatted("  <b> a </b> ", parse_mode="HTML")
    assert (plain, spans(found)) == ("a", [("bold", 0, 1)])


def test_an_entity_that_cuts_an_emoji_in_half_is_refused() -> None:
    with pytest.raises(BadEntities, match="middle of a UTF-16 symbol"):
        formatted("😀", entities=[{"type": "bold", "offset": 0, "length": 1}])


@given(st.text(alphabet="aä😀 \n", max_size=30), st.integers(0, 30), st.integers(1, 30))
def test_entities_within_the_text_come_back_within_the_text(
    text: str, offset: int, length: int
) -> None:
    try:
        plain, found = formatted(
            text, entities=[{"type": "bold", "offset": offset, "length": length}]
        )
    except BadEntities:
        return
    for entity in found:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= units(plain)


@given(st.text(max_size=40))
def test_escaped_html_reads_as_it_was_written(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert formatted(escaped, parse_mode="HTML")[0] == text.strip()


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_cut_counts_as_telegram_counts(before: str, wanted: str) -> None:
    assert cut(before + wanted, units(before), units(wanted)) == wanted
