"""A turn is when what two may do on a line changes, although neither has said anything there.

It is no message and has no number. Who listens is rung, and looks at the line by himself.
"""
