"""Settlement keeps a quest and its money in step, from the payment to the release.

Whatever ends a quest shares out what was paid for it in the same transaction, and no money stays
with a quest that is over.
"""
