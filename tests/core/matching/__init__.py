"""Matching: the rules, and the index held against brute force."""
