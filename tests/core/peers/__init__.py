"""Peers: the rules."""
