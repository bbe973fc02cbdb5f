"""`parse_mode=Markdown`, the old one: no nesting, four marks."""

import re

from sandbox.text.marks import CannotParse, Parsed

KINDS = {"*": "bold", "_": "italic", "`": "code"}


def parse_markdown(source: str) -> Parsed:
    parsed = Parsed()
    at = 0
    while at < len(source):
        character = source[at]
        if character == "\\" and source[at + 1 : at + 2] in {"_", "*", "`", "["}:
            parsed.add(source[at + 1])
            at += 2
        elif source.startswith("```", at):
            at = _pre(parsed, source, at)
        elif character in KINDS:
            end = _end(source, character, at)
            start = parsed.length
            parsed.add(source[at + 1 : end])
            parsed.mark(KINDS[character], start)
            at = end + 1
        elif character == "[":
            at = _link(parsed, source, at)
        else:
            plain = re.compile(r"[^\\*_`\[]+|\\").match(source, at)
            piece = plain[0] if plain else character
            parsed.add(piece)
            at += len(piece)
    return parsed


def _pre(parsed: Parsed, source: str, at: int) -> int:
    end = _end(source, "```", at)
    inner = source[at + 3 : end]
    named = re.match(r"(\S+)\n", inner)
    start = parsed.length
    parsed.add(inner[named.end() :] if named else inner.removeprefix("\n"))
    parsed.mark("pre", start, **({"language": named[1]} if named else {}))
    return end + 3


def _link(parsed: Parsed, source: str, at: int) -> int:
    close = _end(source, "]", at)
    start = parsed.length
    parsed.add(source[at + 1 : close])
    if source[close + 1 : close + 2] != "(":
        return close + 1
    end = source.find(")", close)
    end = len(source) if end < 0 else end
    parsed.mark_link(start, source[close + 2 : end])
    return end + 1


def _end(source: str, mark: str, at: int) -> int:
    end = source.find(mark, at + len(mark))
    if end < 0:
        offset = len(source[:at].encode())
        raise CannotParse(f"Can't find end of the entity starting at byte offset {offset}")
    return end
