"""Marks on buttons, so that a press that a phone sends again is not taken for a new one.

Each showing of a screen has a mark of its own in all of its buttons. One button of one showing acts
once; pressing three different buttons quickly acts three times.
"""

import secrets
import string

_SIGN = "\x1f"
_LETTERS = string.ascii_letters + string.digits
_LENGTH = 5
"""62^5 marks: enough that two showings within the days a press is remembered do not share one."""


def new_mark() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def marked(data: str, mark: str) -> str:
    return f"{data}{_SIGN}{mark}"


def split_mark(data: str) -> tuple[str, str | None]:
    """Take the mark off again; none when there is none."""
    plain, sign, mark = data.rpartition(_SIGN)
    return (plain, mark) if sign else (data, None)
