"""A message is what one side of a line has said, as it may be shown to the other.

It is stored before it is sent, and what it said before is kept with it. Nothing here knows the chat
it came from; that is for its copies.
"""
