"""A token lets a program act for a Peer over the REST API.

It is shown once and never kept: only its hash is. Whoever holds it is the Peer as far as its scope
goes, so it never stands in a log, an event or an export.
"""
