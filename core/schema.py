"""Bringing the database to the newest migration, safely when several processes start at once."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from core.db import Db

_LOCK = 7_215_001
"""Key of the advisory lock; any constant that nothing else in this database uses."""

_MIGRATIONS = Path(__file__).parents[1] / "migrations"

_PARTITIONS = ("audit_entry_", "trip_passage_", "link_message_", "link_revision_")


def is_modelled(name: str | None, kind: str) -> bool:
    """Tell Alembic what to compare with the models: partitions have none of their own."""
    return kind != "table" or not (name or "").startswith(_PARTITIONS)


def alembic_config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    if connection is not None:
        config.attributes["connection"] = connection
    return config


async def upgrade_schema(db: Db) -> None:
    """Run the missing migrations. A second process waits for the first and finds none missing."""
    async with db.engine.begin() as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        await connection.run_sync(lambda sync: command.upgrade(alembic_config(sync), "head"))
