"""Tests of what lets a message pass."""
