"""What being paid refuses, and what its links are signed for. Pure."""

from core.errors import Refused

PURPOSE = b"payouts"
"""What the pass to Stripe's form is sealed for."""


class PayoutsNotSetUp(Refused):
    """The operator has set no key of Stripe's, so nobody is paid here."""
