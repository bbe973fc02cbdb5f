"""What an export asks for, and its name. Pure."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from core.operators.states import Permission

MEDIA_TYPE = "text/csv; charset=utf-8"


def export_asks_for(asks_for: Permission) -> Permission:
    """Whoever may read what not everybody may read may take it along as well."""
    return Permission.EXPORT if asks_for is Permission.LOOK else asks_for


def file_name(table: str, *, at: datetime) -> str:
    return f"{table}-{at:%Y-%m-%d}.csv"


def as_code(table: str) -> StrEnum:
    """Give the name of a table as the audit log takes it: ours, and no words of a Peer."""
    names: Callable[[str], StrEnum] = StrEnum("TableName", [table])  # type: ignore[misc]  # made here
    return names(table)
