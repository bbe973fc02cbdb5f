"""Forms: what is asked step by step, kept at once, reviewed as a whole, and then posted.

A form lies in a draft slot of its own, apart from the screens, so a Peer may leave it for the menu,
and the bot may be restarted, and he goes on where he was.
"""
