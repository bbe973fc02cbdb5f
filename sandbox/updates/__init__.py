"""What bots hear: one mailbox a bot, emptied by long polling or by webhook, never by both."""
