"""Tickets and their states."""
