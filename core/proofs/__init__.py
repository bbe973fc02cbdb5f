"""A proof moves a quest on: both have looked inside, a code was given, a photo was taken.

A code proves more than a photo, so money waits longer after a photo. Nobody proves anything for the
other side, and no proof is taken back.
"""
