"""Glimpses: what a Peer sees, shown to an operator who has a reason; nothing can be pressed there.

Who the other side is, it tells no more than the Peer is told. Each look stands in the audit log.
"""
