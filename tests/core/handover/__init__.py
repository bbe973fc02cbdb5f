"""Tests of the code and of who has looked inside."""
