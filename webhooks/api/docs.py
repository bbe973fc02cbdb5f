"""The description as a page, and a page for each type of problem.

They are made here and load nothing, from nowhere: no script, no font, no picture.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, HTTPException, Response

from core.errors import Refused
from webhooks.api.problems import PREFIX, Declined, detail_of, name_of, status_of

_CODE = re.compile(r"`([^`]+)`")
_AS_CODE = r"<code>\1</code>"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
    "Cache-Control": "public, max-age=300",
}
_STYLE = """
:root { color-scheme: light dark; --line: #8885; --soft: #8881; --link: #0b66c3 }
@media (prefers-color-scheme: dark) { :root { --link: #7ab8ff } }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 2rem 1rem }
a { color: var(--link) } h2 { margin-top: 3rem } h3 { margin: 0 }
nav ul { columns: 24rem; overflow-wrap: anywhere; padding-left: 1.2rem }
article { border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; margin: 1rem 0 }
code, pre { font: .875rem/1.5 ui-monospace, monospace }
pre { background: var(--soft); padding: .75rem; border-radius: .4rem; overflow-x: auto }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; display: block; overflow-x: auto }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0 }
tr + tr { border-top: 1px solid var(--line) }
.verb { font-weight: 700; text-transform: uppercase }
summary { cursor: pointer; margin-top: .5rem }
"""


Problems = Callable[[], Mapping[str, tuple[type[Exception], int]]]
"""Answers every type of problem by its name, with its status."""


def add_docs(api: FastAPI, *, prefix: str = PREFIX, problems: Problems | None = None) -> None:
    """Add the pages. They need no token and are not part of the description."""
    known = problems or _problems

    @api.get("/docs", include_in_schema=False)
    async def docs() -> Response:
        return _page("REST API", "".join(_all(api.openapi(), prefix, known())))

    @api.get("/problems/{name}", include_in_schema=False)
    async def problem(name: str) -> Response:
        found = known().get(name)
        if found is None:
            raise HTTPException(404)
        said = f"<h1>{escape(name)}</h1><p>{escape(detail_of(found[0]))}</p>"
        status = f"<p>Answered with the status {found[1]}.</p>"
        return _page(name, f'{said}{status}<p><a href="../docs">All operations</a></p>')


def _problems() -> dict[str, tuple[type[Exception], int]]:
    return {name: (kind, status_of(kind)) for name, kind in kinds_below(Refused, Declined).items()}


def kinds_below(*above: type[Exception]) -> dict[str, type[Exception]]:
    """Give every kind of these, by its name as a problem."""
    waiting = list(above)
    found: dict[str, type[Exception]] = {}
    while waiting:
        for kind in waiting.pop().__subclasses__():
            found[name_of(kind)] = kind
            waiting.append(kind)
    return found


def _page(title: str, body: str) -> Response:
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Peer-Cargo: {escape(title)}</title><style>{_STYLE}</style>"
        f"<body><main>{body}</main></body></html>"
    )
    return Response(page, media_type="text/html", headers=_HEADERS)


def _all(
    spec: dict[str, Any], prefix: str, problems: Mapping[str, tuple[type[Exception], int]]
) -> Iterator[str]:
    """Write the whole description: what it is, the operations, the forms, the problems."""
    yield f"<h1>{escape(spec['info']['title'])} REST API, version 1</h1>"
    yield from _paragraphs(spec["info"]["description"])
    yield '<p>For programs: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1).</p>'
    operations = list(_operations(spec, prefix))
    links = "".join(
        f'<li><a href="#{name}"><span class="verb">{verb}</span> {escape(path)}</a></li>'
        for name, verb, path, _ in operations
    )
    yield f"<nav><ul>{links}</ul></nav><h2>Operations</h2>"
    for name, verb, path, operation in operations:
        yield from _operation(name, verb, path, operation)
    yield "<h2>Forms</h2>"
    for name, form in sorted(spec["components"]["schemas"].items()):
        yield from _form(name, form)
    rows = (
        f'<tr><td><a href="problems/{name}"><code>{name}</code></a></td>'
        f"<td>{status}</td><td>{escape(detail_of(kind))}</td></tr>"
        for name, (kind, status) in sorted(problems.items())
    )
    yield f"<h2>Problems</h2><table>{''.join(rows)}</table>"


def _operations(
    spec: dict[str, Any], prefix: str
) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for path, verbs in spec["paths"].items():
        for verb, operation in verbs.items():
            yield operation["operationId"], verb, prefix + path, operation


def _operation(name: str, verb: str, path: str, operation: dict[str, Any]) -> Iterator[str]:
    yield f'<article id="{name}"><h3><code><span class="verb">{verb}</span> {escape(path)}'
    yield "</code></h3>"
    yield from _paragraphs(operation.get("description", ""))
    fields = operation.get("parameters", [])
    if fields:
        rows = (_row(one["name"], one["schema"], is_needed=one["required"]) for one in fields)
        yield f"<table>{''.join(rows)}</table>"
    body = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if body:
        yield f"<p>Send {_kind_of(body['schema'])}, for example:</p>"
        yield from (_json(one) for one in body["schema"].get("examples", []))
    for status, answer in operation["responses"].items():
        yield from _answer(status, answer)
    yield "</article>"


def _answer(status: str, answer: dict[str, Any]) -> Iterator[str]:
    phrase = HTTPStatus(int(status)).phrase
    yield f"<details><summary>{status} {phrase}</summary>"
    for content in answer.get("content", {}).values():
        yield f"<p>{_kind_of(content.get('schema', {}))}</p>"
        if "example" in content:
            yield _json(content["example"])
        for one in content.get("examples", {}).values():
            yield _json(one["value"])
    yield "</details>"


def _form(name: str, form: dict[str, Any]) -> Iterator[str]:
    yield f'<article id="form-{escape(name)}"><h3>{escape(name)}</h3>'
    yield from _paragraphs(form.get("description", ""))
    needed = form.get("required", [])
    rows = (
        _row(field, one, is_needed=field in needed)
        for field, one in form.get("properties", {}).items()
    )
    yield f"<table>{''.join(rows)}</table>"
    if "enum" in form:
        yield f"<p>{' · '.join(f'<code>{escape(one)}</code>' for one in form['enum'])}</p>"
    yield "</article>"


def _row(name: str, form: dict[str, Any], *, is_needed: bool) -> str:
    needed = "needed" if is_needed else ""
    said = _CODE.sub(_AS_CODE, escape(form.get("description", "")))
    return (
        f"<tr><td><code>{escape(name)}</code></td><td>{_kind_of(form)}</td>"
        f"<td>{needed}</td><td>{said}</td></tr>"
    )


def _kind_of(form: dict[str, Any]) -> str:
    """Name the kind of a value, with a link where it has a form of its own."""
    if "$ref" in form:
        name = escape(form["$ref"].rpartition("/")[2])
        return f'<a href="#form-{name}">{name}</a>'
    either = form.get("anyOf") or form.get("allOf")
    if either:
        return " or ".join(_kind_of(one) for one in either)
    if form.get("type") == "array":
        return f"list of {_kind_of(form.get('items') or form['prefixItems'][0])}"
    kind = form.get("format") or form.get("type") or "any"
    return escape(str(kind))


def _paragraphs(text: str) -> Iterator[str]:
    for part in text.split("\n\n"):
        if part.strip():
            yield f"<p>{_CODE.sub(_AS_CODE, escape(part.strip()))}</p>"


def _json(value: object) -> str:
    return f"<pre>{escape(json.dumps(value, indent=2, ensure_ascii=False))}</pre>"
