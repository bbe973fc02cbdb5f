"""What in a message would let two strangers meet elsewhere, and the message without it. Pure.

A message is read as a person reads it, with disguises taken off: as it is written, by the letters
that only look Latin, and with spaced letters closed up. What any reading shows is a leak. Where the
line is, and what is beyond it (a riddle, "add 5 to each digit"), is in docs/decisions.
"""

import base64
import binascii
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.dialing.states import telephones_in
from core.disguises.states import Reading, Span, closed_up, in_latin, read, spelled
from core.handles.states import handles_in
from core.weblinks.states import emails_in, links_in, mentions_provider

MASK = "•••"


class LeakKind(StrEnum):
    HANDLE = "handle"
    LINK = "link"
    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Leak:
    """`start` and `end` are code points of the text as it was written."""

    kind: LeakKind
    start: int
    end: int


def leaks_in(
    text: str, *, earlier: Sequence[str] = (), homes: Collection[str] = ()
) -> tuple[Leak, ...]:
    """Find the contacts in a text, in their order; none overlaps another.

    `earlier`: the same writer's last few messages, newest last, for a contact told in pieces.
    `homes`: ISO codes of the countries whose numbers are dialed without a code. It takes about a
    millisecond; 4,096 signs that were made to be slow take half a second.
    """
    before = [read(one) for one in earlier[-_EARLIER_READ:]]
    found = _found(text, before, homes)
    # With one contact gone, what is left may be read anew, and must be none either.
    for _ in range(_MOST_ROUNDS if found else 0):
        more = _found(masked(text, found), before, homes)
        if not more:
            break
        found = _apart([*found, *_placed_back(more, found)])
    return found


def masked(text: str, leaks: Sequence[Leak]) -> str:
    """Write a text with a mask for each leak; what is around them stays."""
    parts: list[str] = []
    done = 0
    for leak in sorted(leaks, key=lambda one: one.start):
        parts += [text[done : leak.start], MASK]
        done = leak.end
    return "".join([*parts, text[done:]])


_EARLIER_READ = 4
_MOST_ROUNDS = 5
# What was masked is read as a word of its own, so that the one before it does not become a name.
_AS_READ = " \ua66e "
# The more a find says, the sooner it names a place that two rules found.
_RANK = (LeakKind.EMAIL, LeakKind.LINK, LeakKind.PHONE, LeakKind.HANDLE)


def _found(text: str, earlier: Sequence[Reading], homes: Collection[str]) -> tuple[Leak, ...]:
    plain = read(text.replace(MASK, _AS_READ))
    return _apart([*_shown(plain, earlier, homes), *_encoded(text, homes)])


def _placed_back(more: Iterable[Leak], found: Sequence[Leak]) -> Iterator[Leak]:
    """Say where leaks of a masked text stand in the text as it was written."""
    for leak in more:
        start, end = leak.start, leak.end
        for one in found:  # in their order: each mask before a place has moved it
            moved = one.end - one.start - len(MASK)
            start += moved if start >= one.start + len(MASK) else 0
            end += moved if end >= one.start + len(MASK) else 0
        yield Leak(leak.kind, start, end)


def _shown(plain: Reading, earlier: Sequence[Reading], homes: Collection[str]) -> Iterator[Leak]:
    latin = in_latin(plain)
    for reading in _different(plain, latin):
        before = [in_latin(one) for one in earlier] if reading is latin else earlier
        yield from _leaks(
            LeakKind.PHONE, reading, telephones_in(reading, homes=homes, earlier=before)
        )
    for reading in _different(
        *(spelled(one) for one in (plain, latin, closed_up(plain), closed_up(latin)))
    ):
        yield from _leaks(LeakKind.EMAIL, reading, emails_in(reading))
        yield from _leaks(LeakKind.LINK, reading, links_in(reading))
        kind = LeakKind.EMAIL if mentions_provider(reading.text) else LeakKind.HANDLE
        yield from _leaks(kind, reading, handles_in(reading, earlier))


def _different(*readings: Reading) -> Iterable[Reading]:
    return {reading.text: reading for reading in readings}.values()


def _leaks(kind: LeakKind, reading: Reading, spans: Iterable[Span]) -> Iterator[Leak]:
    return (Leak(kind, *reading.written(*span)) for span in spans)


_URL_SAFE = str.maketrans("-_", "+/")
_CODED = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/_-]{12,400}={0,2}(?![\w+/=])")


def _encoded(text: str, homes: Collection[str]) -> Iterator[Leak]:
    """Look into what base64 or hex would say, if it is text at all."""
    for found in _CODED.finditer(text):
        for said in _decoded(found[0]):
            for leak in _shown(read(said), (), homes):
                yield Leak(leak.kind, *found.span())


def _decoded(coded: str) -> Iterator[str]:
    for decode in (_from_base64, bytes.fromhex):
        try:
            said = decode(coded).decode("utf-8")
        except (binascii.Error, ValueError):
            continue
        if said.isprintable():
            yield said


def _from_base64(coded: str) -> bytes:
    bare = coded.rstrip("=").translate(_URL_SAFE)
    return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)


def _apart(leaks: Iterable[Leak]) -> tuple[Leak, ...]:
    """Make one of what overlaps."""
    found: list[Leak] = []
    for leak in sorted(leaks, key=lambda one: (one.start, _RANK.index(one.kind))):
        if found and leak.start < found[-1].end:
            last = found[-1]
            kind = min(last.kind, leak.kind, key=_RANK.index)
            found[-1] = Leak(kind, last.start, max(last.end, leak.end))
        else:
            found.append(leak)
    return tuple(found)
