"""Tests of bars."""
