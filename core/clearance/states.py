"""Why something may not pass, whatever its writer says. Pure."""

from core.errors import Refused


class CodeTooEarly(Refused):
    """A picture with a code that tells a contact may be sent once the quest is paid."""
