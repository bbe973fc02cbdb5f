"""Tests: each name is a claim about the product."""
