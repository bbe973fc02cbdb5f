"""The rules of Peer-Cargo: no Telegram, no web server, no words for people.

One folder per noun, and in it at most `states.py` (pure), `models.py` (tables), `queries.py`
(reads), `service.py` (changes inside the caller's transaction) and `flows.py` (changes that call
the outside and own their transactions). Plumbing that is no noun stands beside the folders:
settings, clock, database, logs, wiring, and `servers/`, which runs the embedded servers.
"""
