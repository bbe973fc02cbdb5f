"""How numbers are told."""
