"""A ticket is one conversation of a Peer with the people behind the platform.

Nothing that was said on it is lost: it is stored before anybody says that it has arrived. A Peer
sees his own tickets, and of them no note that the people write for each other.
"""
