"""Tests of checking who Peers are."""
