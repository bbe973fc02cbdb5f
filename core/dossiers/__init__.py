"""A dossier is everything about one Peer, for an operator who has to decide something.

It only reads. No address of a channel and nothing that was said on a LinkLine is in it.
"""
