"""Aftercare is what time and forgetting do to tickets.

Nobody waits unseen, nothing stays open for ever, and nothing is kept longer than was promised.
"""
