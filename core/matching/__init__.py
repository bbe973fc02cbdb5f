"""Matching says which trips fit a parcel, which parcels fit a trip, how well, and why.

It changes nothing and tells nobody. What is made of a match is a later noun's to say.
"""
