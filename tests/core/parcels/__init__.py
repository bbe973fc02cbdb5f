"""Parcels: the rules."""
