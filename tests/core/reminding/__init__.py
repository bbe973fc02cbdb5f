"""Tests of core.reminding."""
