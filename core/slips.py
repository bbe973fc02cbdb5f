"""Slips of the finger: how far a typed name is from another, and what one slip makes of it. Pure.

Names are normalised ones: no capitals, no accents.
"""

import unicodedata
from functools import cache

_LENGTHS_FORGIVEN = (4, 6, 12)
_ALPHABET_SIZE = 128  # Unicode gives alphabets blocks of this size
_SCRIPTS_OF_THOUSANDS = range(0x2E80, 0xD7B0)  # Chinese, Japanese and Korean
_FIRST_CLASS_OF_POINTS = 10  # below are the signs of Indian scripts, which are letters


def edits_between(typed: str, name: str) -> int:
    """Letters to insert, delete, replace or swap with a neighbour (optimal string alignment)."""
    before_last: list[int] = []
    last = list(range(len(name) + 1))
    for row, letter in enumerate(typed, start=1):
        line = [row]
        for column, other in enumerate(name, start=1):
            cost = min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (letter != other))
            is_swap = (
                row > 1 and column > 1 and letter == name[column - 2] and typed[row - 2] == other
            )
            line.append(min(cost, before_last[column - 2] + 1) if is_swap else cost)
        before_last, last = last, line
    return last[-1]


def edits_forgiven(name: str) -> int:
    """In a short name every letter tells, so that a typo makes another name of it."""
    return sum(len(name) >= length for length in _LENGTHS_FORGIVEN)


def one_edit_away(name: str) -> list[str]:
    """Every text that one slip of a finger makes of the name: about 450 for eight Latin letters."""
    letters = {letter for sign in set(name) for letter in _letters_beside(sign)}
    cuts = [(name[:place], name[place:]) for place in range(len(name) + 1)]
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    dropped = {left + right[1:] for left, right in cuts if right}
    added = {left + letter + right for left, right in cuts for letter in letters}
    changed = {left + letter + right[1:] for left, right in cuts if right for letter in letters}
    return sorted((swapped | dropped | added | changed) - {name, ""})


@cache
def _letters_beside(sign: str) -> frozenset[str]:
    """List the small letters of the sign's own alphabet; none of a script that has thousands."""
    if sign.isascii():
        return frozenset(" abcdefghijklmnopqrstuvwxyz")
    if ord(sign) in _SCRIPTS_OF_THOUSANDS:
        return frozenset()
    start = ord(sign) // _ALPHABET_SIZE * _ALPHABET_SIZE
    block = map(chr, range(start, start + _ALPHABET_SIZE))
    return frozenset(one for one in block if _is_plain_letter(one))


def _is_plain_letter(sign: str) -> bool:
    """Whether it stands in normalised names: no capital, no accent, no point of a vowel."""
    is_part_of_words = sign.isalnum() or unicodedata.category(sign)[0] == "M"
    is_point = unicodedata.combining(sign) >= _FIRST_CLASS_OF_POINTS
    plain = unicodedata.normalize("NFKD", sign).casefold()
    return is_part_of_words and not is_point and plain == sign
