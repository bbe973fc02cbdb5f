"""A complaint says that something is wrong with a delivery, and a person decides who gets what.

Both sides are heard before anything is decided, and either may appeal once. Nothing here moves a
quest or its money; `core/disputes` does, in the same transaction. What a payer's bank disputes is
another matter, and a payment's own.
"""
