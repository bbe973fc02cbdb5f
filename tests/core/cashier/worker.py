"""A worker's cashier, who holds the books as well, in a process of its own that a test can kill.

python worker.py DATABASE_URL STRIPE_URL SECONDS_AHEAD
"""

import asyncio
import sys
from datetime import datetime, timedelta

import stripe
import structlog

from core.background import run_cashier
from core.cashier.flows import Cashier
from core.clock import utc_now
from core.db import connect
from core.reconciliation.flows import Reconciler


async def work(database_url: str, stripe_url: str, ahead: timedelta) -> None:
    def now() -> datetime:
        return utc_now() + ahead

    client = stripe.StripeClient(
        "sk_test_of_ours",
        base_addresses={"api": stripe_url},
        http_client=stripe.HTTPXClient(timeout=20),
        max_network_retries=0,
    )
    db = connect(database_url)
    cashier = Cashier(db, client, clock=now)
    reconciler = Reconciler(db, client, cashier.look_into, clock=now)
    await run_cashier(db, cashier, clock=now, reconciler=reconciler)


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    database, stripe_address, seconds = sys.argv[1:]
    asyncio.run(work(database, stripe_address, timedelta(seconds=float(seconds))))
