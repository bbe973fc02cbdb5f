"""A card is a message that stays in step with what it shows.

There is one card of a thing on each of a Peer's phones. It is changed in place when that is enough,
and comes anew, with a sound, when the Peer is to look. What it says is a notice like any other.
"""
