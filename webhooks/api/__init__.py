"""The REST API, version 1: what a Peer does in the bot, done by a program that holds his token.

It parses, calls the functions of `core` that the bot calls, and answers. No rule is here. What a
Peer may not see is missing, and a refusal is a problem in the form of RFC 9457.
"""
