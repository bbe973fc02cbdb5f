"""Backups: that one is made, and that everything is there again."""
