"""Notices: what the outbox tells by key and facts, worded for its receiver when it is sent."""
