"""A tick is the mark below a message that tells its writer: it is there, or what the other thinks.

It says what has happened. Nothing is marked before it has.
"""
