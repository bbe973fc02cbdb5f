"""How much waits and how much was given up, as metrics: counted when somebody asks for them."""

from prometheus_client import Gauge
from sqlalchemy.exc import SQLAlchemyError

from core.events.queries import count_waiting
from core.inbox.queries import count_items
from core.outbox.queries import count_rows
from core.wiring import Services

WAITING = Gauge("peercargo_waiting_rows", "Rows that wait, by where they wait", ("where",))
DEAD = Gauge("peercargo_dead_letters", "What was given up, by kind, as in `dead list`", ("kind",))


async def count_backlog(services: Services) -> None:
    """Set the gauges. While the database is away there are none, rather than old ones."""
    try:
        async with services.db.begin() as session:
            inbox, outbox = await count_items(session), await count_rows(session)
            events = (await count_waiting(session)).values()
    except (SQLAlchemyError, OSError):
        WAITING.clear()
        DEAD.clear()
        return
    WAITING.labels("inbox").set(inbox.waiting)
    WAITING.labels("outbox").set(outbox.live)
    WAITING.labels("parked").set(outbox.parked)
    WAITING.labels("events").set(sum(waiting for waiting, _ in events))
    DEAD.labels("event").set(sum(dead for _, dead in events))
    DEAD.labels("inbox").set(inbox.quarantined)
    DEAD.labels("outbox").set(outbox.dead)
