"""Support is what a Peer and the people behind the platform do with a ticket.

Who answers from where makes no difference: every rule stands here, and it is known who it was.
"""
