"""Trust is what Peers know of each other before they agree, and what each demands of the other.

Standings are sums that later nouns add to; nothing here knows why. A block works both ways and is
never told to the one who is blocked. A halt is one with everybody, for a while: nothing new begins.
"""
