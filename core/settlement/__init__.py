"""Settlement keeps a quest and its money in step: it is funded, lapses, or is cancelled.

Whatever ends a quest shares out what was paid for it in the same transaction, and no money stays
with a quest that is over.
"""
