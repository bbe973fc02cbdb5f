"""Telegram's own description of its Bot API, compiled into checkers once, at start.

A checker takes a value and returns it as it is to be used, or raises `Mismatch`. Requests are read
as Telegram reads them: numbers, truths and JSON may arrive as text. Answers must already be exact.
No bot library is imported here, so that the libraries' blind spots are not ours.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypedDict

import orjson

from sandbox.botapi.checks import (
    EXACT_SCALARS,
    TEXT_SCALARS,
    Absent,
    Check,
    Mismatch,
    array,
    as_true,
    as_upload,
    from_json,
    is_label,
    told_apart,
    within,
)

SPEC_FILE = Path(__file__).parents[1] / "spec" / "bot_api_spec.json"

# Texts whose length counts only after their markup is parsed, where an object offers markup; the
# acts measure them.
MEASURED_LATER = frozenset({"text", "caption", "question", "explanation", "description", "quote"})
# Objects told apart by one field whose value is the rest of the type's name in snake case.
TOLD_APART_BY = {
    "BotCommandScope": "type",
    "ChatMember": "status",
    "InputMedia": "type",
    "InputPaidMedia": "type",
    "InputPollMedia": "type",
    "InputPollOptionMedia": "type",
    "InputProfilePhoto": "type",
    "MenuButton": "type",
    "MessageOrigin": "type",
    "PaidMedia": "type",
    "ReactionType": "type",
}
ODD_NAMES = {"ChatMemberOwner": "creator", "ChatMemberBanned": "kicked"}


class Length(TypedDict):
    min: int
    max: int
    unit: str


class Field(TypedDict, total=False):
    name: str
    types: list[str]
    required: bool
    length: Length


class TypeShape(TypedDict, total=False):
    fields: list[Field]
    subtypes: list[str]


class MethodShape(TypedDict):
    fields: list[Field]
    returns: list[str]


class Spec(TypedDict):
    version: str
    methods: dict[str, MethodShape]
    types: dict[str, TypeShape]


def read_spec() -> Spec:
    spec: Spec = orjson.loads(SPEC_FILE.read_bytes())
    return spec


class ObjectCheck:
    """One object of the description. Its fields are filled in after it exists: types recur."""

    __slots__ = ("from_text", "name", "optional", "required")

    def __init__(self, name: str, *, from_text: bool) -> None:
        self.name = name
        self.from_text = from_text
        self.optional: dict[str, Check] = {}
        self.required: tuple[str, ...] = ()

    def __call__(self, value: object) -> dict[str, object]:
        if self.from_text and isinstance(value, str):
            value = from_json(value)
        if not isinstance(value, dict):
            raise Mismatch(f"{self.name} expected")
        return self.fields(value)

    def fields(self, given: Mapping[str, object]) -> dict[str, object]:
        checked: dict[str, object] = {}
        for key, item in given.items():
            check = self.optional.get(key)
            if check is None:
                raise Mismatch(f"{self.name} has no such field", path=(key,))
            if item is None and self.from_text:
                continue
            try:
                checked[key] = check(item)
            except Mismatch as mismatch:
                raise mismatch.inside(key) from None
        for key in self.required:
            if key not in checked:
                raise Absent(f"{self.name} needs this field", path=(key,))
        return checked


class Schema:
    """Checkers of every method's request and answer."""

    def __init__(self, spec: Spec) -> None:
        requests = _Compiler(spec, from_text=True)
        answers = _Compiler(spec, from_text=False)
        self.version = spec["version"]
        self.requests: dict[str, ObjectCheck] = {
            name: requests.compiled_object(name, method["fields"])
            for name, method in spec["methods"].items()
        }
        self.answers: dict[str, Check] = {
            name: answers.any_of(method["returns"]) for name, method in spec["methods"].items()
        }
        whole = answers.named("Message")
        self.message: Mapping[str, Check] = whole.optional if isinstance(whole, ObjectCheck) else {}
        """The checks of a message's fields, as bots see them."""
        self.by_lower_name = {name.lower(): name for name in self.requests}


@cache
def telegrams_schema() -> Schema:
    """Compile it once in a process: nothing in it changes."""
    return Schema(read_spec())


class _Compiler:
    def __init__(self, spec: Spec, *, from_text: bool) -> None:
        self._types = spec["types"]
        self._from_text = from_text
        scalars = TEXT_SCALARS if from_text else EXACT_SCALARS
        self._known: dict[str, Check] = {**scalars, "True": as_true, "InputFile": as_upload}

    def compiled_object(self, name: str, fields: list[Field]) -> ObjectCheck:
        check = ObjectCheck(name, from_text=self._from_text)
        self._fill(check, fields)
        return check

    def named(self, name: str) -> Check:
        if name in self._known:
            return self._known[name]
        if name.startswith("Array of "):
            return self._array_of(name.removeprefix("Array of "))
        shape = self._types[name]
        if subtypes := shape.get("subtypes"):
            return self._union(name, subtypes, known_as=name)
        check = ObjectCheck(name, from_text=self._from_text)
        self._known[name] = check
        self._fill(check, shape.get("fields", []))
        if name == "KeyboardButton" and self._from_text:
            self._known[name] = lambda value: {"text": value} if is_label(value) else check(value)
        return self._known[name]

    def any_of(self, names: list[str]) -> Check:
        if len(names) == 1:
            return self.named(names[0])
        if all(name.startswith("Array of ") for name in names):
            return self._array_of_any([name.removeprefix("Array of ") for name in names])
        return self._first_that_fits([self.named(name) for name in names])

    def _fill(self, check: ObjectCheck, fields: list[Field]) -> None:
        check.required = tuple(field["name"] for field in fields if field["required"])
        marked_up = any(field["name"].endswith("parse_mode") for field in fields)
        check.optional = {
            field["name"]: self._field(field, marked_up=marked_up) for field in fields
        }

    def _field(self, field: Field, *, marked_up: bool) -> Check:
        check = self.any_of(field["types"])
        length = field.get("length")
        if length is None or (marked_up and field["name"] in MEASURED_LATER):
            return check
        # Telegram tolerates empty callback data, and aiogram_dialog's calendar relies on it.
        least = 0 if field["name"] == "callback_data" else length["min"]
        return within(check, least, length["max"], in_bytes=length["unit"] == "bytes")

    def _array_of(self, name: str) -> Check:
        return array(self.named(name), from_text=self._from_text)

    def _array_of_any(self, names: list[str]) -> Check:
        parent = "InputMedia" if all(n.startswith("InputMedia") for n in names) else "ChatMember"
        return array(self._union(parent, names), from_text=self._from_text)

    def _union(self, parent: str, names: list[str], *, known_as: str = "") -> Check:
        field = TOLD_APART_BY.get(parent)
        members: dict[str, Check] = {}
        choices: list[Check] = []
        union: Check = (
            told_apart(field, parent, members, from_text=self._from_text)
            if field
            else self._first_that_fits(choices)
        )
        if known_as:
            # Known before its members are compiled, because a member may hold the union again.
            self._known[known_as] = union
        members.update({_tag(parent, name): self.named(name) for name in names})
        choices.extend(members.values())
        return union

    def _first_that_fits(self, choices: list[Check]) -> Check:
        from_text = self._from_text

        def check(value: object) -> object:
            if from_text and isinstance(value, str) and value[:1] == "{":
                value = from_json(value)
            fitting = [c for c in choices if _may_fit(c, value)] or choices
            for choice in fitting[:-1]:
                try:
                    return choice(value)
                except Mismatch:
                    continue
            return fitting[-1](value)

        return check


def _tag(parent: str, name: str) -> str:
    rest = name.removeprefix(parent) if name.startswith(parent) else name.removeprefix("InputMedia")
    return ODD_NAMES.get(name) or re.sub(r"(?<!^)(?=[A-Z])", "_", rest).lower()


def _may_fit(check: Check, value: object) -> bool:
    if not isinstance(check, ObjectCheck):
        return not isinstance(value, dict)
    return isinstance(value, dict) and all(key in value for key in check.required)
