"""Tokens for the REST API."""
