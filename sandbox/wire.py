"""What travels: JSON objects and files. The shapes are Telegram's; `botapi.schema` knows them."""

from dataclasses import dataclass
from typing import Any, TypeAlias

Wire: TypeAlias = dict[str, Any]
"""One JSON object of the Bot API, or of the control plane."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in the request's body."""

    file_name: str
    content_type: str
    body: bytes
