"""A candidate is a match that both sides would want to hear of.

There is room left on the trip where the parcel would travel, neither Peer has blocked the other,
each is rated as the other demands, and the score knows the Carrier's record.
"""
