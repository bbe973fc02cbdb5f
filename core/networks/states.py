"""The names of other networks, and how a sentence gives a name on one. Pure.

The words are in `data/words.tsv`. Some networks bear a common word as their name ("line",
"signal"): beside those a name must look like one, or be called one.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.disguises.states import LETTER, in_latin, read
from core.weblinks.states import common_words, provider_pattern

WORDS_FILE = Path(__file__).parent / "data" / "words.tsv"

SIGN = rf"(?:{LETTER}|\d)"
NAME = rf"(?:{SIGN}|_)(?:{SIGN}|[.•‿#:-](?={SIGN}|_)|_){{1,39}}"

_BEGIN, _END = rf"(?<!{SIGN})", rf"(?!{SIGN})"


@dataclass(frozen=True, slots=True)
class Grammar:
    """Patterns whose group `name` is a name, and those that say that one is near.

    What `named`, `called` and `owned` find is a name unless it is a common word; `equated`,
    `introduced` and `last` may find an adjective as well; `beside` and `sought` find anything.
    """

    network: re.Pattern[str]
    cue: re.Pattern[str]
    mine: re.Pattern[str]
    named: re.Pattern[str]
    called: re.Pattern[str]
    owned: re.Pattern[str]
    equated: re.Pattern[str]
    introduced: re.Pattern[str]
    last: re.Pattern[str]
    beside: re.Pattern[str]
    sought: re.Pattern[str]
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
def grammar() -> Grammar:
    """Put the patterns together, once."""
    told = _told()
    words = {sort: rf"(?:{_any(forms)}){_END}" for sort, forms in told.items()}
    network = rf"(?:{_gapped(told['network'])}|{words['short']}|t\*g{_END}|1g{_END})"
    sure = rf"{_BEGIN}(?:{network}|(?:the\s)?{words['slang']}|{provider_pattern()})"
    faint = rf"{_BEGIN}{words['faint']}"
    call, equal, tie, seek, mine = (words[sort] for sort in ("call", "is", "tie", "seek", "mine"))
    cue, intro = rf"{_BEGIN}{words['cue']}", rf"{_BEGIN}{words['intro']}"
    gap, sign = r"[\s,;()]{1,3}", r"[\s)]{0,2}(?:[:=/~|»>➡→⇒➜👉]{1,3}|\s-+>?\s|\u2013)\s{0,2}"
    words_between = rf"(?:{gap}(?:{tie}|{call}|{equal})){{0,4}}"
    last_words = rf"\W*$|\s*[,.;!?)]|\s(?:{words['is']}|{seek}|ok|okay|there|naam|नाम)"
    full_name = rf"{NAME}(?:\s{LETTER}{{2,}}(?=\s|\W*$)){{0,2}}?"
    the = r"(?:(?:the|that|this|el|la|my|mi|das|le|o)\s)?"
    on = rf"{_BEGIN}{words['on']}\s{the}"
    return Grammar(
        network=re.compile(rf"{_BEGIN}(?:{network}|{words['slang']})"),
        cue=re.compile(cue),
        mine=re.compile(rf"{_BEGIN}(?:{mine}|{seek}|{words['cue']})"),
        # insta: ravik / line id: ravik / my signal = ravik
        named=re.compile(
            rf"(?:{sure}|{cue}|{_BEGIN}{mine}\s{faint}|{faint}\s{call}){_END}{words_between}"
            rf"{sign}@?(?:at\s)?(?P<name>{NAME})"
        ),
        # telegram user ravik / on facebook I am called Ravi Kumar
        called=re.compile(
            rf"(?:{sure}|{faint}){words_between}{gap}{call}(?:{gap}(?:{tie}|{equal}))?"
            rf"[\s:=,(@]{{1,3}}(?P<name>{full_name})"
            rf"(?={last_words})"
        ),
        # ravik is my insta
        owned=re.compile(rf"{_BEGIN}(?P<name>{NAME})\s(?:{equal}|=|-)\s{mine}\s{sure}"),
        # my insta is ravik
        equated=re.compile(
            rf"{sure}(?:{gap}{tie}){{0,3}}{gap}{equal}[\s:=,(@]{{1,3}}(?P<name>{NAME})(?={last_words})"
        ),
        # I am ravik on telegram / look for anna northfield on facebook
        introduced=re.compile(
            rf"{intro}[\s:,@]{{1,3}}(?P<name>{NAME}(?:\s{LETTER}{{2,}}){{0,2}}?)"
            rf"(?:\s{equal})?[\s,]{{1,2}}{on}{sure}"
        ),
        # mera tg ravik hai / telegram pe ravik search karo
        last=re.compile(
            rf"{sure}(?:{gap}(?:{tie}|{seek})){{0,3}}[\s,@:]{{1,2}}(?P<name>{NAME})(?={last_words})"
        ),
        # signal ravik22 / ravik22 on signal
        beside=re.compile(
            rf"{faint}{words_between}[\s,@:=/]{{1,3}}(?P<name>{NAME})"
            rf"|{_BEGIN}(?P<other>{NAME})[\s,]{{1,2}}{on}{faint}"
        ),
        # follow ravik_22 / search for user ravik
        sought=re.compile(
            rf"{_BEGIN}{seek}(?:\s(?:for|up|the|me|as|by|a|al|por))?"
            rf"(?P<as>\s(?:user|username|handle|usuario|nick))?[\s:]{{1,2}}(?P<name>{NAME})"
        ),
        common=_common(told),
    )


def _common(told: dict[str, set[str]]) -> frozenset[str]:
    return common_words().union(*told.values())


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
            # Chinese writes no space between words.
            end = "" if "\u4e00" <= word[-1] <= "\u9fff" else rf"(?!{LETTER})"
            forms.append(re.escape(word).replace(r"\ ", r"\s") + end)
    return "|".join(forms)
