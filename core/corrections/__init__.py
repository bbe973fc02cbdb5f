"""A correction lets a message say something else, as its writer wants it.

What it said before is kept. What may not pass is asked about, and the message stays as it was.
"""
