"""A topic is the part of a Peer's chat that belongs to one line, where Telegram has such parts.

It is a convenience: whatever is lost with a topic is said without one, and nobody's words go to
another line because of it.
"""
