"""A mandate lets a program act for an operator over the REST API: a token with scopes and an end.

It is shown once and never kept, only its hash is. Whoever holds it may do what both its scopes and
the operator's role allow at that moment, and nothing that the operator could not do himself.
"""
