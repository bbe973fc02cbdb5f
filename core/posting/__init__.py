"""A post is a trip, a weekly trip or a parcel that a Peer has put up: for count and pace.

It knows nothing of what was posted but its id. The nouns that are posted note here that they open
and close, inside their own transactions.
"""
