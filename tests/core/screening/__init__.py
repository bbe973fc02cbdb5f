"""What must not travel."""
