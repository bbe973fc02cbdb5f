"""Who and what exists: bots, people, groups, chats, messages, files, and how they are kept.

Nothing here knows HTTP. What is kept survives `kill -9` but for the last fraction of a second.
"""
