"""Tests of core.live."""
