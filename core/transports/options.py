"""What FastStream is told for every broker."""

import logging
from typing import Any

from faststream.message import StreamMessage


def common_options() -> dict[str, Any]:
    """Take bytes as they are, say little, and end quickly: what is not heard comes again."""
    return {
        "apply_types": False,
        "decoder": _bytes_of,
        "graceful_timeout": 3.0,
        "logger": logging.getLogger("core.transports"),
        "log_level": logging.DEBUG,
    }


async def _bytes_of(message: StreamMessage[Any]) -> bytes:
    return bytes(message.body)
