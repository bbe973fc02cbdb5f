"""A measure is a number that says how much, how large, when or where.

It is no telephone number, however many digits it has.
"""
