"""Stripe's own description of its API, read so that no request and no answer strays from it.

Requests come as text and are read as Stripe reads them; answers must already be exact.
"""

import gzip
import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import orjson

from sandbox.stripe.refusing import BadParameter
from sandbox.wire import Wire

SPEC_FILE = Path(__file__).parents[1] / "spec" / "stripe_spec.json.gz"
_FORM = "application/x-www-form-urlencoded"
_WHOLE = re.compile(r"-?\d{1,18}")
_TRUTHS = {"true": True, "false": False}

Shape = Mapping[str, Any]


class Operation:
    """One method of one path."""

    def __init__(self, spec: "StripeSpec", method: str, path: str, told: Shape) -> None:
        self._spec = spec
        self.name: str = told["operationId"]
        self.method = method
        self._path = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))
        self._told = told

    def places(self, path: str) -> Wire | None:
        """Find what the path names; none when it is another path."""
        found = self._path.fullmatch(path)
        return None if found is None else found.groupdict()

    def read(self, given: Wire) -> Wire:
        """Read the parameters as what they are, or raise `BadParameter`."""
        read: Wire = self._spec.fit(given, self._request, at="", is_text=True)
        return read

    def check_answer(self, answer: Wire) -> None:
        """Raise `BadParameter`, which is a fault of the sandbox, when the answer is not exact."""
        shape = self._told["responses"]["200"]["content"]["application/json"]["schema"]
        self._spec.fit(answer, shape, at="", is_text=False)

    @cached_property
    def _request(self) -> Shape:
        if self.method == "POST":
            shape: Shape = self._told["requestBody"]["content"][_FORM]["schema"]
            return shape
        asked = [one for one in self._told.get("parameters", ()) if one["in"] == "query"]
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {one["name"]: one["schema"] for one in asked},
            "required": [one["name"] for one in asked if one.get("required")],
        }


class StripeSpec:
    def __init__(self) -> None:
        told = orjson.loads(gzip.decompress(SPEC_FILE.read_bytes()))
        self._shapes: Mapping[str, Shape] = told["components"]["schemas"]
        # What is spelt out comes before what stands for anything.
        self._operations = [
            Operation(self, method.upper(), path, one)
            for path, methods in sorted(told["paths"].items(), key=lambda item: "{" in item[0])
            for method, one in methods.items()
        ]
        self.version: str = told["info"]["version"]

    def operation(self, method: str, path: str) -> tuple[Operation, Wire] | None:
        for one in self._operations:
            if one.method == method and (places := one.places(path)) is not None:
                return one, places
        return None

    def check_object(self, wire: Wire) -> None:
        """Hold an object, as an event shows it, against the description of its kind."""
        self.fit(wire, self._shapes[wire["object"]], at="", is_text=False)

    def fit(self, value: Any, shape: Shape, *, at: str, is_text: bool) -> Any:  # noqa: ANN401 - JSON
        if "$ref" in shape:
            shape = self._shapes[shape["$ref"].rsplit("/", 1)[-1]]
        if value is None:
            if shape.get("nullable") and not is_text:
                return None
            raise BadParameter(at, "This cannot be null")
        if "anyOf" in shape:
            return self._fit_any(value, shape["anyOf"], at=at, is_text=is_text)
        fitted = self._fit_kind(value, shape, at=at, is_text=is_text)
        if "enum" in shape and fitted not in shape["enum"]:
            raise BadParameter(at, f"Must be one of {', '.join(shape['enum'])}")
        if isinstance(fitted, str) and len(fitted) > shape.get("maxLength", len(fitted)):
            raise BadParameter(at, "Too long")
        return fitted

    def _fit_any(self, value: Any, shapes: list[Shape], *, at: str, is_text: bool) -> Any:  # noqa: ANN401
        complaint: BadParameter | None = None
        for shape in shapes:
            try:
                return self.fit(value, shape, at=at, is_text=is_text)
            except BadParameter as refusal:
                complaint = complaint or refusal
        raise complaint or BadParameter(at, "Nothing fits")

    def _fit_kind(self, value: Any, shape: Shape, *, at: str, is_text: bool) -> Any:  # noqa: ANN401
        match shape.get("type"), value:
            case "object", dict():
                return self._fit_object(value, shape, at=at, is_text=is_text)
            case "array", list():
                return [
                    self.fit(one, shape["items"], at=f"{at}[{number}]", is_text=is_text)
                    for number, one in enumerate(value)
                ]
            case "integer", str() if is_text and _WHOLE.fullmatch(value):
                return int(value)
            case "boolean", str() if is_text and value in _TRUTHS:
                return _TRUTHS[value]
            case "number", str() if is_text and _WHOLE.fullmatch(value):
                return float(value)
            case ("string", str()) | ("boolean", bool()):
                return value
            case (("integer" | "number"), int()) if not isinstance(value, bool):
                return value
            case "number", float():
                return value
            case None, _:
                return value
            case kind, _:
                raise BadParameter(at, f"Invalid {kind}")

    def _fit_object(self, value: Wire, shape: Shape, *, at: str, is_text: bool) -> Wire:
        known = shape.get("properties", {})
        others = shape.get("additionalProperties", not is_text)
        fitted: Wire = {}
        for name, one in value.items():
            inside = f"{at}[{name}]" if at else name
            if name in known:
                fitted[name] = self.fit(one, known[name], at=inside, is_text=is_text)
            elif isinstance(others, dict):
                fitted[name] = self.fit(one, others, at=inside, is_text=is_text)
            elif others and not known:
                fitted[name] = one
            else:
                raise BadParameter(inside, "Received unknown parameter", code="parameter_unknown")
        for name in shape.get("required", ()):
            if name not in value:
                inside = f"{at}[{name}]" if at else name
                raise BadParameter(inside, "Missing required param", code="parameter_missing")
        return fitted


@cache
def stripes_spec() -> StripeSpec:
    """Read it once in a process: nothing in it changes."""
    return StripeSpec()
