"""Why an operator speaks to nobody. Pure."""

from core.interventions.states import CannotBeDone


class NobodyMeant(CannotBeDone):
    """It was not said which side is meant."""
