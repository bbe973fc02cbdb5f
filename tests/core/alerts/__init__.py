"""Alerts: the rules."""
