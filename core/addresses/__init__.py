"""Addresses are where else a Peer is reached, by his own wish: an e-mail address, a mobile number.

An address is his when he has given the code that was sent there; nothing else is sent there before.
What he has confirmed is a `channel`, beside that of Telegram.
"""
