"""The REST API, asked over HTTP."""
