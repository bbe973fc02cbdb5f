"""Which transport an address names, and how our events lie in it."""

from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from core.events.states import Open


@dataclass(frozen=True, slots=True)
class Lines:
    """How our events lie in a broker that others may use as well.

    A consumer that was silent for `lost_after_seconds` is taken for dead, and another gets what it
    held. It matches the time in which a worker is restarted.
    """

    prefix: str = "peercargo"
    lost_after_seconds: float = 15.0


class UnknownBroker(Exception):
    """The address names no broker that we can speak to."""


def opener_of(url: str, *, lines: Lines) -> Open:
    """Find the way to connect to the broker of this address. Raises `UnknownBroker`.

    The clients are imported only where they are used, because each is large.
    """
    match urlsplit(url).scheme:
        case "redis" | "rediss" | "unix":
            from core.transports.redis_streams import open_redis_streams  # noqa: PLC0415

            return partial(open_redis_streams, url, lines=lines)
        case "amqp" | "amqps":
            from core.transports.rabbit import open_rabbit  # noqa: PLC0415

            return partial(open_rabbit, url, lines=lines)
        case "kafka" | "kafkas":
            from core.transports.kafka import open_kafka  # noqa: PLC0415

            return partial(open_kafka, url, lines=lines)
        case scheme:
            raise UnknownBroker(f"BROKER_URL begins with {scheme or 'no scheme'}")
