"""Tests of waking."""
