"""Events through RabbitMQ: a durable fanout exchange, and a durable queue for each group."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from faststream import AckPolicy
from faststream.rabbit import Channel, ExchangeType, RabbitBroker, RabbitExchange, RabbitQueue

from core.events.states import Event, Hear, Send, pack_event
from core.transports.broker import Lines
from core.transports.options import common_options


@asynccontextmanager
async def open_rabbit(
    url: str, hearers: Mapping[str, Hear], *, lines: Lines
) -> AsyncIterator[Send]:
    """Connect; one unacknowledged event for each group, so that a worker keeps their order."""
    channel = Channel(prefetch_count=1, on_return_raises=True)
    broker = RabbitBroker(url, default_channel=channel, **common_options())
    exchange = RabbitExchange(f"{lines.prefix}.events", type=ExchangeType.FANOUT, durable=True)
    for group, hear in hearers.items():
        queue = RabbitQueue(f"{lines.prefix}.events.{group}", durable=True)
        broker.subscriber(queue, exchange, ack_policy=AckPolicy.NACK_ON_ERROR)(hear)

    async def send(event: Event) -> None:
        await broker.publish(
            pack_event(event), exchange=exchange, persist=True, message_id=str(event.id)
        )

    try:
        await broker.start()
        yield send
    finally:
        await broker.stop()
