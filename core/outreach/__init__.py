"""Outreach: an operator speaks first, about a quest, to one side or to both.

It comes as Support's word on the Peer's own ticket, so that what he answers is read. Neither side
learns what the other was told, nor that he was told anything.
"""
