"""Why nobody is unmasked. Pure."""

from core.errors import Refused


class NoReason(Refused):
    """Who looks up who somebody is must say who he is himself, and why."""
