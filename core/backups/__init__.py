"""A backup is one file from which an installation begins again: its database and its files.

Nothing of it is secret from whoever reads it, so it is for its owner alone; the secrets themselves,
which stand in settings, are never in it. What Valkey holds is not in it either: limits, presence
and wake-ups begin anew.
"""
