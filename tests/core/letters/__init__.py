"""Tests of core.letters."""
