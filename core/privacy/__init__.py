"""What is kept about a Peer, given back or removed. Knows every noun; no noun knows it."""
