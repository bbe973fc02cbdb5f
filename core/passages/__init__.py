"""A passage is an ordered pair of map cells: a trip passes the first and later the second.

It is the index by which trips find parcels and parcels find trips, and nothing else: it promises
to miss nothing and may name what does not fit. It knows nothing of what it indexes but an id, whose
it is, two places, moments and what is carried, and no setting. The nouns that are posted write it
in their transactions.
"""
