"""Who else has a ticket before him."""
