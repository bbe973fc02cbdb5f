"""A Peer is a person who sends or carries, not an account.

A person is reached over channels (Telegram first); only `channel` knows an address. A Peer joins
step by step, and each step is kept at once, so nothing is asked twice. A forgotten Peer keeps a
nameless row, because others' records point at it; nothing in it leads back to the person.
"""
