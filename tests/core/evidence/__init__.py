"""Tests of looking at evidence."""
