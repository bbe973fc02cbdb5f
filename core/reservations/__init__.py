"""A reservation is room on a trip, between two moments, that somebody has been promised.

It knows nothing of who is promised what: an id, a trip, a span of time, a weight and a volume. The
database itself lets no trip be promised more than it has, whatever else goes wrong.
"""
