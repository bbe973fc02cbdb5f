"""A reversal is what a Carrier gives back of what he was sent, by a decision that came later.

From the decision on it is owed by him. Nobody else's money is given away in its place: what the
Requester is to get of it leaves when it is back.
"""
