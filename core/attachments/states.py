"""What may be attached, and how it is known once it is stored. Pure."""

from dataclasses import dataclass
from uuid import UUID

from core.pictures import MOST_BYTES


class CannotAttach(Exception):
    """One of our people cannot send this along; each kind says why."""

    field = "picture"


class NotAPicture(CannotAttach):
    """It is no JPEG, PNG or WebP that can be read, or has more than 50 million points."""


class PictureTooLarge(CannotAttach):
    """A picture has 10 MB at most, which is what Telegram takes."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture that is stored and not said yet; its message will have the same id."""

    id: UUID
    kept_as: str
    size: int
    name: str = "photo.jpg"


def check_size(content: bytes) -> None:
    """Refuse `PictureTooLarge`."""
    if len(content) > MOST_BYTES:
        raise PictureTooLarge
