"""The REST API for operators' scripts, below `/api/v1/admin`: what the pages do, done by a program.

Every operation names one scope, and none is open else. It calls the same functions of `core` as the
pages do, and whatever it changes stands in the audit log with the token by which it was done.
"""
