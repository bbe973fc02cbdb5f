"""Tests of core.mail."""
