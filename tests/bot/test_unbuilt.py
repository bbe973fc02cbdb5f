"""aiogram's types are built when they are used, and then they are what aiogram would have built."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path
from typing import Any

import orjson

from tests.nursery import ROOT

TELL = Path(__file__).with_name("telling_types.py")
MOST_BUILT = 20
"""Some are made while modules are imported, such as the buttons that every menu has."""


async def _told(*how: str) -> Any:
    """Ask a fresh process, for in this one somebody may have imported aiogram."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(TELL), *how),
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        stdout=PIPE,
    )
    told, _ = await process.communicate()
    assert process.returncode == 0
    return orjson.loads(told)


async def test_a_process_that_has_started_has_built_few_types() -> None:
    told = await _told("built", "bot.runner")
    assert told["types"] > 300
    assert told["built"] < MOST_BUILT


async def test_every_type_and_method_that_is_used_becomes_what_aiogram_makes_of_it() -> None:
    unbuilt, built = await asyncio.gather(_told("fields", "bot"), _told("fields", "aiogram"))
    assert unbuilt.keys() == built.keys()
    assert [name for name in built if built[name] != unbuilt[name]] == []
