"""Moderation: what waits for a person's eye.

What is decided belongs to its own noun. What two say to each other stays
covered, unless somebody says why he uncovers it.
"""
