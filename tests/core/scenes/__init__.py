"""Tests of what is read before something is said on a line."""
