"""Nested things as Stripe's clients write them into a form: `a[b][0][c]=value`."""

import re
from typing import Any
from urllib.parse import parse_qsl

from sandbox.stripe.refusing import BadParameter
from sandbox.wire import Wire

_NAME = re.compile(r"[^\[\]]+(\[[^\[\]]*\])*")
_PART = re.compile(r"[^\[\]]+")


def read_form(text: str) -> Wire:
    """Read a form or a query. Values stay text; what they mean is for the description to say."""
    found: Wire = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        if not _NAME.fullmatch(name):
            raise BadParameter(name, "Invalid parameter name")
        _put(found, name, value)
    return {name: _with_lists(value) for name, value in found.items()}


def _put(found: Wire, name: str, value: str) -> None:
    parts = _PART.findall(name)
    inside = found
    for part in parts[:-1]:
        inside = inside.setdefault(part, {})
        if not isinstance(inside, dict):
            raise BadParameter(name, "A value cannot be an object as well")
    last = parts[-1]
    if name.endswith("[]"):
        several = inside.setdefault(last, {})
        several[str(len(several))] = value
    else:
        inside[last] = value


def _with_lists(value: Any) -> Any:  # noqa: ANN401 - as nested as the form is
    """Turn objects whose names count from nought into lists."""
    if not isinstance(value, dict):
        return value
    inside = {name: _with_lists(one) for name, one in value.items()}
    if inside and list(inside) == [str(number) for number in range(len(inside))]:
        return list(inside.values())
    return inside
