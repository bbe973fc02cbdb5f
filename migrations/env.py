"""How Alembic reaches the database: over the connection it is handed, else over `DATABASE_URL`."""

import asyncio

from alembic import context
from sqlalchemy import Connection

import core.alerts.models
import core.audit.models
import core.cards.models
import core.clockwork.models
import core.commands.models
import core.copies.models
import core.drafts.models
import core.events.models
import core.glidepaths.models
import core.idempotency.models
import core.ledger.models
import core.linkline.models
import core.mandates.models
import core.market.models
import core.memberships.models
import core.messages.models
import core.offers.models
import core.parcels.models
import core.passages.models
import core.payments.models
import core.peers.models
import core.places.models
import core.posting.models
import core.providers.models
import core.quests.models
import core.reservations.models
import core.signons.models
import core.tokens.models
import core.trust.models  # noqa: F401  (each import registers its tables)
from core.db import Base, connect
from core.schema import is_modelled
from core.settings import load_settings


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        include_name=lambda name, kind, _: is_modelled(name, kind),
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_by_url() -> None:
    url = load_settings().database_url
    if url is None:
        raise SystemExit("DATABASE_URL is not set; `peercargo migrate` needs none")
    db = connect(url.get_secret_value())
    async with db.engine.begin() as connection:
        await connection.run_sync(run)
    await db.close()


given = context.config.attributes.get("connection")
if given is None:
    asyncio.run(run_by_url())
else:
    run(given)
