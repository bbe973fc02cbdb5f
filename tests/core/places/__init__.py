"""Places: the shipped file, and finding them."""
