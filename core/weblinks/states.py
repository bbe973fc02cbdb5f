"""Links and mailboxes in a reading: whole, with "dot" and "at" in words, in pieces, reversed. Pure.

A full stop without a space after it makes no domain: the ending must be one that is no word
("ok.see"), or a path, a cue or the spelling must say that a page is meant.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.disguises.states import LETTER, SPELLED_DOT, Reading, Span, in_latin, read

_DATA = Path(__file__).parent / "data"
WORDS_FILE = _DATA / "words.tsv"
COMMON_FILE = _DATA / "common.txt"

_SIGN = rf"(?:{LETTER}|\d)"
_LOCAL = rf"{_SIGN}(?:{_SIGN}|[.+_•‿-]){{0,63}}"
_LABEL = rf"{_SIGN}(?:{_SIGN}|-){{0,62}}"
_CUE_BEFORE = 32
_NAME_OF_A_SITE = 5
_AFTER_WORDY = re.compile(
    r"\s+(?:the|a|an|my|your|our|his|her|its|this|that|front|back|middle|between|one|two|case|each|it|on|at|in)\b"
)


def emails_in(reading: Reading) -> list[Span]:
    """Find mailboxes, as positions in a reading whose signs are spelled out."""
    words = _words()
    mailboxes = words.mailbox.finditer(reading.text)
    common = common_words()
    # "Meet @ gate.in time" and "quedamos en el punto de encuentro" name no mailbox.
    found = [
        one.span()
        for one in mailboxes
        if not common.intersection((one["host"], one["bank"], one["domain"]))
    ]
    found += [one.span() for one in words.at_provider.finditer(reading.text)]
    return found + [one.span() for one in words.reversed_provider.finditer(reading.text)]


def links_in(reading: Reading) -> list[Span]:
    """Find links, as positions in a reading whose signs are spelled out."""
    text = reading.text
    words = _words()
    found = [one.span() for one in _SCHEME.finditer(text) if not _is_site(one["rest"])]
    found += [one.span() for one in _WWW.finditer(text) if not _is_site(one["rest"])]
    found += [one.span() for one in _SHORT.finditer(text)]
    for one in words.domain.finditer(text):
        if not _is_site(one[0]) and _is_meant(text, one):
            found.append(one.span())
    return found


def mentions_provider(text: str) -> bool:
    """Whether a mail service is named."""
    return bool(_words().provider.search(text))


def provider_pattern() -> str:
    """Give what finds the name of a mail service."""
    return _words().provider.pattern


@cache
def common_words() -> frozenset[str]:
    """Give the words that are no name where one could stand."""
    text = COMMON_FILE.read_text(encoding="utf-8")
    return frozenset(read(word).text for word in text.split("\n", 1)[1].split())


def _is_meant(text: str, domain: re.Match[str]) -> bool:
    """Whether what looks like a domain is meant as one, and is no full stop before a word."""
    if domain["sure"] or domain["path"]:
        return True
    label = domain[0].partition(".")[0]
    if domain["likely"] and len(label) >= _NAME_OF_A_SITE and label not in common_words():
        return True
    if SPELLED_DOT in domain[0]:
        spelled = domain[0].partition(SPELLED_DOT)[0]
        return spelled not in common_words() and not _AFTER_WORDY.match(text, domain.end())
    is_alone = not text.replace(domain[0], "").strip()
    before = text[max(0, domain.start() - _CUE_BEFORE) : domain.start()]
    return is_alone or bool(_words().cue.search(before))


def _is_site(address: str) -> bool:
    """Whether everybody knows it: by its host, or for a map by the beginning of its path."""
    plain = re.sub(r"\s|^www\.", "", address.replace(SPELLED_DOT, ".")).removeprefix("www.")
    host = plain.partition("/")[0]
    known = _words().sites
    names = [host[place:] for place in range(len(host)) if not place or host[place - 1] == "."]
    return any(name in known for name in names if name != "google.com" or host == name) or any(
        plain.startswith(f"{site}/") for site in known if "/" in site
    )


_SCHEME = re.compile(
    r"(?<![^\W_])(?:[a-z][a-z0-9+.-]{1,14}:\s?(?://|\\\\)\s?|mailto:)(?P<rest>[^\s>)\]]{2,})"
)
_WWW = re.compile(rf"(?<![^\W_])www[\s.•]{{1,3}}(?P<rest>{_SIGN}(?:{_SIGN}|[-.•/]| •? ?(?=com))*)")
_SHORT = re.compile(
    r"(?<![^\W_])(?:"
    r"(?:h\w{3,4}\s?:\s?//\s?)?(?:t|wa|m|ig|fb|line|signal|telegram|cash|paypal)\s?(?:[.,•\s]|dot)\s?m\s?e\s?/{1,2}\s?[^\s]{2,}"
    r"|tdotme/?[^\s]{2,}|टी\s?[.•]\s?मी\s?/\s?[^\s]{2,}"
    r"|em[.,•](?:t|aw|m)(?![^\W_])[^\s]*|[^\s]*(?:/em[.,•](?:t|aw))(?![^\W_])"
    r"|(?:linktree|linktr|insta(?:gram)?|ig|telegram|tg|facebook|fb|twitter|tiktok|snapchat|snap|youtube|vk)\s?/\s?[a-z0-9_.@‿•-]{3,}"
    r")"
)


@dataclass(frozen=True, slots=True)
class _Words:
    mailbox: re.Pattern[str]
    at_provider: re.Pattern[str]
    reversed_provider: re.Pattern[str]
    provider: re.Pattern[str]
    domain: re.Pattern[str]
    cue: re.Pattern[str]
    sites: frozenset[str]


@cache
def _words() -> _Words:
    told: dict[str, set[str]] = {}
    for row in WORDS_FILE.read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            sort, words = row.split("\t")
            for one in words.split():
                plain = read(one.replace("~", " "))
                told.setdefault(sort, set()).update({plain.text, in_latin(plain).text})
    begin, end = rf"(?<!{_SIGN})", rf"(?!{_SIGN})"
    provider = "|".join(_gapped(one) for one in sorted(told["provider"], key=len, reverse=True))
    at, sure, likely, wordy = (_any(told[sort]) for sort in ("at", "ending", "likely", "wordy"))
    dot = r"(?:[.•]{1,3}|\s[.•]\s)"
    tail = rf"(?:[.•,\s*]{{1,4}}(?:{sure}|{wordy}|c\s?o\s?m|dotcom){end})?"
    return _Words(
        mailbox=re.compile(
            rf"{begin}{_LOCAL}(?:@{{1,3}}|\s@\s|\s@|@\s)(?P<host>{_LABEL})(?:{dot}{_LABEL}){{0,4}}{dot}(?:{sure}|{likely}|{wordy}){end}"
            rf"|{begin}{_LOCAL}@{_LABEL}(?:[.•]{_LABEL}){{0,4}}[.•]{LETTER}{{2,24}}{end}"
            rf"|{begin}{_LOCAL}@(?P<bank>{LETTER}{{3,}}){end}"
            rf"|{begin}{_LOCAL}[\s*_-]{{1,3}}(?:{at})[\s*_-]{{1,3}}(?P<domain>{_LABEL})(?:[.•]{_LABEL}){{0,3}}•(?:{sure}|{likely}|{wordy}){end}"
        ),
        at_provider=re.compile(
            rf"{begin}(?:{_LOCAL})?(?:\s?@{{1,3}}\s?|[\s*_.-]{{0,3}}{begin}(?:{at})[\s*_.-]{{1,3}}|at)(?:{provider}){end}{tail}"
            rf"|(?:{begin}{_LOCAL}[\s._-]{{1,3}})?at(?:gmail|yahoo|hotmail|outlook|icloud)(?:dot)?(?:com)?{end}"
        ),
        reversed_provider=re.compile(
            r"[^\s]*moc[.•]{1,2}(?:liamg|oohay|liamtoh|kooltuo|duolci)@?[^\s]*"
        ),
        provider=re.compile(rf"{begin}(?:{provider}){end}"),
        domain=re.compile(
            rf"(?<![\w@.•-]){_LABEL}(?:{dot}{_LABEL}){{0,4}}{dot}(?:(?P<sure>{sure})|(?P<likely>{likely})|(?:{wordy}))"
            rf"(?!{_SIGN}|[.•-]{_SIGN})(?P<path>\s?/\s?[^\s]{{2,}})?"
        ),
        cue=re.compile(rf"{begin}(?:{_any(told['cue'])})"),
        sites=frozenset(told["site"]),
    )


def _any(words: set[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))


_LEET = {"a": "[a4@]", "e": "[e3]", "i": "[i1!]", "l": "[l1i|]", "o": "[o0]", "s": "[s5$]"}
_SHORTEST_GAPPED = 4


def _gapped(word: str) -> str:
    """Let a name be written with gaps and with digits for letters: "g m a i l", "gm4il"."""
    if len(word) < _SHORTEST_GAPPED or not word.isascii() or not word.isalpha():
        return re.escape(word).replace(r"\ ", r"\s?")
    return r"[\s._-]?".join(_LEET.get(sign, sign) for sign in word)
