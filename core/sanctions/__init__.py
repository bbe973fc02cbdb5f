"""A sanction is what operators decide about a Peer: a warning, a suspension, or a ban.

Whoever is suspended or banned begins nothing new; what he has agreed to goes on to its end, because
somebody else relies on it. He is told on what ground and until when, except in a ban that is
shadowed: then he goes on and meets nobody. A note is for operators alone, and goes with its Peer.
"""
