"""Tests of what becomes of what was said."""
