"""An Offer is a proposal of one price for one parcel on one trip, and whose answer is awaited.

The price goes to and fro until somebody takes it, says no, or the time is over. To accept one is
not here: that makes a quest, which is a later noun.
"""
