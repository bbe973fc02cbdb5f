"""The HTTP edge for machines."""
