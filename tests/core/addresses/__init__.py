"""Tests of core.addresses."""
