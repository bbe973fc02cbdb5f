"""The migrations and the models are the same thing said twice."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from core.db import Base, Db, connect
from core.schema import alembic_config, is_modelled, upgrade_schema
from tests.house.sources import import_everything
from tests.servers import TestServers

import_everything("core")  # each model registers its table


def _tables(connection: Connection) -> set[str]:
    rows = connection.execute(
        text("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
    )
    return {str(row[0]) for row in rows}


async def test_the_models_and_the_migrated_database_do_not_differ(db: Db) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: is_modelled(name, kind),
            },
        )
        return list(compare_metadata(context, Base.metadata))

    async with db.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


@pytest.mark.fresh_db
async def test_every_migration_goes_down_and_up_again(db: Db) -> None:
    async with db.engine.begin() as connection:
        before = await connection.run_sync(_tables)
        await connection.run_sync(lambda sync: command.downgrade(alembic_config(sync), "base"))
        assert await connection.run_sync(_tables) == {"alembic_version"}
        await connection.run_sync(lambda sync: command.upgrade(alembic_config(sync), "head"))
        assert await connection.run_sync(_tables) == before


@pytest.mark.fresh_db
async def test_upgrading_a_database_that_is_up_to_date_changes_nothing(db: Db) -> None:
    await upgrade_schema(db)
    await upgrade_schema(db)


async def test_the_same_migrations_run_on_an_external_postgres(
    external_postgres: TestServers,
) -> None:
    """PostgreSQL 15 and newer; named by TEST_POSTGRES_URL."""
    db = connect(external_postgres.database_url)
    await upgrade_schema(db)
    async with db.engine.begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(alembic_config(sync), "base"))
    await db.close()
