"""Screening reads what a parcel is said to contain, before anybody travels with it.

It knows words, not things: a hit is a reason to ask, never a judgement about a person. Whoever is
sure that it is wrong may ask a person to look.
"""
