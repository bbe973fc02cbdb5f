"""Tests of looking up who somebody is."""
