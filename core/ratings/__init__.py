"""Ratings are double-blind: nobody reads the other's before both have rated, or the time is over.

So nobody rates out of revenge, and nobody waits to see what the other says.
"""
