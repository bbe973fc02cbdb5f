"""How the tests of the house look at the code."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[2]
PACKAGES = ("admin", "bench", "bot", "core", "migrations", "sandbox", "tests", "webhooks")

T = TypeVar("T")


def source_files(*packages: str) -> Iterator[Path]:
    for package in packages:
        yield from sorted((ROOT / package).rglob("*.py"))
    if set(packages) == set(PACKAGES):
        yield ROOT / "cli.py"


def import_everything(package: str) -> None:
    """Import every module, so that all subclasses are known."""
    root = importlib.import_module(package)
    for module in pkgutil.walk_packages(root.__path__, package + "."):
        if ".data." not in module.name and not module.name.endswith(".launch"):
            importlib.import_module(module.name)


def all_subclasses(kind: type[T]) -> set[type[T]]:
    direct = set(kind.__subclasses__())
    return direct.union(*(all_subclasses(one) for one in direct))
