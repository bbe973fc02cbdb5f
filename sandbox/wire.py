"""Names for what travels as JSON. The shapes are Telegram's; `botapi.schema` knows them exactly."""

from typing import Any, TypeAlias

Wire: TypeAlias = dict[str, Any]
"""One JSON object of the Bot API, or of the control plane."""
