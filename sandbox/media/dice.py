"""Dice and its like: how many values each emoji can show."""

import secrets
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sandbox.wire import Wire

SIDES: Final[Mapping[str, int]] = MappingProxyType(
    {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
)


def rolled(emoji: str) -> Wire:
    return {"emoji": emoji, "value": secrets.randbelow(SIDES[emoji]) + 1}
