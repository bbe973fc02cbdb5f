"""A look into a picture or a file finds out whether it may pass, and makes it fit for that.

Nothing passes unseen, and nobody is left to wonder: what does not pass comes back to its writer
with the reason. Telegram that is away is no reason.
"""
