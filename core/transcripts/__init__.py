"""A transcript is what was said on a line that has ended: kept for disputes, and then dropped.

A week at a time is dropped, and nothing of it can be brought back.
"""
