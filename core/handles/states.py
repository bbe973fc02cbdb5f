"""Names on other networks in a reading: with an @, beside the network, after "username". Pure.

A name that looks like one ("ravi_k22", "anna.b7") counts wherever a network is spoken of. A name
that looks like a word counts only where the sentence gives it as a name, and never when it is a
common word: `data/common.txt`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.disguises.states import LETTER, Reading, Span, in_latin, read
from core.weblinks.states import mentions_provider, provider_pattern

WORDS_FILE = Path(__file__).parent / "data" / "words.tsv"
COMMON_FILE = Path(__file__).parent / "data" / "common.txt"

_SIGN = rf"(?:{LETTER}|\d)"
_NAME = rf"(?:{_SIGN}|_)(?:{_SIGN}|[._•‿#:-](?={_SIGN}|_)|_){{1,39}}"
_WORD = re.compile(_NAME)
_BEGIN, _END = rf"(?<!{_SIGN})", rf"(?!{_SIGN})"
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|heic|pdf|docx?|xlsx?|pptx?|txt|zip|rar|mp[34]|mov|csv|py|js|html?|md|json|key)\Z"
)
_CAMERA = re.compile(r"(?:img|dsc|vid|pxl|screenshot|photo|scan|doc|mvi|image)[-_.]?\d")
_STRONG = re.compile(
    rf"(?=.*[^\W\d_])(?:.*{_SIGN}_+{_SIGN}.*|.*‿.*|{LETTER}{{3,}}[\d]{{1,4}}"
    rf"|{LETTER}[\w.•-]*{LETTER}[\w.•-]*\d{{1,4}}|{LETTER}+#\d{{3,5}})",
    re.DOTALL,
)
_UNDERSCORED = re.compile(rf"{LETTER}{{2,}}[\w.]*_+{LETTER}[\w.]*")
_DOTTED = re.compile(rf"{_SIGN}+(?:[.•-]{_SIGN}+)+")
_ABBREVIATION = re.compile(rf"{LETTER}(?:\.{LETTER}){{1,2}}")
_FEWEST_AFTER_AT = 3
_NEAR_EARLIER = 3


def handles_in(reading: Reading, earlier: Sequence[Reading] = ()) -> list[Span]:
    """Find names on other networks, as positions in a reading whose signs are spelled out."""
    text = reading.text
    before = [one.text for one in earlier[-_NEAR_EARLIER:]]
    found = list(_after_at(text))
    found += _lone(text)
    words = _words()
    if words.network.search(text) or mentions_provider(text) or words.cue.search(text):
        found += _looking_like_names(text)
    found += _given(text)
    if not found and before:
        found += _answering(text, before)
    return found


def _after_at(text: str) -> Iterator[Span]:
    for one in re.finditer(rf"(?<!{_SIGN})@+\s?(?P<name>{_NAME})", text):
        name = one["name"]
        letters = re.findall(LETTER, name)
        is_close = one[0].lstrip("@") == name
        is_name = len(letters) >= _FEWEST_AFTER_AT and not _is_common(name)
        if is_name and (is_close or _is_strong(name) or one.start() == 0):
            yield one.span()


def _lone(text: str) -> Iterator[Span]:
    """Find what is a name by its looks alone: an underscore, told or written, in small words."""
    for one in _WORD.finditer(text):
        name = one[0]
        is_written_so = _UNDERSCORED.fullmatch(name) and not _is_file(name)
        if is_written_so or "‿" in name:
            yield one.span()


def _looking_like_names(text: str) -> Iterator[Span]:
    for one in _WORD.finditer(text):
        if _is_strong(one[0]):
            yield one.span()


def _given(text: str) -> Iterator[Span]:
    words = _words()
    for pattern in (words.named, words.assigned, words.introduced, words.last):
        for one in pattern.finditer(text):
            name = one["name"]
            if not all(_is_common(part) for part in name.split()) and not _is_common(
                name.split()[0]
            ):
                yield one.span("name")
    yield from (one.span("name") for one in words.near.finditer(text) if _is_strong(one["name"]))


def _answering(text: str, before: Sequence[str]) -> Iterator[Span]:
    """Find a name that stands alone after a message which asks for one or promises it."""
    words = _words()
    bare = re.search(rf"(?P<name>{_NAME})\W*\Z", text)
    if not bare:
        return
    if before[-1].rstrip().endswith("@"):
        yield bare.span("name")
        return
    speaks = any(words.network.search(one) or mentions_provider(one) for one in before)
    if speaks:
        strong = list(_looking_like_names(text))
        yield from strong
        is_alone = not re.search(LETTER, text[: bare.start("name")])
        promises = re.search(r"(?<!\w)(?:my|mi|mera|meri|mine|मेरा|मेरी|id|name)(?!\w)", before[-1])
        if not strong and is_alone and promises and not _is_common(bare["name"]):
            yield bare.span("name")


def _is_strong(name: str) -> bool:
    if _is_file(name):
        return False
    parts = re.split(r"[._•‿#:-]+", re.sub(r"\d+$", "", name))
    if any(part in _words().common for part in parts) or _ABBREVIATION.fullmatch(name):
        return False
    if _STRONG.fullmatch(name):
        return True
    dotted = _DOTTED.fullmatch(name)
    return bool(dotted) and sum(map(str.isalpha, name)) >= _FEWEST_AFTER_AT and "-" not in name


def _is_file(name: str) -> bool:
    return bool(_FILE.search(name) or _CAMERA.match(name))


def _is_common(word: str) -> bool:
    return word in _words().common or len(word) == 1


@dataclass(frozen=True, slots=True)
class _Words:
    network: re.Pattern[str]
    cue: re.Pattern[str]
    named: re.Pattern[str]
    assigned: re.Pattern[str]
    introduced: re.Pattern[str]
    last: re.Pattern[str]
    near: re.Pattern[str]
    common: frozenset[str]


_LEET = {
    "a": "[a4@]",
    "e": "[e3]",
    "i": "[i1!]",
    "o": "[o0]",
    "s": "[s5$]",
    "t": "[t7+]",
    "g": "[g9]",
}
_SHORTEST_GAPPED = 5


@cache
def _words() -> _Words:
    told = _told()
    network = rf"(?:{_gapped(told['network'])}|(?:{_any(told['short'])}){_END}|t\*g{_END}|1g{_END})"
    faint = rf"(?:the\s)?(?:{_any(told['faint'])}){_END}"
    every = rf"{_BEGIN}(?:{network}|{faint})"
    tie = rf"(?:{_any(told['tie'])}){_END}"
    assign = rf"(?:{_any(told['assign'])}){_END}"
    gap = r"[\s,;(]{1,3}"
    names = rf"{_NAME}(?:\s{LETTER}{{2,}}(?=\s|\W*$)){{0,2}}?"
    sure = rf"{_BEGIN}(?:{network}|{provider_pattern()})"
    return _Words(
        network=re.compile(rf"{_BEGIN}{network}"),
        cue=re.compile(rf"{_BEGIN}(?:{_any(told['cue'])}){_END}"),
        # insta: ravik / line id: ravik / the gram = ravik
        named=re.compile(
            rf"(?:{every}|{_BEGIN}(?:{_any(told['cue'])})|{sure}){_END}(?:[\s,(]{{1,2}}(?:{tie}|{assign})){{0,4}}"
            rf"[\s)]{{0,2}}(?:[:=→>]+|\s-+>?\s|\u2013)\s{{0,2}}@?(?P<name>{_NAME})"
        ),
        # telegram user ravik / my insta is ravik / signal name ravik.42
        assigned=re.compile(
            rf"{every}(?:{gap}(?:{tie}|{assign})){{0,3}}{gap}(?P<by>{assign})[\s:=,(@]{{1,3}}(?P<name>{names})"
            rf"(?=\W*$|[\s]*[,.;!?)]|\s(?:hai|hoon|hu|naam|ok|there|है|हूँ)(?!\w))"
        ),
        # I am ravik on telegram / look for anna northfield on facebook
        introduced=re.compile(
            rf"{_BEGIN}(?:{_any(told['intro'])}){_END}[\s:,@]{{1,3}}(?P<name>{_NAME}(?:\s{LETTER}{{2,}}){{0,2}}?)"
            rf"(?:\s(?:hoon|hun|hu|हूँ))?[\s,]{{1,2}}(?:{_any(told['on'])}){_END}\s(?:the\s|el\s|my\s)?{every}"
        ),
        # mera tg ravik hai / add me on snapchat ravik
        last=re.compile(
            rf"{sure}(?:{gap}(?:{tie})){{0,3}}[\s,@:]{{1,2}}(?P<name>{_NAME})(?=\W*$|[,;]|\s(?:hai|hoon|hu|है|हूँ)(?!\w))"
        ),
        # add me on snap ravik22, where a word that looks like no name would be none
        near=re.compile(
            rf"{_BEGIN}{faint}(?:{gap}(?:{tie}|{assign})){{0,4}}[\s,@:]{{1,2}}(?P<name>{_NAME})"
        ),
        common=_common(told),
    )


def _common(told: dict[str, set[str]]) -> frozenset[str]:
    text = COMMON_FILE.read_text(encoding="utf-8")
    words = {read(word).text for word in text.split("\n", 1)[1].split()}
    return frozenset(words).union(*told.values())


def _told() -> dict[str, set[str]]:
    told: dict[str, set[str]] = {}
    for row in WORDS_FILE.read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            sort, language, words = row.split("\t")
            sort = "short" if language == "short" else sort
            for one in words.split():
                plain = read(one.replace("~", " "))
                told.setdefault(sort, set()).update({plain.text, in_latin(plain).text})
    return told


def _any(words: set[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(one).replace(r"\ ", r"\s") for one in longest_first)


def _gapped(words: set[str]) -> str:
    """Let a name be written with a gap, doubled, or with digits: "tele gram", "1nst4"."""
    forms = []
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= _SHORTEST_GAPPED and word.isascii() and word.isalpha():
            forms.append(r"[\s._()*-]?".join(f"{_LEET.get(sign, sign)}{{1,2}}" for sign in word))
        else:
            forms.append(re.escape(word) + rf"(?!{LETTER})")
    return "|".join(forms)
