"""The small checks of which the description's checkers are made.

A check takes a value and returns it as it is to be used, or raises `Mismatch`.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import orjson

from sandbox.wire import Upload

Check = Callable[[object], object]


class Mismatch(Exception):
    """A value is not what the description says; `path` leads to it from the outside in."""

    def __init__(self, reason: str, *, path: tuple[str, ...] = ()) -> None:
        self.reason = reason
        self.path = path
        super().__init__(f"{'.'.join(path)}: {reason}" if path else reason)

    def inside(self, step: str) -> "Mismatch":
        return type(self)(self.reason, path=(step, *self.path))


class Absent(Mismatch):
    """A required field is not there; the last step of `path` is its name."""


class WrongLength(Mismatch):
    """A text is shorter or longer than described; the last step of `path` is its name."""


def from_json(text: str) -> object:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Mismatch("can't parse JSON") from None


def is_label(value: object) -> bool:
    return isinstance(value, str) and value[:1] != "{"


def told_apart(field: str, parent: str, members: Mapping[str, Check], *, from_text: bool) -> Check:
    def check(value: object) -> object:
        if from_text and isinstance(value, str):
            value = from_json(value)
        if not isinstance(value, dict):
            raise Mismatch(f"{parent} expected")
        member = members.get(value.get(field, ""))
        if member is None:
            raise Mismatch(f"{parent} has no such kind", path=(field,))
        return member(value)

    return check


def array(check: Check, *, from_text: bool) -> Check:
    def check_all(value: object) -> list[object]:
        if from_text and isinstance(value, str):
            value = from_json(value)
        if not isinstance(value, list):
            raise Mismatch("Array expected")
        checked = []
        for index, item in enumerate(value):
            try:
                checked.append(check(item))
            except Mismatch as mismatch:
                raise mismatch.inside(str(index)) from None
        return checked

    return check_all


def within(check: Check, least: int, most: int, *, in_bytes: bool) -> Check:
    unit = "bytes" if in_bytes else "characters"

    def check_length(value: object) -> object:
        text = check(value)
        size = len(text.encode() if in_bytes else text) if isinstance(text, str) else least
        if not least <= size <= most:
            raise WrongLength(f"must be {least}-{most} {unit} long")
        return text

    return check_length


def as_integer(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str):
        try:
            return int(value)
        except ValueError:
            pass
    raise Mismatch("Integer expected")


def as_float(value: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            pass
    raise Mismatch("Float expected")


def as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise Mismatch("String expected")


def as_truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).lower()
    if word in {"true", "yes", "1"}:
        return True
    if word in {"false", "no", "0", ""}:
        return False
    raise Mismatch("Boolean expected")


def as_true(value: object) -> bool:
    if value is True or value in {"true", "True"}:
        return True
    raise Mismatch("True expected")


def as_upload(value: object) -> Upload:
    if isinstance(value, Upload):
        return value
    raise Mismatch("InputFile expected")


def exactly(kinds: type | tuple[type, ...], name: str) -> Check:
    def check(value: object) -> object:
        if isinstance(value, kinds) and (name == "Boolean" or not isinstance(value, bool)):
            return value
        raise Mismatch(f"{name} expected")

    return check


EXACT_SCALARS: Final[Mapping[str, Check]] = MappingProxyType(
    {
        "Integer": exactly(int, "Integer"),
        "Float": exactly((int, float), "Float"),
        "String": exactly(str, "String"),
        "Boolean": exactly(bool, "Boolean"),
    }
)
TEXT_SCALARS: Final[Mapping[str, Check]] = MappingProxyType(
    {"Integer": as_integer, "Float": as_float, "String": as_text, "Boolean": as_truth}
)
