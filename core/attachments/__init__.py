"""An attachment is a picture that one of our people sends along with what he says on a ticket.

It is drawn anew, as a Peer's is, and stored before it is said. No picture goes out as it came, and
what nobody came to say is not kept.
"""
