"""What a letter says: a notice as the chat would show it, with what is about letters around it.

Buttons that act stay in Telegram, where it is known who presses them; those that lead somewhere
are links.
"""

import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from bot.notices.wording import word_notice
from bot.words import Words
from core.letters.states import CODE, TODAY
from core.outbox.states import unpack_facts

_SUBJECTS = {
    "quest": "letter-subject-quest",
    "ticket-message": "letter-subject-support",
    "ticket-solved": "letter-subject-support",
    "ticket-file-refused": "letter-subject-support",
}
"""What a letter is about; all others are about money."""

_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Worded:
    """A letter in words: plain, and as a page of its own."""

    subject: str
    text: str
    html: str


def word_letter(notice: str, packed: dict[str, Any], words: Words, *, chat: str) -> Worded:
    """Word a letter for one reader; `chat` is the address that opens the bot."""
    facts = unpack_facts(packed)
    if notice == CODE:
        said = words.html("letter-code", facts)
        return _letter(words.plain("letter-subject-code"), [said], [], words)
    method, params = word_notice(notice, packed, words)
    said = _marked_up(params)
    if method not in {"sendMessage", "sendLocation"}:
        said += "\n\n" + words.html("letter-has-file")
    if method == "sendLocation":
        said = words.html("letter-has-file")
    links = [*_links_in(params), (words.plain("letter-open"), chat)]
    subject = words.plain(_SUBJECTS.get(notice, "letter-subject-money"), facts)
    body = [words.html("letter-why"), said]
    return _letter(subject, body, links, words, foot=words.html("letter-foot", {"chat": chat}))


def word_short(notice: str, packed: dict[str, Any], words: Words, *, chat: str) -> str:
    """Word a short message, as plain text."""
    key = {CODE: "sms-code", TODAY: "sms-today"}[notice]
    return words.plain(key, {**unpack_facts(packed), "chat": chat})


def _marked_up(params: dict[str, Any]) -> str:
    """Give what a call says, as markup; what a person has written has none of his."""
    first = params.get("media", [{}])[0] if "media" in params else params
    said = str(first.get("text") or first.get("caption") or "")
    return said if "parse_mode" in params else html.escape(said, quote=False)


def _links_in(params: dict[str, Any]) -> list[tuple[str, str]]:
    rows = params.get("reply_markup", {}).get("inline_keyboard", [])
    return [(one["text"], one["url"]) for row in rows for one in row if "url" in one]


def _letter(
    subject: str,
    body: list[str],
    links: list[tuple[str, str]],
    words: Words,
    *,
    foot: str = "",
) -> Worded:
    lines = [_plain(one) for one in body]
    lines += [f"{label}:\n{url}" for label, url in links]
    if foot:
        lines += ["-- \n" + _plain(foot)]  # the mark of a signature, which programs fold away
    paragraphs = "".join(f"<p>{_page(one)}</p>" for one in body)
    buttons = "".join(
        f'<p><a href="{html.escape(url)}">{html.escape(label)}</a></p>' for label, url in links
    )
    below = f'<hr><p style="color:#666;font-size:90%">{_page(foot)}</p>' if foot else ""
    page = (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        f"<title>{html.escape(subject)}</title></head>"
        '<body style="font-family:sans-serif;line-height:1.5;max-width:36em">'
        f"{paragraphs}{buttons}{below}</body></html>"
    )
    return Worded(subject, _BLANK_LINES.sub("\n\n", "\n\n".join(lines)) + "\n", page)


def _page(markup: str) -> str:
    return markup.strip().replace("\n", "<br>\n")


class _Text(HTMLParser):
    """Keeps what is read, and the address of a link behind its words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._url: str | None = None

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._url = dict(attrs).get("href")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._url is not None:
            self.said.append(f" ({self._url})")
            self._url = None


def _plain(markup: str) -> str:
    reader = _Text()
    reader.feed(markup)
    reader.close()
    return "".join(reader.said).strip()
