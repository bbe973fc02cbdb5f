"""The shape of the house: short files, five names to a noun, one reader of the environment."""

import ast

from core.db import Base
from tests.house.sources import PACKAGES, ROOT, import_everything, source_files

LONGEST_FILE = 400
NOUN_FILES = {"__init__.py", "states.py", "models.py", "queries.py", "service.py", "flows.py"}
PLUMBING = {"mail", "servers", "storage", "transports"}


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for file in source_files(*PACKAGES)
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert not long


def test_a_noun_has_the_five_files_and_no_others() -> None:
    strange = {
        str(file.relative_to(ROOT))
        for folder in (ROOT / "core").iterdir()
        if folder.is_dir() and folder.name not in {*PLUMBING, "__pycache__"}
        for file in folder.glob("*.py")
        if file.name not in NOUN_FILES
    }
    assert not strange


def test_every_module_opens_with_what_it_is() -> None:
    silent = {
        str(file.relative_to(ROOT))
        for file in source_files(*PACKAGES)
        if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    }
    assert not silent


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        str(file.relative_to(ROOT))
        for file in source_files("bot", "core", "webhooks", "admin", "migrations")
        if _reads_environment(ast.parse(file.read_text(encoding="utf-8")))
    }
    assert readers <= {"core/settings.py"}


def test_the_command_knows_the_sandbox_only_as_a_program() -> None:
    tree = ast.parse((ROOT / "cli.py").read_text(encoding="utf-8"))
    modules = {one.module or "" for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)}
    modules |= {
        name.name for one in ast.walk(tree) if isinstance(one, ast.Import) for name in one.names
    }
    assert not {one for one in modules if one.split(".")[0] in {"sandbox", "tests", "bench"}}


def _reads_environment(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in {"environ", "getenv"}
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
        for node in ast.walk(tree)
    )


def test_a_telegram_id_lives_in_the_channel_alone() -> None:
    """No other model has a column that could hold a person's address.

    `outbox_row.address` is for the operators' group and for last words; see its docstring.
    `address_claim.address` is what somebody has typed, and nobody's before it is confirmed.
    """
    import_everything("core")
    suspicious = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(word in column.name for word in ("telegram", "chat_id", "user_id", "address"))
    }
    assert suspicious == {"channel.address", "outbox_row.address", "address_claim.address"}
