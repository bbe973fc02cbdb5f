"""When money that was released cannot be given back. Pure."""

from core.errors import Refused


class MoneyIsNotReleased(Refused):
    """Nothing was released yet, or a part of it is on its way already; `state` says which."""


class MoreThanWasReleased(Refused):
    """Neither the Carrier nor the platform gives more than each has had; `left` is what is left."""
