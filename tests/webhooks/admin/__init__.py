"""The REST API for operators' scripts."""
