"""The brokers that can carry events: Redis Streams, RabbitMQ and Kafka, chosen by `BROKER_URL`.

A transport moves bytes. It sends an event and returns when the broker has it for good; it hands
each group what the broker delivers and acknowledges when the group has it. Retries, dead letters
and "only once" are the business of `core/events`, the same for all of them.

Kafka and a single worker keep the order of events about one row. Several workers on Redis Streams
or RabbitMQ may overtake each other.
"""
