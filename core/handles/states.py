"""Names on other networks in a reading: with an @, beside the network, after "username". Pure.

A name that looks like one ("ravi_k22", "anna.b7") counts wherever a network is spoken of. A name
that looks like a word counts only where the sentence gives it as a name, and never when it is a
common word.
"""

import re
from collections.abc import Iterator, Sequence

from core.disguises.states import LETTER, Reading, Span
from core.networks.states import NAME, SIGN, grammar
from core.weblinks.states import mentions_provider

_WORD = re.compile(NAME)
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|heic|pdf|docx?|xlsx?|pptx?|txt|zip|rar|mp[34]|mov|csv|py|js|html?|md|json|key)\Z"
)
_CAMERA = re.compile(r"(?:img|dsc|vid|pxl|screenshot|photo|scan|doc|mvi|image)[-_.]?\d")
_STRONG = re.compile(
    rf"(?=.*[^\W\d_])(?:.*{SIGN}_+{SIGN}.*|.*‿.*|{LETTER}{{3,}}[\d]{{1,4}}"
    rf"|{LETTER}[\w.•-]*{LETTER}[\w.•-]*\d{{1,4}}|{LETTER}+#\d{{3,5}})",
    re.DOTALL,
)
_UNDERSCORED = re.compile(rf"{LETTER}{{2,}}[\w.]*_+{LETTER}[\w.]*|{LETTER}{{4,}}_+\d+")
_DOTTED = re.compile(rf"{SIGN}+(?:[.•-]{SIGN}+)+")
_ABBREVIATION = re.compile(rf"{LETTER}(?:\.{LETTER}){{1,2}}")
_ADJECTIVE = re.compile(
    r"\D{2,}(?:ed|ing|ly|ful|able|ible|ous|less|ish|ive|ados?|adas?|idos?|idas?|mente)"
)
_FEWEST_AFTER_AT = 3
_BARE_WORDS = 2
_NEAR_EARLIER = 3


def handles_in(reading: Reading, earlier: Sequence[Reading] = ()) -> list[Span]:
    """Find names on other networks, as positions in a reading whose signs are spelled out."""
    text = reading.text
    before = [one.text for one in earlier[-_NEAR_EARLIER:]]
    found = list(_after_at(text))
    found += _lone(text)
    words = grammar()
    if words.network.search(text) or mentions_provider(text) or words.cue.search(text):
        found += _looking_like_names(text)
    found += _given(text)
    if not found and before:
        found += _answering(text, before)
    return found


def _after_at(text: str) -> Iterator[Span]:
    for one in re.finditer(rf"(?<!{SIGN})@+\s?(?P<name>{NAME})", text):
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
        is_written_so = _UNDERSCORED.fullmatch(name) and _is_strong(name)
        if is_written_so or "‿" in name:
            yield one.span()


def _looking_like_names(text: str) -> Iterator[Span]:
    for one in _WORD.finditer(text):
        if _is_strong(one[0]):
            yield one.span()


def _given(text: str) -> Iterator[Span]:
    words = grammar()
    for pattern in (words.named, words.called, words.owned):
        yield from (one.span("name") for one in pattern.finditer(text) if _may_be_name(one))
    for pattern in (words.equated, words.introduced):
        yield from (one.span("name") for one in pattern.finditer(text) if _is_no_adjective(one))
    if words.mine.search(text) or len(text.split()) <= _BARE_WORDS:
        yield from (one.span("name") for one in words.last.finditer(text) if _is_no_adjective(one))
    for one in words.beside.finditer(text):
        group = "name" if one["name"] else "other"
        if _is_strong(one[group]):
            yield one.span(group)
    for one in words.sought.finditer(text):
        if _is_strong(one["name"]) or (one["as"] and not _is_common(one["name"])):
            yield one.span("name")


def _may_be_name(found: re.Match[str]) -> bool:
    return not _is_common(found["name"].split()[0])


def _is_no_adjective(found: re.Match[str]) -> bool:
    """Tell "my insta is ravik" from "my insta is outdated"."""
    return _may_be_name(found) and not _ADJECTIVE.fullmatch(found["name"])


def _answering(text: str, before: Sequence[str]) -> Iterator[Span]:
    """Find a name that stands alone after a message which asks for one or promises it."""
    words = grammar()
    bare = re.search(rf"(?P<name>{NAME})\W*\Z", text)
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
    if any(part in grammar().common for part in parts) or _ABBREVIATION.fullmatch(name):
        return False
    if _STRONG.fullmatch(name):
        return True
    dotted = _DOTTED.fullmatch(name)
    return bool(dotted) and sum(map(str.isalpha, name)) >= _FEWEST_AFTER_AT and "-" not in name


def _is_file(name: str) -> bool:
    return bool(_FILE.search(name) or _CAMERA.match(name))


def _is_common(word: str) -> bool:
    return word in grammar().common or len(word) == 1
