"""A loss is what a payer's bank has kept for good, and somebody bears each cent of it.

Nothing is borne twice, and never by a quest that has nothing to do with it.
"""
