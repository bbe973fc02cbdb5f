"""The contract in sandbox/README.md names what there is, and nothing else."""

import re
from pathlib import Path

import pytest

from sandbox.__main__ import command_line
from sandbox.botapi.acts import ACTS
from sandbox.people.door import GRANTS

README = (Path(__file__).parents[2] / "sandbox" / "README.md").read_text(encoding="utf-8")
NOT_GRANTS = {"/sandbox/events"}


def test_the_options_are_those_of_the_command() -> None:
    told = {name for row in README.splitlines() if row.startswith("| `--") for name in options(row)}
    there = {
        option
        for action in command_line()._actions
        for option in action.option_strings
        if option.startswith("--") and option != "--help"
    }
    assert told == there


def options(row: str) -> list[str]:
    return re.findall(r"`(--[a-z-]+)", row.split(" | ", maxsplit=1)[0])


@pytest.mark.parametrize(("verb", "path"), [(verb, path) for verb, path, _ in GRANTS])
def test_every_door_of_the_control_plane_is_in_the_contract(verb: str, path: str) -> None:
    rows = [row for row in README.splitlines() if shape(path) in shape(row)]
    assert any(verb in row for row in rows), f"{verb} {path}"


def test_the_contract_promises_no_door_that_is_not_there() -> None:
    promised = set(re.findall(r"[A-Z`] ?(/sandbox/[a-z_/{}]+)", shape(README)))
    assert {path.rstrip("/") for path in promised} - NOT_GRANTS == {
        shape(path) for _, path, _ in GRANTS
    }


def shape(text: str) -> str:
    """Rename every placeholder alike, and write out what was shortened."""
    text = text.replace("`…/unblock`", "`POST /sandbox/people/{id}/unblock`")
    return re.sub(r"\{[a-z_]+\}", "{}", text)


@pytest.mark.parametrize("method", ["sendInvoice", "banChatMember", "sendChecklist", "sendGame"])
def test_what_is_said_to_be_not_acted_on_is_not(method: str) -> None:
    assert method not in ACTS
