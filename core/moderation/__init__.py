"""Moderation: what waits for a person's eye.

It only reads: what is decided belongs to its own noun.
"""
