"""Passages: the cells, and the rows."""
