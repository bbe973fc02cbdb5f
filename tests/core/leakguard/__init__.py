"""What must not pass before it is paid, and what must not be held."""
