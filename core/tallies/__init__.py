"""Tallies: what happened on each day, counted as events are heard, for those who look at the whole.

Nothing is decided by them, and no row of a Peer is looked through to make them. They tell nobody
apart: a count, a category, a cell of the map, a way between two places.
"""
