"""What was kept back, and that it is not there any more. Pure."""

from core.interventions.states import CannotBeDone
from core.messages.states import MessageState

KEPT_BACK = (MessageState.HELD, MessageState.DROPPED)


class HoldMissing(CannotBeDone):
    """It has passed since, or was removed."""
