"""Events through Kafka: one topic, a consumer group for each of ours, and the row as the key."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from urllib.parse import unquote, urlsplit

from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.security import BaseSecurity, SASLPlaintext

from core.events.states import Event, Hear, Send, pack_event
from core.transports.broker import Lines
from core.transports.options import common_options

_HEARTBEATS = 3
"""How many fit into the time after which a consumer is taken for dead, as Kafka advises."""


@asynccontextmanager
async def open_kafka(url: str, hearers: Mapping[str, Hear], *, lines: Lines) -> AsyncIterator[Send]:
    """Connect. `kafkas://` is TLS, a user and a password are SASL PLAIN, a comma adds a server."""
    servers = urlsplit(url).netloc.rpartition("@")[2].split(",")
    broker = KafkaBroker(servers, acks="all", security=_security_of(url), **common_options())
    topic = f"{lines.prefix}.events"
    lost_after_ms = int(lines.lost_after_seconds * 1000)
    for group, hear in hearers.items():
        broker.subscriber(
            topic,
            group_id=f"{lines.prefix}.{group}",
            auto_offset_reset="earliest",
            session_timeout_ms=lost_after_ms,
            heartbeat_interval_ms=lost_after_ms // _HEARTBEATS,
            ack_policy=AckPolicy.NACK_ON_ERROR,
        )(hear)

    async def send(event: Event) -> None:
        await broker.publish(pack_event(event), topic, key=event.about.bytes)

    try:
        await broker.start()
        yield send
    finally:
        await broker.stop()


def _security_of(url: str) -> BaseSecurity:
    parts = urlsplit(url)
    is_tls = parts.scheme == "kafkas"
    if parts.username is None:
        return BaseSecurity(use_ssl=is_tls)
    return SASLPlaintext(
        username=unquote(parts.username), password=unquote(parts.password or ""), use_ssl=is_tls
    )
