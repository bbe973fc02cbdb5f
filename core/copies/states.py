"""What may become of a copy. Pure."""

from enum import StrEnum


class Fate(StrEnum):
    """What became of one copy."""

    QUEUED = "queued"
    THERE = "there"
    WAITS = "waits"
    """The other side has blocked us, and gets it when he comes back."""
    LOST = "lost"
