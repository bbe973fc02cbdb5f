"""Letters are what a Peer is told outside of Telegram, while he has blocked the bot there.

What matters is parked in the outbox then, and written as a letter in the same transaction; when he
is back before the letter goes, it does not go. What may have been carried is never carried again.
"""
