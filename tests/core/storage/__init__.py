"""Tests of where files are kept."""
