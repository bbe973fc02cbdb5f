"""`parse_mode=HTML`, with the refusals of Telegram's own parser."""

import re
from dataclasses import dataclass

from sandbox.text.marks import CannotParse, Parsed

SIMPLE_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
}
OTHER_TAGS = frozenset({"a", "span", "pre", "blockquote", "tg-emoji", "tg-time"})
CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

TOKEN = re.compile(r"<[^>]*>?|&(?:#x?[0-9a-fA-F]+|[a-zA-Z]+);?|[^<&]+|&", re.DOTALL)
TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)(.*)>", re.DOTALL)
ATTRIBUTE = re.compile(r"""([a-zA-Z][\w-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    start: int
    first_piece: int


def parse_html(source: str) -> Parsed:
    parsed = Parsed()
    opened: list[_Open] = []
    for token in TOKEN.finditer(source):
        piece = token[0]
        if piece[0] == "<":
            at = len(source[: token.start()].encode())
            if piece[1:2] == "/":
                _close(parsed, opened, piece, at)
            else:
                opened.append(_open(parsed, piece, at))
        else:
            parsed.add(_character(piece) if piece[0] == "&" else piece)
    if opened:
        raise CannotParse(f'Can\'t find end tag corresponding to start tag "{opened[-1].tag}"')
    return parsed


def _open(parsed: Parsed, piece: str, at: int) -> _Open:
    if piece[-1] != ">":
        raise CannotParse(f"Unclosed start tag at byte offset {at}")
    tag = TAG.fullmatch(piece)
    if tag is None:
        raise CannotParse(f'Unsupported start tag "" at byte offset {at}')
    name = tag[1].lower()
    attributes = {
        found[1].lower(): _text_of((found[2] or "").strip("\"'"))
        for found in ATTRIBUTE.finditer(tag[2])
    }
    known = name in SIMPLE_TAGS or name in OTHER_TAGS
    if not known or (name == "span" and attributes.get("class") != "tg-spoiler"):
        raise CannotParse(f'Unsupported start tag "{name}" at byte offset {at}')
    return _Open(name, attributes, parsed.length, len(parsed.pieces))


def _close(parsed: Parsed, opened: list[_Open], piece: str, at: int) -> None:
    name = piece[2:].rstrip(">").strip().lower()
    if not opened:
        raise CannotParse(f"Unexpected end tag at byte offset {at}")
    last = opened.pop()
    if name and name != last.tag:
        raise CannotParse(
            f'Unmatched end tag at byte offset {at}, expected "</{last.tag}>", found "</{name}>"'
        )
    _mark(parsed, last, inside=opened[-1].tag if opened else "")


def _mark(parsed: Parsed, tag: _Open, *, inside: str) -> None:
    match tag.tag:
        case "code" if inside == "pre" and tag.attributes.get("class", "").startswith("language-"):
            language = tag.attributes["class"].removeprefix("language-")
            parsed.mark("pre", tag.start, language=language)
        case "code" if inside == "pre":
            pass
        case "pre":
            same = [e for e in parsed.entities if e["type"] == "pre" and e["offset"] == tag.start]
            if not same:
                parsed.mark("pre", tag.start)
        case "span":
            parsed.mark("spoiler", tag.start)
        case "a":
            link = tag.attributes.get("href") or parsed.text_from(tag.first_piece)
            parsed.mark_link(tag.start, link)
        case "blockquote":
            expandable = "expandable" in tag.attributes
            parsed.mark("expandable_blockquote" if expandable else "blockquote", tag.start)
        case "tg-emoji":
            parsed.mark(
                "custom_emoji", tag.start, custom_emoji_id=tag.attributes.get("emoji-id", "")
            )
        case "tg-time":
            facts: dict[str, object] = {"unix_time": int(tag.attributes.get("unix", "0") or 0)}
            if form := tag.attributes.get("format"):
                facts["date_time_format"] = form
            parsed.mark("date_time", tag.start, **facts)
        case name:
            parsed.mark(SIMPLE_TAGS[name], tag.start)


def _text_of(attribute: str) -> str:
    return re.sub(
        r"&(?:#x?[0-9a-fA-F]+|[a-zA-Z]+);?", lambda found: _character(found[0]), attribute
    )


def _character(reference: str) -> str:
    """`&lt;` and its like; what Telegram does not know stays as it is."""
    name = reference[1:].rstrip(";")
    if name[:1] != "#":
        return CHARACTERS.get(name, reference)
    digits, base = (name[2:], 16) if name[1:2] in {"x", "X"} else (name[1:], 10)
    try:
        return chr(int(digits, base)) if int(digits, base) else reference
    except (ValueError, OverflowError):
        return reference
