"""Tests of what is said, changed and taken back on a line."""
