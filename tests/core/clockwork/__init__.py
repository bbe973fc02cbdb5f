"""Work that returns by the clock."""
