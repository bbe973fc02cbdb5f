"""What the guides tell an operator to type is there."""

import re

import pytest
import typer

from cli import app
from tests.house.sources import ROOT

GUIDES = ("README.md", "docs/operators.md")
_COMMAND = re.compile(r"peercargo ((?:[a-z]+)(?: [a-z]+)?)")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)?(?:#([^)]+))?\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
_MORE = re.compile(r"\| `peercargo ([a-z]+) [^|]*?`((?:, `[a-z]+`)+) \|")


def _known() -> dict[str, set[str]]:
    """List the commands, each with those below it."""
    known = _named_in(app)
    for group in app.registered_groups:
        below = _named_in(group.typer_instance)
        name = None if group.typer_instance is None else group.typer_instance.info.name
        known |= {name: set(below)} if isinstance(name, str) else below
    return known


def _named_in(commands: typer.Typer | None) -> dict[str, set[str]]:
    registered = [] if commands is None else commands.registered_commands
    return {str(one.name or getattr(one.callback, "__name__", "")): set() for one in registered}


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_that_a_guide_names_is_one(guide: str) -> None:
    text, known = (ROOT / guide).read_text(encoding="utf-8"), _known()
    named = [one.split() for one in _COMMAND.findall(text)]
    named += [
        [group, one] for group, more in _MORE.findall(text) for one in re.findall(r"[a-z]+", more)
    ]
    assert named
    for first, *then in named:
        assert first in known, f"peercargo {first}"
        if known[first]:
            assert then, f"peercargo {first} alone does nothing"
            assert then[0] in known[first], f"peercargo {first} {then[0]}"


@pytest.mark.parametrize("guide", [*GUIDES, "docs/architecture.md"])
def test_every_link_of_a_guide_leads_somewhere(guide: str) -> None:
    path = ROOT / guide
    for file, heading in _LINK.findall(path.read_text(encoding="utf-8")):
        target = path.parent / file if file else path
        assert target.exists(), file
        if heading:
            text = target.read_text(encoding="utf-8")
            assert heading in {_anchor(one) for one in _HEADING.findall(text)}, heading


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")
