"""What the README lists is what the code has."""

import re

from core.settings import Settings
from tests.house.sources import ROOT

_ROW = re.compile(r"^\| `([A-Z0-9_]+)` \| ([^|]*) \| (.*) \|$", re.MULTILINE)


def test_the_settings_table_equals_the_settings_class() -> None:
    rows = {
        name: (default.strip(), what)
        for name, default, what in _ROW.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    }
    expected = {
        name.upper(): (_default(field.default), field.description or "")
        for name, field in Settings.model_fields.items()
    }
    assert rows == expected


def _default(value: object) -> str:
    return "" if value is None else f"`{value}`"
