"""What may go wrong with a proof. Pure."""

from core.errors import Refused


class PhotosByTheCarrier(Refused):
    """Only the Carrier takes photos of a quest, for it is he who has the parcel."""


class NoPhotoYet(Refused):
    """There is no photo of the hand-over, or it is still being fetched."""
