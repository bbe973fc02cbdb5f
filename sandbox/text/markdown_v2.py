"""`parse_mode=MarkdownV2`, with the refusals of Telegram's own parser."""

import re
from dataclasses import dataclass

from sandbox.text.marks import CannotParse, Parsed, emoji_of_link, time_of_link

RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
# The longer mark first: `__` is never two italics.
MARKS = (
    ("```", "pre", "Pre"),
    ("||", "spoiler", "Spoiler"),
    ("__", "underline", "Underline"),
    ("_", "italic", "Italic"),
    ("*", "bold", "Bold"),
    ("~", "strikethrough", "Strikethrough"),
    ("`", "code", "Code"),
)
LITERAL = {"code": "`", "pre": "```"}


@dataclass(frozen=True, slots=True)
class _Open:
    kind: str
    title: str
    start: int
    at: int
    first_piece: int
    language: str = ""


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parsed = Parsed()
        self.opened: list[_Open] = []
        self.quote_start: int | None = None

    def read(self) -> Parsed:
        while self.at < len(self.source):
            self._step()
        self._end_quote()
        if self.opened:
            last = self.opened[-1]
            raise CannotParse(
                f"Can't find end of {last.title} entity at byte offset {self._offset(last.at)}"
            )
        return self.parsed

    def _step(self) -> None:
        source, at = self.source, self.at
        if source[at] == "\\" and at + 1 < len(source) and source[at + 1].isascii():
            self._take(source[at + 1], 2)
        elif self.opened and self.opened[-1].kind in LITERAL:
            self._literal()
        elif self._at_line_start() and self._begin_quote():
            pass
        elif source[at] == "\n":
            self._line_break()
        elif source[at] == "[" or source.startswith("![", at):
            self.opened.append(self._opening("link", "a link", at))
            self.at += 2 if source[at] == "!" else 1
        elif source[at] == "]" and self.opened and self.opened[-1].kind == "link":
            self._end_link()
        elif not self._mark():
            self._plain()

    def _plain(self) -> None:
        character = self.source[self.at]
        if character in RESERVED:
            raise CannotParse(
                f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
            )
        plain = re.compile(r"[^_*\[\]()~`>#+\-=|{}.!\\\n]+|\\").match(self.source, self.at)
        piece = plain[0] if plain else character
        self._take(piece, len(piece))

    def _take(self, piece: str, width: int) -> None:
        self.parsed.add(piece)
        self.at += width

    def _literal(self) -> None:
        last = self.opened[-1]
        mark = LITERAL[last.kind]
        if self.source.startswith(mark, self.at):
            self.opened.pop()
            facts = {"language": last.language} if last.language else {}
            self.parsed.mark(last.kind, last.start, **facts)
            self.at += len(mark)
        else:
            self._take(self.source[self.at], 1)

    def _mark(self) -> bool:
        for mark, kind, title in MARKS:
            if not self.source.startswith(mark, self.at):
                continue
            if self.opened and self.opened[-1].kind == kind:
                last = self.opened.pop()
                self.parsed.mark(kind, last.start)
            else:
                self._open(mark, kind, title)
                return True
            self.at += len(mark)
            return True
        return False

    def _open(self, mark: str, kind: str, title: str) -> None:
        begun, language = self.at, ""
        self.at += len(mark)
        if kind == "pre":
            named = re.compile(r"([^\s`]*)\n").match(self.source, self.at)
            if named:
                language = named[1]
                self.at = named.end()
        self.opened.append(self._opening(kind, title, begun, language))

    def _opening(self, kind: str, title: str, at: int, language: str = "") -> _Open:
        return _Open(kind, title, self.parsed.length, at, len(self.parsed.pieces), language)

    def _end_link(self) -> None:
        last = self.opened.pop()
        self.at += 1
        url = self.parsed.text_from(last.first_piece)
        if self.source[self.at : self.at + 1] == "(":
            found = re.compile(r"\(((?:[^)\\]|\\.)*)\)", re.DOTALL).match(self.source, self.at)
            if found is None:
                offset = self._offset(self.at)
                raise CannotParse(f"Can't find end of a URL at byte offset {offset}")
            url = re.sub(r"\\(.)", r"\1", found[1], flags=re.DOTALL)
            self.at = found.end()
        if self.source[last.at] == "!":
            self._mark_picture(last, url)
        else:
            self.parsed.mark_link(last.start, url)

    def _mark_picture(self, opened: _Open, url: str) -> None:
        if emoji := emoji_of_link(url):
            self.parsed.mark("custom_emoji", opened.start, custom_emoji_id=emoji)
        elif moment := time_of_link(url):
            unix_time, form = moment
            facts = {"date_time_format": form} if form else {}
            self.parsed.mark("date_time", opened.start, unix_time=unix_time, **facts)
        else:
            raise CannotParse("Custom emoji entity must contain a tg://emoji URL")

    def _at_line_start(self) -> bool:
        return self.at == 0 or self.source[self.at - 1] == "\n"

    def _begin_quote(self) -> bool:
        mark = next((m for m in ("**>", ">") if self.source.startswith(m, self.at)), None)
        if mark is None:
            return False
        if self.quote_start is None or mark == "**>":
            self._end_quote()
            self.quote_start = self.parsed.length
        self.at += len(mark)
        return True

    def _line_break(self) -> None:
        in_quote = self.quote_start is not None
        if in_quote and not self.source.startswith(">", self.at + 1):
            self._end_quote()
        self._take("\n", 1)

    def _end_quote(self) -> None:
        if self.quote_start is None:
            return
        expandable = (
            self.opened
            and self.opened[-1].kind == "spoiler"
            and (self.opened[-1].start == self.parsed.length)
        )
        if expandable:
            self.opened.pop()
        kind = "expandable_blockquote" if expandable else "blockquote"
        self.parsed.mark(kind, self.quote_start)
        self.quote_start = None

    def _offset(self, at: int) -> int:
        return len(self.source[:at].encode())


def parse_markdown_v2(source: str) -> Parsed:
    return _Reader(source).read()
