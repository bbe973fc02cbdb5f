"""Trips: the rules."""
