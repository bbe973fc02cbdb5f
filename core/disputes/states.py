"""What a dispute refuses. Pure."""

from core.errors import Refused


class ClaimIsLate(Refused):
    """The days in which one may complain after a hand-over are over."""
