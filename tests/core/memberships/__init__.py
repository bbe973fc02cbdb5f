"""Tests of `core/memberships`."""
