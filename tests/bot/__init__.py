"""The bot, played on phones."""
