"""Finds in the source what the product asks of the outside, by the names that the outside uses."""

import ast
import inspect
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import stripe

from sandbox.stripe.schema import StripeSpec

_REQUEST = re.compile(r'_request_async\(\s*"(\w+)",\s*"([^"]+)"')
_ROOTS = ("v1", "_v1")


class NotFollowed(Exception):
    """A use of Stripe's client of which nobody can tell what it asks for."""


def imports(file: Path, library: str) -> bool:
    """Tell whether a file imports a library, or a part of it, anywhere."""
    found: set[str] = set()
    for node in _nodes(file, library.rpartition(".")[2]):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{one.name}" for one in node.names}
    return any(f"{one}.".startswith(f"{library}.") for one in found)


def stripe_calls(file: Path) -> set[str]:
    """Name the operations of Stripe's description that a file asks for through the SDK."""
    nodes = _nodes(file, "v1")
    aliases = dict(_aliases(nodes))
    found = set()
    for node in nodes:
        chain = _chain(node)
        while chain and chain[0] in aliases and chain != aliases[chain[0]]:
            chain = [*aliases[chain[0]], *chain[1:]]
        below = next((chain[at + 1 :] for at, part in enumerate(chain) if part in _ROOTS), None)
        if below and (name := _operation(below)) is not None:
            found.add(name)
    return found


def methods_called(file: Path, *on: str) -> set[str]:
    """Name the methods that are called, or handed on, of what bears one of these names."""
    chains = (_chain(node) for node in _nodes(file))
    return {chain[-1] for chain in chains if len(chain) > 1 and chain[-2] in on}


def wire_calls(file: Path) -> set[str]:
    """Name the methods of the Bot API that a file asks for over the wire, and its downloads."""
    found = set()
    for node in (*_nodes(file, ".call("), *_nodes(file, ".download(")):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr == "download":
            found.add("file")
        name = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
        if node.func.attr == "call" and isinstance(name, str):
            found.add(name)
    return found


def words_in(file: Path) -> set[str]:
    """Give every string that is written out in a file."""
    return {
        one.value
        for one in _nodes(file)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }


def _nodes(file: Path, word: str = "") -> list[ast.AST]:
    """Give all that a file is made of, or nothing of one in which a word does not stand at all."""
    text = file.read_text(encoding="utf-8")
    return list(ast.walk(ast.parse(text))) if word in text else []


def _chain(node: ast.AST) -> list[str]:
    """Give the names of `a.b.c`; nothing for anything else."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute) and (before := _chain(node.value)):
        return [*before, node.attr]
    return []


def _aliases(nodes: list[ast.AST]) -> Iterator[tuple[str, list[str]]]:
    """Find the names that are given to a part of Stripe's client."""
    for node in nodes:
        if not isinstance(node, ast.Assign) or len(node.targets) != 1:
            continue
        names, values = [node.targets[0]], [node.value]
        if isinstance(names[0], ast.Tuple) and isinstance(values[0], ast.Tuple):
            names, values = names[0].elts, values[0].elts
        for name, value in zip(names, values, strict=True):
            if isinstance(name, ast.Name) and set(_chain(value)) & set(_ROOTS):
                yield name.id, _chain(value)


@lru_cache
def _client() -> stripe.StripeClient:
    return stripe.StripeClient("sk_test_of_nobody")


@lru_cache
def _spec() -> StripeSpec:
    return StripeSpec()


def _operation(path: list[str]) -> str | None:
    """Find what a way through the client asks for; none for one that stops before a call."""
    found: object = _client().v1
    for part in path:
        found = getattr(found, part, None)
    if found is None:
        raise NotFollowed(path)
    if not inspect.ismethod(found):
        return None
    asked = _REQUEST.search(inspect.getsource(found))
    operation = asked and _spec().operation(asked[1].upper(), re.sub(r"{\w+}", "x", asked[2]))
    if not operation:
        raise NotFollowed(path)
    return operation[0].name
