"""Broadcasts: one message of the operators to many Peers, each in his language, at a set pace.

Where it stands is kept in the transaction that queues what is told, so that nobody is told twice
and a restart goes on where it was. It goes behind everything else that a chat waits for.
"""
