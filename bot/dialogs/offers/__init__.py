"""The list of open offers, and the screen on which a price is typed. Their cards are notices."""
